"""Changing one's own address: it is typed, then proven by a code; the old one is told."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.kernel.refusals import Refused
from verme.people.rules import same_address
from verme.web.member import new_address
from verme.web.member.forms.address import WRONG, AddressCodeForm, AddressForm
from verme.web.ui.blaming import blame
from verme.web.ui.desk import Desk
from verme.web.ui.doors import own
from verme.web.ui.language import of as language_of
from verme.web.ui.render import page


@own
def address(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Asks for the new address. Known and unknown ones get the same answer."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            new_address.send(request, desk.reader, same_address(form.cleaned_data["email"]), language_of(request))
        except Refused as no:
            blame(form, no, "email")
        else:
            return redirect("member:address_code")
    return page(request, "member/address.html", {"form": form})


@own
def code(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Asks for the code that came to the new address."""
    typed, sent_at = new_address.DRAWER.told(request), new_address.DRAWER.sent_at(request)
    if sent_at is None:
        if typed:
            messages.warning(request, _("The code is no longer valid. Give the address again and we'll send a new one."))
            new_address.DRAWER.clear(request)
        return redirect("member:address")
    form = AddressCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if new_address.check(request, desk.reader, form.cleaned_data["code"]):
                messages.success(request, _("Your address is now %(address)s. We told the old one.") % {"address": typed})
                return redirect("member:data")
            form.add_error("code", WRONG)
        except Refused as no:
            messages.warning(request, no.sentence)
            return redirect("member:address")
    return page(request, "member/address_code.html", {"form": form, "address": typed, "sent_at": sent_at})
