"""Signing in by a code, by the operator's link, and signing out."""

from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from verme.audit.actors import VISITOR
from verme.kernel.refusals import Refused
from verme.people import actions as people
from verme.web.account.adapter import Adapter, home_of, wanted, welcome
from verme.web.account.forms import CodeForm, SignInForm
from verme.web.ui import sessions
from verme.web.ui.desk import Desk
from verme.web.ui.doors import link, public
from verme.web.ui.render import page

request_code = RequestLoginCodeView.as_view(form_class=SignInForm, template_name="account/sign_in.html")


class _Confirm(ConfirmLoginCodeView):  # type: ignore[misc]  # allauth has no types
    """allauth's second step in our words; a wrong code for a known person is logged."""

    form_class = CodeForm
    template_name = "account/code.html"

    def form_invalid(self, form: CodeForm) -> HttpResponse:
        if (person := self.stage.login.user) is not None:
            people.refuse_code(person, by=VISITOR)
        return super().form_invalid(form)  # type: ignore[no-any-return]  # allauth has no types


confirm_code = _Confirm.as_view()


@public
def sign_in(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Asks for the address. Known and unknown addresses get the same answer."""
    if desk.person is not None:
        return redirect(wanted(request, request.GET.get("next"), otherwise=home_of(desk.person)))
    if request.session.pop(sessions.WAS_SIGNED_OUT, False):
        messages.warning(request, _("You were away for a while, so we signed you out. Sign in again to continue."))
    return request_code(request)  # type: ignore[no-any-return]  # allauth has no types


@public
def code(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Asks for the code. When it is too old or was wrong too often, it is the address again."""
    response: HttpResponse = confirm_code(request)
    if desk.person is None and response.headers.get("Location") == reverse("account_login"):
        messages.warning(request, _("The code is no longer valid. Give your email and we'll send a new one."))
    return response


@public
def not_known(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Where allauth would have people register: to the programmes one can sign up to."""
    return redirect("/#lahella")


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
            return welcome(request, person)
    return page(request, "account/link.html", {"refused": refused})


@public
def sign_out(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Asks on a GET; the button ends the session and has the browser forget its pages."""
    if request.method != "POST":
        return page(request, "account/sign_out.html", {}) if desk.person else redirect("/")
    logout(request)
    response = redirect("/")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
