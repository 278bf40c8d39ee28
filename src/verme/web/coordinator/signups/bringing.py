"""What a list gathered elsewhere would bring, as a page tells it: no more rows than can be read, numbers as words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.kernel import clock
from verme.signups import notices
from verme.signups.gathered import Fault, GatheredRow
from verme.signups.models import Signup
from verme.signups.notices import Preview
from verme.signups.queries import JudgedList, Offering
from verme.signups.terms import ListFault
from verme.web.coordinator.signups.times import times_words
from verme.web.ui.desk import Desk
from verme.web.ui.signup_forms.offered import reader_language

SHOWN = 300  # of a kind, on one page


@dataclass(frozen=True)
class Coming:
    """Somebody whom the file brings."""

    name: str
    where: str
    wishes: str
    times: str


@dataclass(frozen=True)
class Faulty:
    """One fault: where it is, whose row, what stands there, what is wrong."""

    line: int
    name: str
    found: str
    wrong: str


def coming(judged: JudgedList) -> dict[str, Any]:
    """What the page shows."""
    faulty = [Faulty(row.line, row.name, fault.found, told(fault)) for row in judged.faulty for fault in row.faults]
    return {
        "judged": judged,
        "facts": _facts(judged),
        "faulty_rows": len(judged.faulty),
        "faulty": faulty[:SHOWN],
        "new": [_coming(row, judged.offering) for row in judged.new[:SHOWN]],
        "known": [row.name for row in judged.known[:SHOWN]],
        "hidden": max(0, len(judged.new) - SHOWN) + max(0, len(judged.known) - SHOWN) + max(0, len(faulty) - SHOWN),
        "where_to": _where_to(judged),
    }


def letter(desk: Desk) -> Preview:
    """What each new one gets, as it would arrive to whoever looks at it."""
    reader = desk.reader
    return notices.preview(
        "signups.confirmation",
        Signup(programme=desk.year, name=reader.name, email=reader.email, language=reader_language(), reference="····-····"),
    )


def told(fault: Fault) -> str:
    """One thing that is wrong with a row, and what may have been meant."""
    sentence = str(ListFault(fault.reason.value).label) % fault.values
    suggestion = fault.values.get("suggestion")
    return sentence + " " + _("Did you mean %(name)s?") % {"name": suggestion} if suggestion else sentence


def _facts(judged: JudgedList) -> list[tuple[int, str]]:
    new, known, faulty = len(judged.new), len(judged.known), len(judged.faulty)
    told = [(new, ngettext("new sign-up", "new sign-ups", new)), (known, _("in the list already"))]
    return [*told, (faulty, ngettext("faulty row", "faulty rows", faulty))] if faulty else told


def _coming(row: GatheredRow, offers: Offering) -> Coming:
    spoken, first = reader_language(), offers.programme.organisation.first_language
    unit = offers.units[row.unit].name if row.unit else row.other_unit
    group = capfirst(offers.staff_groups[row.staff_group].name_in(spoken, first))
    wished = [f"{rank}. {offers.themes[key].title_in(spoken, first)}" for rank, key in enumerate(row.themes, 1)]
    wished += [_("Any theme is fine")] if row.any_theme else []
    slots = sorted(offers.slots.values(), key=lambda slot: (slot.weekday, slot.starts))
    return Coming(row.name, _joined([unit, group]), _joined(wished), times_words(slots, row.slots))


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(filter(None, parts))


def _where_to(judged: JudgedList) -> str:
    """What becomes of those who come."""
    programme = judged.offering.programme
    if programme.is_drawn_by_lot and programme.drawn_at is None and clock.now() < programme.closes_at:
        return _("They take part in the draw.")
    if clock.now() >= programme.closes_at or programme.drawn_at is not None:
        return _("The deadline has passed, so they go to the waiting list.")
    free = judged.free
    if not free:
        return _("No place is free, so they go to the waiting list.")
    words = ngettext(
        "%(n)s place is free. Whoever does not fit in goes to the waiting list, in the order of the file.",
        "%(n)s places are free. Whoever does not fit in goes to the waiting list, in the order of the file.",
        free,
    )
    return words % {"n": free}
