"""Signing in by a code, by the operator's link, and signing out."""

from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verme.audit.actors import VISITOR
from verme.kernel.refusals import Refused
from verme.people import actions as people
from verme.web.account import fresh
from verme.web.account.adapter import Adapter, home_of, is_own
from verme.web.account.forms import CodeForm, SignInForm
from verme.web.ui.desk import Desk
from verme.web.ui.doors import link, own, public
from verme.web.ui.language import of as language_of
from verme.web.ui.render import page

request_code = RequestLoginCodeView.as_view(form_class=SignInForm, template_name="account/sign_in.html")
confirm_code = ConfirmLoginCodeView.as_view(form_class=CodeForm, template_name="account/code.html")


@public
def sign_in(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Asks for the address. Known and unknown addresses get the same answer."""
    if desk.person is not None:
        wanted = request.GET.get("next", "")
        return redirect(wanted if is_own(request, wanted) else home_of(desk.person))
    return request_code(request)  # type: ignore[no-any-return]  # allauth has no types


@public
def code(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Asks for the code."""
    return confirm_code(request)  # type: ignore[no-any-return]  # allauth has no types


@link
def by_link(request: HttpRequest, desk: Desk, secret: str) -> HttpResponse:
    """The operator's link: looking changes nothing, the button signs in, once."""
    refused = ""
    if request.method == "POST":
        try:
            person = people.use_link(secret, by=VISITOR)
        except Refused as no:
            refused = no.sentence
        else:
            Adapter(request).login(request, person)
            return redirect(home_of(person))
    return page(request, "account/link.html", {"refused": refused})


@own
@require_POST
def sign_out(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Ends the session and asks the browser to forget its pages."""
    logout(request)
    response = redirect("/")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@own
def prove(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A fresh code before something that cannot be taken back; then on to it."""
    wanted = request.GET.get("next", "")
    wanted = wanted if is_own(request, wanted) else "/oma/"
    fault = ""
    if request.method == "POST" and "code" in request.POST:
        if fresh.check(request, request.POST["code"]):
            return redirect(wanted)
        fault = _("The code doesn't work. Check it or ask for a new one.")
    elif request.method == "POST":
        fresh.send(request, desk.reader, language_of(request))
    return page(request, "account/prove.html", {"fault": fault, "is_sent": fresh.is_sent(request)})
