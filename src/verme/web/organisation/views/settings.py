"""Settings (K12): what the organisation tells of itself, and how it looks to others."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.kernel.refusals import Refused
from verme.kernel.texts import LANGUAGES, OWN_NAMES
from verme.organisations import actions, notices, queries
from verme.organisations.terms import OrganisationRefusal, Permission
from verme.web.organisation.forms.settings import ContactForm, LanguagesForm, LogoForm, NoticeForm, TextsForm
from verme.web.organisation.own_words import sights
from verme.web.ui.blaming import blame
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.logo import logo_url
from verme.web.ui.render import page

CONTACT = ("contact_name", "contact_email", "contact_phone")


@staff(Permission.RUN_ORGANISATION)
def settings(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Everything that can be set, each with a way to change it."""
    context = {
        "house": desk.house,
        "sights": sights(desk.house, request.LANGUAGE_CODE),
        "spoken": [OWN_NAMES[code] for code in desk.house.languages],
        "logo_url": logo_url(desk.house),
        "facts": _facts(queries.counts(desk.house)),
    }
    return page(request, "organisation/settings/settings.html", context)


def _facts(counts: queries.Counts) -> list[tuple[int, str]]:
    return [
        (counts.units, ngettext("school or unit", "schools or units", counts.units)),
        (counts.staff_groups, ngettext("staff group", "staff groups", counts.staff_groups)),
        (counts.people, ngettext("person with access", "people with access", counts.people)),
        (counts.staff, _("on the staff list")),
    ]


@staff(Permission.RUN_ORGANISATION)
def texts(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Name, sender, description and words about privacy in each language."""
    form = TextsForm(request.POST or None, house=desk.house)
    if request.method == "POST" and form.is_valid() and _changed(desk, form, form.values()):
        return _saved(request, desk)
    return page(request, "organisation/settings/texts.html", {"form": form, "first_name": OWN_NAMES[desk.house.first_language]})


@staff(Permission.RUN_ORGANISATION)
def languages(request: HttpRequest, desk: Desk) -> HttpResponse:
    """In which languages the organisation writes, and in which order."""
    form = LanguagesForm(request.POST or None, house=desk.house)
    if request.method == "POST" and form.is_valid() and _changed(desk, form, form.values()):
        return _saved(request, desk)
    return page(request, "organisation/settings/languages.html", {"form": form})


@staff(Permission.RUN_ORGANISATION)
def contact(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Whom people may ask."""
    form = ContactForm(request.POST or None, initial={name: getattr(desk.house, name) for name in CONTACT})
    if request.method == "POST" and form.is_valid() and _changed(desk, form, form.cleaned_data):
        return _saved(request, desk)
    return page(request, "organisation/settings/contact.html", {"form": form})


@staff(Permission.RUN_ORGANISATION)
def notice(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Whether supervisors are told or asked."""
    form = NoticeForm(request.POST or None, initial={"supervisor_notice": desk.house.supervisor_notice})
    if request.method == "POST" and form.is_valid() and _changed(desk, form, form.cleaned_data):
        return _saved(request, desk)
    return page(request, "organisation/settings/notice.html", {"form": form})


def _changed(desk: Desk, form: Form, values: dict[str, Any]) -> bool:
    """Whether the organisation took the values; if not, the form says why."""
    first = values.get("languages", desk.house.languages)[0]
    try:
        actions.change(desk.house, **values, by=desk.actor)
    except Refused as no:
        blame(form, no, {OrganisationRefusal.NO_NAME.value: "first" if "languages" in values else f"names_{first}"})
        return False
    return True


@staff(Permission.RUN_ORGANISATION)
def logo(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The picture beside the organisation's name on the pages of its programmes."""
    form = LogoForm(request)
    if request.method == "POST" and "remove" in request.POST:
        actions.remove_logo(desk.house, by=desk.actor)
        return _saved(request, desk)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_logo(desk.house, content=form.cleaned_data["file"].read(), by=desk.actor)
        except Refused as no:
            blame(form, no, "file")
        else:
            return _saved(request, desk)
    return page(request, "organisation/settings/logo.html", {"form": form, "logo_url": logo_url(desk.house)})


@staff(Permission.RUN_ORGANISATION)
def preview(request: HttpRequest, desk: Desk) -> HttpResponse:
    """How the public pages and a letter look in a language (`?teksti=`)."""
    asked = request.GET.get("teksti", "")
    language = asked if asked in LANGUAGES else desk.house.first_language
    chips = [{"label": OWN_NAMES[code], "url": f"?teksti={code}", "is_current": code == language, "lang": code} for code in LANGUAGES]
    context = {
        "house": desk.house,
        "text_language": language,
        "chips": chips,
        "sights": sights(desk.house, language),
        "logo_url": logo_url(desk.house),
        "letter": notices.sample(desk.house, desk.reader, language),
    }
    return page(request, "organisation/settings/preview.html", context)


def _saved(request: HttpRequest, desk: Desk) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("staff:settings", desk.house.slug)
