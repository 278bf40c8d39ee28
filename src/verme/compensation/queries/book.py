"""A school year's book: what is owed by the facts as they are now, beside the lines that were made of it. A few queries in all."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Protocol, cast

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower, Trim

from verme.compensation.models import Arrangement, Expense, Rate, WorkLine
from verme.compensation.rules import Arranged, Fact, Led, Met, Move, Owed, Part, Price, Year, moves, owed, price_on
from verme.compensation.rules import Rate as PlainRate
from verme.compensation.terms import OPEN, LineState, Why, WorkKind
from verme.groups.models import Group, Leader
from verme.kernel import clock
from verme.kernel.dates import school_year_of
from verme.meetings.models import Meeting, StandIn
from verme.meetings.terms import MeetingKind, MeetingState
from verme.mentors.models import Mentor
from verme.organisations.models import Organisation, StaffMember
from verme.people.models import Person
from verme.people.rules import same_address
from verme.programmes import queries as programmes
from verme.programmes.models import Programme
from verme.programmes.rules import Rules

_ZERO, _ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True)
class Book:
    """One organisation's one school year. Rows of facts by their number, for whoever has to name them."""

    organisation: Organisation
    school_year: int
    year: Year
    programmes: Mapping[int, Programme]
    groups: Sequence[Group]  # that somebody has led
    mentors: Mapping[int, Mentor]
    meetings: Mapping[int, Meeting]
    arrangements: Mapping[int, Arrangement]
    expenses: Mapping[int, Expense]
    rates: Mapping[int, Sequence[PlainRate]]
    planned_in: Mapping[int, int]  # mentor → programme of the first group led
    lines: Sequence[WorkLine]  # of this school year
    others: Sequence[WorkLine]  # of other school years, still on their way

    @cached_property
    def parts(self) -> list[Part]:
        """All work with what the rules give for it, refunds as well."""
        refunds = (Part(Fact(each.mentor_id, WorkKind.COST, key), each.day, _ONE, Why.PAID) for key, each in self.expenses.items())
        return [*owed(self.year), *refunds]

    @cached_property
    def owed(self) -> Mapping[Fact, Owed]:
        """What is to be paid for each fact, with its price."""
        return {part.fact: Owed(part.units, self.price(part)) for part in self.parts if part.units}

    def price(self, part: Part) -> Price:
        """A refund has its own sum; work is priced by the day."""
        if part.fact.kind == WorkKind.COST:
            return Price(self.expenses[part.fact.key].cents)
        return price_on(part.day, rates=self.rates.get(part.fact.mentor, ()), rules=self.year.rules(part.day))

    @cached_property
    def by_fact(self) -> Mapping[Fact, Sequence[WorkLine]]:
        """The lines of each fact that have not been taken back before they were closed."""
        found: dict[Fact, list[WorkLine]] = {}
        for line in self.lines:
            if line.state != LineState.VOID:
                found.setdefault(line.fact, []).append(line)
        return found

    def is_unsent(self, fact: Fact) -> bool:
        """Whether nothing stands for this fact: it was never sent, or all that was closed has been taken back again."""
        return sum((line.units for line in self.by_fact.get(fact, ())), _ZERO) == 0 and not any(
            line.state != LineState.CLOSED for line in self.by_fact.get(fact, ())
        )

    def unsent(self, mentor: int) -> list[Part]:
        """What a mentor may send: paid work that has no line."""
        return [part for part in self.parts if part.fact.mentor == mentor and part.units and self.is_unsent(part.fact)]

    @cached_property
    def unsent_mentors(self) -> list[Mentor]:
        """Who has something to send: work that has no line yet, or a line that was returned."""
        keys = {part.fact.mentor for part in self.parts if part.units and self.is_unsent(part.fact)}
        keys |= {line.mentor_id for line in self.lines if line.state == LineState.RETURNED}
        return [self.mentors[key] for key in sorted(keys)]

    def programme_of(self, fact: Fact) -> Programme:
        """To whose year the work belongs."""
        match fact.kind:
            case WorkKind.MEETING:
                return self.programmes[self.meetings[fact.key].programme_id]
            case WorkKind.ARRANGEMENT:
                return self.programmes[self.arrangements[fact.key].programme_id]
            case WorkKind.COST:
                return self.programmes[self.expenses[fact.key].group.programme_id]
        return self.programmes[self.planned_in[fact.mentor]]

    @cached_property
    def moves(self) -> list[Move]:
        """What would make the lines say what is owed."""
        return moves(self.owed, [line.plain for line in self.lines])

    def rules(self, day: date) -> Rules | None:
        """The rules of a day."""
        return self.year.rules(day)


def read(organisation: Organisation, school_year: int | None = None) -> Book:
    """The book of a school year, or of the latest one, as it is at this moment. Practices are never paid, so they are not in it."""
    versions = _versions(organisation)
    school_year, held = _programmes(organisation, school_year)
    leaders = list(Leader.objects.filter(group__programme__in=held).select_related("group__programme", "mentor").order_by("since", "id"))
    meetings = _meetings(held)
    entered = Arrangement.objects.filter(programme__in=held, removed_at__isnull=True)
    arrangements = {each.pk: each for each in entered.select_related("mentor")}
    expenses = _expenses(held) if any(rules.refunds_costs for _day, rules in versions) else {}
    lines = list(lines_of(organisation).filter(Q(school_year=school_year) | Q(state__in=OPEN)))
    stand_ins = {mentor for each in meetings.values() if (mentor := _stand_in(each)) is not None}
    mentors = _mentors([*expenses.values(), *arrangements.values(), *lines, *leaders], stand_ins)
    has_exceptions = any(rules.time_exceptions for _day, rules in versions)
    return Book(
        organisation=organisation,
        school_year=school_year,
        year=Year(
            leads=[Led(each.mentor_id, each.group_id, each.since, each.until) for each in leaders],
            meetings=[_met(each) for each in meetings.values()],
            rules=_by_day(versions),
            day_of=lambda moment: clock.local(moment).date(),
            arranged=[Arranged(key, each.mentor_id, each.day, each.units) for key, each in arrangements.items()],
            staff_groups=_staff_groups(organisation, mentors) if has_exceptions else {},
        ),
        programmes=held,
        groups=list({each.group_id: each.group for each in leaders}.values()),
        mentors=mentors,
        meetings=meetings,
        arrangements=arrangements,
        expenses=expenses,
        rates=rates_of(mentors),
        planned_in={each.mentor_id: each.group.programme_id for each in reversed(leaders)},
        lines=[line for line in lines if line.school_year == school_year],
        others=[line for line in lines if line.school_year != school_year],
    )


def _programmes(organisation: Organisation, school_year: int | None) -> tuple[int, dict[int, Programme]]:
    found = Programme.objects.filter(organisation=organisation, is_practice=False)
    if school_year is None:
        own = list(found)
        school_year = max((each.school_year for each in own if each.published_at), default=school_year_of(clock.today()))
        return school_year, {each.pk: each for each in own if each.school_year == school_year}
    return school_year, {each.pk: each for each in found.filter(school_year=school_year)}


def lines_of(organisation: Organisation) -> QuerySet[WorkLine]:
    """The organisation's lines with what names them."""
    return WorkLine.objects.filter(organisation=organisation).select_related("mentor", "meeting__group", "arrangement", "expense__group")


def rules_by_day(organisation: Organisation) -> Callable[[date], Rules | None]:
    """The rules of any day, out of all versions read once."""
    return _by_day(_versions(organisation))


def _versions(organisation: Organisation) -> list[tuple[date, Rules]]:
    return [(each.valid_from, each.rules) for each in programmes.rule_sets(organisation).select_related(None)]


def _by_day(versions: Sequence[tuple[date, Rules]]) -> Callable[[date], Rules | None]:
    return lambda day: next((rules for valid_from, rules in versions if valid_from <= day), None)


def rates_of(mentors: Iterable[int]) -> dict[int, list[PlainRate]]:
    """Mentor → personal rates in the order they were written."""
    found: dict[int, list[PlainRate]] = {}
    for rate in Rate.objects.filter(mentor__in=list(mentors)).order_by("id"):
        found.setdefault(rate.mentor_id, []).append(PlainRate(rate.valid_from, rate.cents))
    return found


def staff_of(organisation: Organisation, mentors: Iterable[Mentor]) -> dict[int, StaffMember]:
    """Mentor → row of the staff list, known by the address; a listed row before one that is not listed any more."""
    addresses = {mentor.pk: same_address(mentor.email) for mentor in mentors}
    listed = organisation.staff.annotate(same=Trim(Lower("email"))).filter(same__in=addresses.values()).select_related("staff_group")
    rows = {same_address(row.email): row for row in listed.order_by("is_listed", "id")}
    return {mentor: rows[address] for mentor, address in addresses.items() if address in rows}


def _staff_groups(organisation: Organisation, mentors: Mapping[int, Mentor]) -> dict[int, str]:
    rows = staff_of(organisation, mentors.values())
    return {key: row.staff_group.key if row.staff_group else "" for key, row in rows.items()}


def _expenses(held: Mapping[int, Programme]) -> dict[int, Expense]:
    rows = Expense.objects.filter(group__programme__in=held, removed_at__isnull=True).select_related("group", "mentor")
    return {each.pk: each for each in rows}


def foreseen(book: Book) -> Year:
    """The book's year as it would be if every planned meeting were held."""
    coming = [replace(_met(each), state=MeetingState.HELD) for each in _meetings(book.programmes, are_planned=True).values()]
    return replace(book.year, meetings=[*book.year.meetings, *coming])


class _Read(Protocol):
    """What `_meetings` adds to a meeting."""

    stand_in: int | None


def _stand_in(meeting: Meeting) -> int | None:
    return cast("_Read", meeting).stand_in  # annotated by `_meetings`


def _meetings(held: Mapping[int, Programme], *, are_planned: bool = False) -> dict[int, Meeting]:
    """The groups' meetings that are over in one way or the other, or are still planned, each with its `stand_in`."""
    stand_in = StandIn.objects.filter(meeting=OuterRef("pk"), ended_at__isnull=True).values("mentor_id")[:1]
    planned = Q(state=MeetingState.PLANNED)
    rows = Meeting.objects.filter(planned if are_planned else ~planned, programme__in=held, kind=MeetingKind.GROUP)
    return {each.pk: each for each in rows.annotate(stand_in=Subquery(stand_in)).select_related("group").order_by("starts_at", "id")}


def _met(meeting: Meeting) -> Met:
    day = clock.local(meeting.starts_at).date()
    return Met(meeting.pk, meeting.group_id or 0, meeting.starts_at, day, meeting.minutes, meeting.state, _stand_in(meeting))


def _mentors(rows: Iterable[Leader | WorkLine | Arrangement | Expense], others: set[int]) -> dict[int, Mentor]:
    known = {each.mentor_id: each.mentor for each in rows}
    lacking = others - known.keys()
    return known | {each.pk: each for each in Mentor.objects.filter(pk__in=lacking)} if lacking else known


def years_with_lines() -> list[tuple[Organisation, int]]:
    """The school years in which something was sent, of every organisation."""
    pairs = WorkLine.objects.order_by("organisation_id", "school_year").values_list("organisation_id", "school_year").distinct()
    houses = Organisation.objects.in_bulk([key for key, _year in pairs])
    return [(houses[key], year) for key, year in pairs]


def years_led(person: Person) -> list[tuple[Mentor, int]]:
    """In which organisations and school years somebody has led groups or stood in, the latest first."""
    led = Leader.objects.filter(mentor__person=person, group__programme__is_practice=False)
    stood = StandIn.objects.filter(mentor__person=person, ended_at__isnull=True, meeting__programme__is_practice=False)
    found = {
        (each.mentor, each.group.programme.school_year)
        for each in led.select_related("mentor__organisation", "mentor__person", "group__programme")
    }
    rows = stood.select_related("mentor__organisation", "mentor__person", "meeting__programme")
    found |= {(each.mentor, each.meeting.programme.school_year) for each in rows}
    return sorted(found, key=lambda pair: (-pair[1], pair[0].pk))


def latest_year(organisation: Organisation) -> int:
    """The school year whose groups were published last; this day's before any were."""
    found = Programme.objects.filter(organisation=organisation, published_at__isnull=False, is_practice=False)
    year = found.order_by("-school_year").values_list("school_year", flat=True).first()
    return school_year_of(clock.today()) if year is None else year


def running_years() -> list[tuple[Organisation, int]]:
    """The school years whose groups are published and not ended, of every organisation."""
    rows = Programme.objects.filter(published_at__isnull=False, ended_at__isnull=True, is_practice=False)
    pairs = rows.order_by("organisation_id", "school_year").values_list("organisation_id", "school_year").distinct()
    houses = Organisation.objects.in_bulk([key for key, _year in pairs])
    return [(houses[key], year) for key, year in pairs]
