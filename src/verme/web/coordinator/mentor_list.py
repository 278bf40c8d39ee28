"""K3 as it is shown: the register in the light of the year, a row a mentor, and how many groups the offers could open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from verme.kernel import clock, dates
from verme.kernel.texts import OWN_NAMES
from verme.mentors import queries
from verme.mentors.models import Mentor
from verme.mentors.queries import MentorYear
from verme.mentors.terms import Answer, Training
from verme.programmes import queries as programmes
from verme.programmes.models import Programme, Slot
from verme.programmes.terms import Kind
from verme.signups import queries as signups
from verme.signups.terms import State
from verme.web.ui.figures import Code, codes
from verme.web.ui.mentoring.asked import reader_language
from verme.web.ui.mentoring.told import Told, told


class Part(TextChoices):
    """The ready-made filters; the values stand in addresses."""

    ALL = "", gettext_lazy("All")
    NOT_ASKED = "kutsumatta", gettext_lazy("Not invited")
    WAITING = "odottaa", gettext_lazy("No answer yet")
    YES = "mukana", gettext_lazy("Taking part")
    NO = "ei", gettext_lazy("Not this year")
    RETIRED = "poissa", gettext_lazy("Not active any more")


PART_OF = {Answer.WAITING: Part.WAITING, Answer.YES: Part.YES, Answer.NO: Part.NO}


@dataclass(frozen=True)
class Row:
    """One mentor: what the list and the opened row show."""

    year: MentorYear
    code: Code | None
    part: Part
    state: str  # in words
    css: str
    since: str
    times: Sequence[Sequence[int | None]]
    offers: Sequence[Told]
    is_participant: bool
    is_open: bool

    @property
    def mentor(self) -> Mentor:
        return self.year.mentor

    @property
    def times_words(self) -> str:
        """The same as the dots."""
        return "; ".join(", ".join(offer.times) for offer in self.offers) or _("no times yet")

    @property
    def languages(self) -> str:
        """In which the mentor can lead."""
        return ", ".join(OWN_NAMES.get(code, code) for code in self.mentor.languages)

    @property
    def kinds(self) -> str:
        """Kinds of groups that suit the mentor."""
        return ", ".join(str(kind.label) for kind in Kind if kind in self.mentor.kinds)

    @property
    def training(self) -> str:
        """Where and when trained, with credits."""
        mentor = self.mentor
        credited = _("%(n)s credits") % {"n": mentor.credits} if mentor.credits else ""
        return ", ".join(filter(None, [mentor.trained_by, str(mentor.trained_in or ""), credited]))


@dataclass(frozen=True)
class Balance:
    """How many groups the offers could open, and how many the people with a place need by the operating model."""

    offered: int
    people: int
    needed: int | None  # None without an operating model

    @property
    def lacking(self) -> int:
        """So many offers more are needed."""
        return max((self.needed or 0) - self.offered, 0)


@dataclass(frozen=True)
class MentorList:
    """The whole page."""

    rows: Sequence[Row]  # those that the filter and the search leave
    chips: Sequence[Mapping[str, object]]
    part: Part
    search: str
    total: int
    waiting: int
    askable: int  # of the rows shown
    balance: Balance
    grid: str  # what the dots stand for, in words
    is_closed: bool  # published or over: nothing is asked any more

    @property
    def facts(self) -> list[tuple[object, str]]:
        """The numbers above the list."""
        balance = self.balance
        found: list[tuple[object, str]] = [
            (balance.offered, ngettext("group could be opened", "groups could be opened", balance.offered)),
            (self.waiting, ngettext("mentor has not answered", "mentors have not answered", self.waiting)),
        ]
        if balance.needed is not None:
            needed = ngettext("group is needed for those with a place", "groups are needed for those with a place", balance.needed)
            found.insert(1, (balance.needed, needed))
        return [(self.total, ngettext("mentor in the register", "mentors in the register", self.total)), *found]


def mentor_list(programme: Programme, asked: QueryDict) -> MentorList:
    """Everything in eight queries, whatever the size of the register."""
    years = queries.year(programme)
    states = dict(signups.active(programme).values_list("address", "state"))
    part, search = _part(asked), asked.get("q", "").strip()
    everybody = _rows(programme, years, set(states), opened=asked.get("auki", ""))
    shown = [row for row in everybody if part in {Part.ALL, row.part} and _is_found(row, search)]
    is_closed = programme.published_at is not None or programme.ended_at is not None
    return MentorList(
        rows=shown,
        chips=_chips(everybody, part),
        part=part,
        search=search,
        total=sum(row.part != Part.RETIRED for row in everybody),
        waiting=sum(row.part == Part.WAITING for row in everybody),
        askable=0 if is_closed else sum(row.year.can_be_asked for row in shown),
        balance=_balance(programme, years, list(states.values())),
        grid=_grid_words(_slots(years)),
        is_closed=is_closed,
    )


def _part(asked: QueryDict) -> Part:
    value = asked.get("tila", "")
    return Part(value) if value in Part else Part.ALL


def _is_found(row: Row, search: str) -> bool:
    unit = row.mentor.unit.name if row.mentor.unit else ""
    return search.casefold() in f"{row.mentor.name} {row.mentor.email} {unit}".casefold()


def _rows(programme: Programme, years: Sequence[MentorYear], participants: set[str], *, opened: str) -> list[Row]:
    drawn = codes(each.mentor.unit.name for each in years if each.mentor.unit)
    slots, first = _slots(years), programme.organisation.first_language
    made = []
    for each in years:
        state, css = _state(each)
        made.append(
            Row(
                year=each,
                code=drawn[each.mentor.unit.name] if each.mentor.unit else None,
                part=_part_of(each),
                state=state,
                css=css,
                since=_since(each),
                times=_dots(each, slots) if each.entries else (),
                offers=[told(entry, each.mentor, first) for entry in each.entries],
                is_participant=each.mentor.email in participants,
                is_open=str(each.mentor.pk) == opened,
            )
        )
    return made


def _part_of(each: MentorYear) -> Part:
    if each.answer is None:
        return Part.YES if each.entries else Part.NOT_ASKED if each.may_lead else Part.RETIRED
    return PART_OF[each.answer]


def _state(each: MentorYear) -> tuple[str, str]:
    """(words, class) of where the mentor is this year."""
    groups = len(each.entries)
    if groups:
        return ngettext("Offers %(n)s group", "Offers %(n)s groups", groups) % {"n": groups}, "ok"
    if each.answer is None:
        return (_("Not invited"), "") if each.may_lead else (str(Training.RETIRED.label), "locked")
    return {
        Answer.WAITING: (_("No answer yet"), "todo"),
        Answer.YES: (_("The times are missing"), "warn"),
        Answer.NO: (_("Not this year"), "locked"),
    }[each.answer]


def _since(each: MentorYear) -> str:
    """The latest that happened, with its day."""
    if each.answer in {Answer.YES, Answer.NO} and each.answered_at:
        return _("answered %(day)s") % {"day": _day(each.answered_at)}
    if each.reminded_at:
        return _("reminded %(day)s") % {"day": _day(each.reminded_at)}
    return _("invited %(day)s") % {"day": _day(each.sent_at)} if each.sent_at else ""


def _day(moment: datetime) -> str:
    return dates.short_day(clock.local(moment).date(), reader_language())


def _slots(years: Sequence[MentorYear]) -> list[Slot]:
    """Every time that somebody offers, in the order of the week."""
    found = {time.slot_id: time.slot for each in years for entry in each.entries for time in entry.times.all()}
    return sorted(found.values(), key=lambda slot: (slot.weekday, slot.starts))


def _dots(each: MentorYear, slots: Sequence[Slot]) -> list[list[int | None]]:
    """A row a time of day, a column a weekday: 2 offered, 1 only if needed, 0 not; None where nobody offers anything."""
    offered = {time.slot_id: 1 if time.is_if_needed else 2 for entry in each.entries for time in entry.times.all()}
    at = {(slot.weekday, slot.starts): offered.get(slot.pk, 0) for slot in slots}
    days, starts = sorted({day for day, _start in at}), sorted({start for _day, start in at})
    return [[at.get((day, start)) for day in days] for start in starts]


def _grid_words(slots: Sequence[Slot]) -> str:
    if not slots:
        return ""
    spoken = reader_language()
    days = ", ".join(dates.weekday(day, spoken) for day in sorted({slot.weekday for slot in slots}))
    starts = ", ".join(dates.clock(start, spoken) for start in sorted({slot.starts for slot in slots}))
    return _("Times from left to right: %(days)s; from the top: %(times)s. Full = fits well, half = if needed.") % {
        "days": days,
        "times": starts,
    }


def _chips(rows: Sequence[Row], current: Part) -> list[dict[str, object]]:
    counted = {part: sum(row.part == part for row in rows) for part in Part} | {Part.ALL: len(rows)}
    return [
        {"label": part.label, "url": f"?tila={part.value}", "count": counted[part], "is_current": part == current}
        for part in Part
        if counted[part] or part == current
    ]


def _balance(programme: Programme, years: Sequence[MentorYear], states: Sequence[str]) -> Balance:
    """People with a place need their number ÷ the group's target size; before a draw, as many as there are places."""
    rules = programmes.rules_of(programme)
    if programme.is_drawn_by_lot and programme.drawn_at is None:
        people = min(len(states), programme.capacity)
    else:
        people = sum(state in {State.ACCEPTED, State.OFFERED} for state in states)
    offered = len({entry.pk for each in years for entry in each.entries})
    return Balance(offered, people, ceil(people / rules.size_target_max) if rules else None)
