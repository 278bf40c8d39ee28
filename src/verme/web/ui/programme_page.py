"""A programme's public page, as the public and as its coordinator before the announcement see it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.kernel import dates
from verme.kernel.clock import local
from verme.kernel.texts import Picked, pick
from verme.programmes import queries
from verme.programmes.models import Programme
from verme.programmes.plain_words import call_words, duration, has_veso
from verme.programmes.rules import Rules, last_day
from verme.programmes.terms import Stage
from verme.web.ui.logo import logo_url

SEATS, WAITING = 8, 3  # a ring without rules, and which of its seats is yours


@dataclass(frozen=True)
class Step:
    """One of the steps ahead: when, what, a sentence, and "done", "now" or nothing."""

    when: str
    title: str
    text: str
    state: str


def programme_page(programme: Programme, stage: Stage, language: str) -> dict[str, Any]:
    """What the page's template needs, in four queries."""
    rules = queries.rules_of(programme)
    words = call_words(programme, rules, language)
    first = programme.organisation.first_language
    after = stage in {Stage.PUBLISHED, Stage.ENDED}
    return {
        "programme": programme,
        "stage": stage.value,
        "words": words,
        "steps": _steps(programme, rules, stage, language),
        "themes": _themes(programme, language, first, after=after),
        "places_words": _places(programme, rules),
        "digest": [programme.draw_digest[start : start + 16] for start in range(0, 64, 16)] if programme.draw_digest else [],
        "seats": _seats(rules.size_target_max if rules else SEATS),
        "logo_url": logo_url(programme.organisation),
        "organisation_name": programme.organisation.name_in(language),
        "first_language": first,
    }


def _themes(programme: Programme, language: str, first: str, *, after: bool) -> list[tuple[Picked, Picked]]:
    """(name, description). Once groups exist, a discreet one is told as nothing more than a theme group."""
    shown = []
    for theme in programme.themes.all():
        if theme.is_discreet and after:
            shown.append((Picked(theme.public_title(language, first, after_publication=True), language), Picked("", language)))
        else:
            shown.append((pick(theme.titles, language, first), pick(theme.descriptions, language, first)))
    return shown


def _places(programme: Programme, rules: Rules | None) -> tuple[str, str]:
    """How many places there are, and in how many groups."""
    places = ngettext("There is %(n)s place.", "There are %(n)s places.", programme.capacity) % {"n": programme.capacity}
    if rules is None:
        return places, ""
    most = rules.size_target_max
    count = -(-programme.capacity // most)
    groups = ngettext(
        "%(n)s group of at most %(most)s people and a mentor.", "%(n)s groups, each of at most %(most)s people and a mentor.", count
    )
    return places, groups % {"n": count, "most": most}


def _seats(places: int) -> list[tuple[str, str]]:
    return [("wait" if number == WAITING else "full", "") for number in range(1, places + 1)]


def _steps(programme: Programme, rules: Rules | None, stage: Stage, language: str) -> list[Step]:
    opens, closes = local(programme.opens_at).date(), last_day(programme.closes_at)
    signup, groups, meetings = _states(stage)
    by = _("By %(date)s") % {"date": dates.day(programme.groups_by, language)}
    steps = [
        Step(dates.period(opens, closes, language), _("You sign up"), _("You tell which theme and which times suit you."), signup),
        Step(by, _("You get a group"), _("The coordinator forms the groups. You get your group's details by email."), groups),
        Step(
            _("From %(date)s") % {"date": dates.day(programme.starts_on, language)},
            _("The first meeting"),
            _("You agree together on how the group works. Come as you are."),
            meetings,
        ),
    ]
    return steps + _later(programme, rules, language) if rules else steps


def _states(stage: Stage) -> tuple[str, str, str]:
    match stage:
        case Stage.ENDED:
            return "done", "done", "done"
        case Stage.PUBLISHED:
            return "done", "done", "now"
        case Stage.CLOSED:
            return "done", "now", ""
        case _:
            return "now", "", ""


def _later(programme: Programme, rules: Rules, language: str) -> list[Step]:
    meetings = ngettext("%(n)s meeting", "%(n)s meetings", rules.meetings) % {"n": rules.meetings}
    long = _("%(length)s at a time, about once a month.") % {"length": duration(rules.meeting_minutes)}
    until = _("Until %(date)s") % {"date": dates.bare_day(programme.ends_on, language)}
    steps = [Step(until, meetings, long[:1].upper() + long[1:], "")]
    after = ngettext("After %(n)s meeting", "After %(n)s meetings", rules.credit_threshold) % {"n": rules.credit_threshold}
    own = _("You download the certificate yourself. We don't send it for you.")
    if has_veso(rules):
        steps.append(Step(after, _("VESO day"), own, ""))
    else:
        steps.append(Step(_("After the first meeting"), _("Certificate of training hours"), own, ""))
    return steps
