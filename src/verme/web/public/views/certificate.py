"""Whether a certificate is genuine: anybody who has its code may ask. No name is told; a typed one is compared (trust.md T-19)."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from verme.certificates import queries
from verme.certificates.documents import hours_words
from verme.kernel import dates
from verme.web.ui.desk import Desk
from verme.web.ui.doors import link, public
from verme.web.ui.render import page


class CodeForm(forms.Form):
    """The code that stands on the certificate."""

    koodi = forms.CharField(
        label=_("Code of the certificate"),
        help_text=_("Eight letters and digits, for example K7TW-9XQP."),
        max_length=20,
        error_messages={"required": _("Enter the code of the certificate")},
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )


class NameForm(forms.Form):
    """A name to compare with the holder's."""

    name = forms.CharField(
        label=_("Name on the certificate"),
        max_length=200,
        error_messages={"required": _("Enter the name as it stands on the certificate")},
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )


@public
def ask(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Where the code is typed."""
    form = CodeForm(request.GET if "koodi" in request.GET else None)
    if form.is_bound and form.is_valid():
        plain = "".join(character for character in form.cleaned_data["koodi"] if character.isascii() and character.isalnum())
        if plain:
            return redirect("public:certificate_check", plain.upper())
        form.add_error("koodi", _("Enter the code of the certificate"))
    return page(request, "public/certificate/ask.html", {"form": form})


@link
def check(request: HttpRequest, desk: Desk, secret: str) -> HttpResponse:
    """Hours and year of the certificate with this code, and whether it has been replaced; 404 where there is none."""
    found = queries.checked(secret)
    if found is None:
        return page(request, "public/certificate/unknown.html", {"code": secret[:20]}, status=404)
    held = found.certificate
    form = NameForm(request.POST or None)
    matches = queries.is_name_of(held, form.cleaned_data["name"]) if request.method == "POST" and form.is_valid() else None
    context = {
        "found": found,
        "held": held,
        "hours": hours_words(held.minutes, request.LANGUAGE_CODE),
        "year": dates.school_year(held.school_year),
        "form": form,
        "matches": matches,
    }
    return page(request, "public/certificate/check.html", context)
