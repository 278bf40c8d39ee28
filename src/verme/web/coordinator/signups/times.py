"""Answers to weekly times as dots and as words."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from verme.kernel import dates
from verme.programmes.models import Slot
from verme.signups.queries import Register
from verme.web.ui.signup_forms.offered import reader_language


def dots(slots: Sequence[Slot], given: Mapping[int, int]) -> list[list[int | None]]:
    """A row a time of day, a column a weekday: 2 well, 1 if needed, 0 not; None where that day has no such time."""
    at = {(slot.weekday, slot.starts): given.get(slot.pk, 0) for slot in slots}
    days, starts = sorted({day for day, _start in at}), sorted({start for _day, start in at})
    return [[at.get((day, start)) for day in days] for start in starts]


def short(slot: Slot) -> str:
    """ma 14.30"""
    spoken = reader_language()
    return f"{dates.weekday(slot.weekday, spoken)} {dates.clock(slot.starts, spoken)}"


def times_words(slots: Sequence[Slot], given: Mapping[int, int]) -> str:
    """The same as the dots: "ma 14.30, ke 16.00; if needed: to 14.30"."""
    well = ", ".join(short(slot) for slot in slots if given.get(slot.pk) == 2)
    spare = ", ".join(short(slot) for slot in slots if given.get(slot.pk) == 1)
    if not spare:
        return well or _("no time")
    spare = _("if needed %(times)s") % {"times": spare}
    return f"{well}; {spare}" if well else spare


def offered_words(held: Register) -> str:
    """When mentors can lead."""
    return ", ".join(short(slot) for slot, entries in held.offered if entries) or _("none yet")
