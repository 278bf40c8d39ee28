"""A fresh code before something that cannot be taken back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from verme.web.account import fresh
from verme.web.account.adapter import wanted
from verme.web.account.forms import WRONG, FreshCodeForm
from verme.web.ui.desk import Desk
from verme.web.ui.doors import own
from verme.web.ui.language import of as language_of
from verme.web.ui.render import page


@own
def prove(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Sends a code by a button, takes it by another, then leads on to what asked for it."""
    onward = wanted(request, request.GET.get("next"), otherwise="/oma/")
    form = FreshCodeForm(request.POST if "code" in request.POST else None)
    if form.is_bound and form.is_valid():
        if fresh.check(request, desk.reader, form.cleaned_data["code"]):
            return redirect(onward)
        form.add_error("code", WRONG)
    elif request.method == "POST" and not form.is_bound:
        fresh.send(request, desk.reader, language_of(request))
        return redirect(request.get_full_path())
    return page(request, "account/prove.html", {"form": form, "sent_at": fresh.sent_at(request), "address": _masked(desk.reader.email)})


def _masked(address: str) -> str:
    name, _at, host = address.partition("@")
    return f"{name[0]}***{name[-1]}@{host}"
