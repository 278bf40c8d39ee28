"""The call (Tiedotus): one call in all its channels, and a record of what went to whom when."""

from collections import Counter
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from verme.kernel.refusals import Refused
from verme.kernel.texts import LANGUAGES, OWN_NAMES
from verme.mail import queries as mail
from verme.organisations.terms import Permission
from verme.programmes import actions, notices, queries
from verme.programmes.documents import poster as draw_poster
from verme.programmes.models import Dispatch
from verme.programmes.plain_words import audience_words, call_words, intranet_text
from verme.programmes.rules import Rules
from verme.signups import queries as signups
from verme.signups.models import Signup
from verme.web.coordinator.forms.call import AudienceForm, NoteForm
from verme.web.coordinator.links import link_in
from verme.web.coordinator.poster_facts import poster_facts
from verme.web.ui.blaming import blame
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page


@staff(Permission.RUN_PROGRAMME)
def call(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Page, letter, poster, intranet text, feed; who would get the letter, how it looks, what has gone."""
    language = _language(request, desk)
    rules = queries.rules_of(desk.year)
    form = _choices(request, desk, rules)
    readers = queries.addressees(desk.year, form.audience, channel=form.channel, without=_signed_up(desk))
    context = {
        "form": form,
        "programme": desk.year,
        "text_language": language,
        "chips": _chips(language, form.query),
        "count": len(readers),
        "by_language": [(OWN_NAMES[each], count) for each, count in sorted(Counter(r.language for r in readers).items())],
        "whom": _whom(desk, form),
        "letter": notices.preview(desk.year, rules, form.channel, language),
        "record": _record(desk),
        **_to_take(desk, rules, language),
    }
    return page(request, "coordinator/call/call.html", context)


def _to_take(desk: Desk, rules: Rules | None, language: str) -> dict[str, Any]:
    """What the coordinator takes along: the address, the intranet text, posters."""
    address = f"{settings.BASE_URL}/i/{desk.year.slug}/"
    words = call_words(desk.year, rules, language)
    return {
        "address": address,
        "when": call_words(desk.year, rules, (get_language() or "fi")[:2]).when,
        "intranet": intranet_text(words, address, language),
        "posters": [(each, OWN_NAMES[each]) for each in LANGUAGES],
    }


def _language(request: HttpRequest, desk: Desk) -> str:
    asked = request.GET.get("teksti", "")
    return asked if asked in LANGUAGES else desk.house.first_language


def _chips(language: str, query: str) -> list[dict[str, Any]]:
    return [
        {"label": OWN_NAMES[each], "url": f"?teksti={each}&{query}", "is_current": each == language, "lang": each} for each in LANGUAGES
    ]


def _choices(request: HttpRequest, desk: Desk, rules: Rules | None = None) -> AudienceForm:
    """The choices in the address; on a first look, the staff groups that the rules let join."""
    return AudienceForm(request.GET, organisation=desk.house, proposed=rules.staff_groups if rules else ())


def _signed_up(desk: Desk) -> QuerySet[Signup, str]:
    return signups.active(desk.year).values_list("address", flat=True)


def _whom(desk: Desk, form: AudienceForm) -> str:
    """The choices in words, in the reader's language."""
    chosen = form.audience
    told = audience_words(units=chosen.units, staff_groups=chosen.staff_groups, levels=chosen.levels, first=desk.house.first_language)
    return told[(get_language() or "fi")[:2]]


def _record(desk: Desk) -> list[tuple[Dispatch, dict[str, int]]]:
    held = list(queries.dispatches(desk.year))
    counted = mail.tally([each.event for each in held if each.is_sent])
    return [(each, counted[each.event] if each.is_sent else {}) for each in held]


@staff(Permission.RUN_PROGRAMME)
def send(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Sends the letter to those the choices in the address choose; opening the address does nothing."""
    form = _choices(request, desk)
    if request.method == "POST":
        expected, signed_up = _expected(request), _signed_up(desk)
        try:
            sent = actions.send_call(
                desk.year, chosen=form.audience, channel=form.channel, expected=expected, without=signed_up, by=desk.actor
            )
        except Refused as no:
            messages.error(request, no.sentence)
        else:
            told = ngettext("%(n)s letter is on its way.", "%(n)s letters are on their way.", sent.count or 0)
            messages.success(request, told % {"n": sent.count})
    return redirect(f"{_url(desk)}?{form.query}")


def _expected(request: HttpRequest) -> int:
    asked = request.POST.get("expected", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else -1


@staff(Permission.RUN_PROGRAMME)
def sample(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Sends the letter to the reader alone; opening the address does nothing."""
    form, language = _choices(request, desk), _language(request, desk)
    if request.method == "POST":
        actions.send_sample(desk.year, channel=form.channel, person=desk.reader, language=language, by=desk.actor)
        messages.success(request, _("The letter is on its way to you: %(address)s") % {"address": desk.reader.email})
    return redirect(f"{_url(desk)}?teksti={language}&{form.query}")


@staff(Permission.RUN_PROGRAMME)
def note(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Notes that the call was put on the intranet, on a wall or elsewhere."""
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_dispatch(desk.year, **form.values(), by=desk.actor)
        except Refused as no:
            blame(form, no, {"no_whom": "whom", "future": "on"})
        else:
            messages.success(request, _("Noted."))
            return redirect(_url(desk))
    return page(request, "coordinator/call/note.html", {"form": form})


@staff(Permission.RUN_PROGRAMME)
def poster(request: HttpRequest, desk: Desk, language: str) -> HttpResponse:
    """The poster in one language, as a PDF to print."""
    if language not in LANGUAGES:
        raise Http404
    made = draw_poster(poster_facts(desk.year, language))
    name = f"verme-{desk.year.slug}-{language}.pdf"
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _url(desk: Desk) -> str:
    return link_in(desk)("call")
