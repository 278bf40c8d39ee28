"""Reads over credit: who has earned what in a school year, and how far it is. In a number of queries that no number of people raises."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower, Trim

from verme.certificates import rules
from verme.certificates.models import Confirmation, Credit
from verme.certificates.rules import Attended, Given, Worker
from verme.certificates.terms import CreditState
from verme.groups.models import Group, Seat
from verme.kernel import clock
from verme.meetings import queries as meetings
from verme.meetings.terms import MeetingKind
from verme.mentors.models import Mentor
from verme.organisations.models import Organisation, StaffMember, Unit
from verme.people.models import Person
from verme.people.rules import same_address
from verme.programmes.models import RuleSet
from verme.programmes.rules import Rules
from verme.programmes.terms import ConfirmedBy, CreditForm
from verme.signups.models import Signup


@dataclass(frozen=True)
class Earner:
    """One person's school year in one organisation: what it has given so far, and how far that is."""

    organisation: Organisation
    school_year: int
    name: str
    address: str
    person_id: int | None
    unit: Unit | None
    other_unit: str
    working_time: str
    earned: rules.Credit
    state: CreditState | None
    given: Given | None
    coming: int  # meetings that can still be attended
    rules: Rules  # of today, or of the year's last day
    groups: tuple[int, ...]
    hosts: tuple[Organisation, ...]  # other organisations in whose groups the person sits
    signups: tuple[int, ...]
    attended: int
    led: int  # of these, as a mentor
    led_counted: int  # of these, that count by the rules of their day
    language: str  # of letters

    @property
    def last_year(self) -> int:
        """2027 of 2026–2027."""
        return self.school_year + 1

    @property
    def key(self) -> str:
        """By which forms know the person within a year."""
        return str(self.person_id) if self.person_id is not None else self.address

    @property
    def suffices(self) -> bool:
        """Whether a day can still be reached, or has been."""
        return self.earned.days > 0 or rules.suffices(self.earned, self.coming)

    @property
    def is_valid(self) -> bool:
        """Whether it may be shown to the school: confirmed, or earned where nobody confirms."""
        if self.rules.confirmed_by == ConfirmedBy.NOBODY:
            return self.state in {CreditState.EARNED, CreditState.CONFIRMED, CreditState.REPORTED} and self.earned.minutes > 0
        return self.state in {CreditState.CONFIRMED, CreditState.REPORTED} and self.earned.minutes > 0

    @property
    def is_corrected(self) -> bool:
        """Whether something else had been confirmed before attendance was corrected."""
        return self.given is not None and not self.given.fits(self.earned)


@dataclass(frozen=True)
class Tried:
    """Rules that might hold from a day on: for looking at what a change would do before it is made."""

    valid_from: date
    rules: Rules


class _RuleBooks:
    """The versions of operating models, read in one query; above them what is tried."""

    def __init__(self, organisations: Iterable[int], tried: Tried | None = None, *, mentor: Person | None = None) -> None:
        """Of these organisations, and of those in whose register this person is."""
        self.tried = tried
        self.versions = defaultdict[int, list[Tried]](list)
        whose = Q(organisation__in=set(organisations))
        if mentor is not None:
            whose |= Q(organisation__in=Mentor.objects.filter(person=mentor).values("organisation"))
        for each in RuleSet.objects.filter(whose).order_by("-valid_from", "-id"):
            self.versions[each.organisation_id].append(Tried(each.valid_from, each.rules))

    def on(self, organisation: int, day: date) -> Rules:
        """The rules of a day; before the first version, those of the first."""
        if self.tried is not None and self.tried.valid_from <= day:
            return self.tried.rules
        versions = self.versions[organisation]
        held = next((each for each in versions if each.valid_from <= day), versions[-1] if versions else None)
        return held.rules if held is not None else Rules()

    def ever(self, organisation: int, name: str) -> bool:
        """Whether some version says yes to this, or what is tried does."""
        tried = [self.tried] if self.tried is not None else []
        return any(getattr(each.rules, name) for each in (*self.versions[organisation], *tried))

    def day(self, school_year: int) -> date:
        """The day that is looked at: today or the year's last; when a change is tried, not before it begins."""
        today = clock.today() if self.tried is None else max(clock.today(), self.tried.valid_from)
        return min(today, date(school_year + 1, 7, 31))


def of_year(organisation: Organisation, school_year: int, *, tried: Tried | None = None) -> list[Earner]:
    """Everybody of the organisation's school year, by name; mentors too where their meetings count. As if rules `tried` were in force.

    Who sits in another organisation's group but works here is here, and not there: what replaces working time is the employer's to decide,
    by the employer's rules (decisions.md §7; domain.md must 45). Of such a person the employer learns nothing but this.
    """
    books = _RuleBooks([organisation.pk], tried)
    real = _employed_by(organisation) & Q(group__programme__is_practice=False)
    years = Q(group__programme__school_year__lte=school_year)
    if not books.ever(organisation.pk, "credit_carries_over"):
        years = Q(group__programme__school_year=school_year)
    parts = _sat(_seats().filter(real, years), books)
    if books.ever(organisation.pk, "mentor_credit"):
        groups = Group.objects.filter(programme__organisation=organisation, programme__is_practice=False)
        parts += _led(groups.filter(programme__school_year=school_year), None)
    found = (each for each in _earners(parts, books) if each.school_year == school_year)
    return sorted(found, key=lambda each: (each.name.casefold(), each.address))


def of_person(person: Person) -> list[Earner]:
    """A person's own school years, in every organisation, the latest first: as a participant, and as a mentor where leading counts.

    In six queries, and five more for who leads where it counts.
    """
    seats = list(_seats().filter(signup__person=person, group__programme__is_practice=False))
    books = _RuleBooks((_employer(seat).pk for seat in seats), mentor=person)
    parts = [*_sat(seats, books), *_led_by(Mentor.objects.filter(person=person), books)]
    return sorted(_earners(parts, books), key=lambda each: (-each.school_year, each.organisation.pk))


def of_signup(signup: Signup) -> Earner | None:
    """The school year that a sign-up belongs to, of whoever made it; None before there was a seat."""
    programme, house = signup.programme, signup.employer or signup.programme.organisation
    whose = Q(signup__address=signup.address) if signup.address else Q(signup=signup)
    if signup.person_id is not None:
        whose |= Q(signup__person=signup.person_id)
    seats = _seats().filter(_employed_by(house) & whose, group__programme__is_practice=False)
    books = _RuleBooks([house.pk])
    leads = Q(person=signup.person_id) if signup.person_id is not None else Q(email__iexact=signup.address)
    mentors = Mentor.objects.filter(leads, organisation=house) if signup.address or signup.person_id else ()
    parts = [*_sat(seats, books), *_led_by(mentors, books)]
    found = _earners([part for part in parts if part.school_year <= programme.school_year], books)
    return next((each for each in found if each.school_year == programme.school_year), None)


def _seats() -> QuerySet[Seat]:
    full = ("signup__unit", "signup__programme__organisation", "signup__staff_group", "signup__employer", "group__programme__organisation")
    return meetings.with_coming(Seat.objects.select_related(*full)).order_by("since", "id")


def _employed_by(house: Organisation) -> Q:
    """Seats of those who work here: in the own groups, if no other employer is known, and in those of others."""
    return Q(group__programme__organisation=house, signup__employer__isnull=True) | Q(signup__employer=house)


def _employer(seat: Seat) -> Organisation:
    """Whose rules reckon what this seat gives."""
    return seat.signup.employer or seat.group.programme.organisation


@dataclass
class _Part:
    """What one sign-up, or one mentor, brings to a school year."""

    organisation: Organisation
    school_year: int
    name: str
    address: str
    person_id: int | None
    unit: Unit | None
    source: Signup | Mentor
    groups: list[int] = field(default_factory=list)
    meetings: list[Attended] = field(default_factory=list)
    coming: int = 0

    @property
    def host(self) -> Organisation:
        """Who runs the group."""
        return self.source.programme.organisation if isinstance(self.source, Signup) else self.organisation


def _sat(seats: Iterable[Seat], books: _RuleBooks) -> list[_Part]:
    """One part a sign-up, with every seat it has had; in two queries, and one more where gatherings count."""
    parts: dict[int, _Part] = {}
    for seat in (rows := list(seats)):
        programme, signup, house = seat.group.programme, seat.signup, _employer(seat)
        named = (signup.name, signup.address, signup.person_id, signup.unit)
        parts.setdefault(signup.pk, _Part(house, programme.school_year, *named, signup)).groups.append(seat.group_id)
    mine = Seat.objects.filter(pk__in=[seat.pk for seat in rows])
    for came in meetings.attended(mine) if rows else ():
        parts[came.signup].meetings.append(Attended(came.day, came.minutes, is_gathering=came.kind != MeetingKind.GROUP))
    current = [seat for seat in rows if seat.until is None]
    gathering = _gatherings(current, books)
    for seat in current:
        parts[seat.signup_id].coming = meetings.coming_of(seat) + gathering.get(seat.signup_id, 0)
    return list(parts.values())


def _gatherings(seats: Sequence[Seat], books: _RuleBooks) -> dict[int, int]:
    """How many gatherings that count are still to come, by sign-up."""
    if not any(books.ever(house, "gatherings_count") for house in {_employer(seat).pk for seat in seats}):
        return {}
    to_come = meetings.gatherings_to_come(seat.group.programme_id for seat in seats)
    return {
        seat.signup_id: sum(
            rules.counts(books.on(_employer(seat).pk, each.day), Attended(each.day, each.minutes, is_gathering=True))
            for each in to_come.get(seat.group.programme_id, ())
        )
        for seat in seats
    }


def _led(groups: QuerySet[Group], mentor: Mentor | None) -> list[_Part]:
    """One part a mentor and year, with the held meetings that the mentor led or stood in for, and the programme's gatherings."""
    known = {each.pk: each.programme for each in groups.select_related("programme__organisation")}
    rows = meetings.held(groups) if known else []
    leaders = Mentor.objects.filter(pk__in={each for row in rows for each in row.led_by}).select_related("unit")
    parts: dict[tuple[int, int], _Part] = {}
    by_number = {each.pk: each for each in leaders}
    for row in rows:
        programme = known[row.group]
        for one in (by_number[each] for each in row.led_by if mentor is None or each == mentor.pk):
            named = (one.name, same_address(one.email), one.person_id, one.unit)
            key = (one.pk, programme.school_year)
            part = parts.setdefault(key, _Part(programme.organisation, programme.school_year, *named, one))
            part.meetings.append(Attended(row.day, row.minutes, is_led=True))
    years = {programme.pk: programme.school_year for programme in known.values()}
    for number, there in meetings.mentors_gathered(years) if parts else ():
        if (there.mentor, years[number]) in parts:
            parts[there.mentor, years[number]].meetings.append(Attended(there.day, there.minutes, is_gathering=True, is_led=True))
    return list(parts.values())


def _led_by(mentors: Iterable[Mentor], books: _RuleBooks) -> list[_Part]:
    """The years of these mentors where leading counts: of groups they have led, and meetings for which they stood in."""
    found: list[_Part] = []
    if not any(any(each.rules.mentor_credit for each in versions) for versions in books.versions.values()):
        return found
    for mentor in mentors:
        if books.ever(mentor.organisation_id, "mentor_credit"):
            own = Q(leaders__mentor=mentor) | Q(meeting_rows__stand_ins__mentor=mentor, meeting_rows__stand_ins__ended_at__isnull=True)
            led = Group.objects.filter(own, programme__is_practice=False)
            found += _led(Group.objects.filter(pk__in=led.values("pk")), mentor)
    return found


def _earners(parts: Sequence[_Part], books: _RuleBooks) -> Iterator[Earner]:
    """The parts of each person together, year after year, because meetings may carry over; in two queries."""
    people = {part.address: part.person_id for part in parts if part.person_id is not None}
    whose = defaultdict[tuple[int, int | str], list[_Part]](list)
    for part in parts:
        whose[part.organisation.pk, part.person_id or people.get(part.address) or part.address].append(part)
    staff = _staff(parts)
    given = _Givens(parts)
    for (organisation, _who), mine in whose.items():
        carried = 0
        for year in sorted({part.school_year for part in mine}):
            made = _earner([part for part in mine if part.school_year == year], books, staff, given, carried)
            carried = rules.carries(books.on(organisation, date(year + 1, 7, 31)), made.earned)
            yield made


def _earner(parts: Sequence[_Part], books: _RuleBooks, staff: dict[tuple[int, str], StaffMember], given: "_Givens", carried: int) -> Earner:
    last = parts[-1]
    house, year = last.organisation, last.school_year
    member = next((staff[house.pk, part.address] for part in parts if (house.pk, part.address) in staff), None)
    signup = next((part.source for part in reversed(parts) if isinstance(part.source, Signup)), None)
    worker = _worker(member, signup)
    day = books.day(year)
    came = [meeting for part in parts for meeting in part.meetings]
    earned = rules.credit(worker, came, lambda on: books.on(house.pk, on), today=day, carried=carried)
    coming, held = sum(part.coming for part in parts), given.of(parts)
    return Earner(
        organisation=house,
        school_year=year,
        name=last.name,
        address=last.address,
        person_id=next((part.person_id for part in parts if part.person_id is not None), None),
        unit=last.unit if last.unit and last.unit.organisation_id == house.pk else member.unit if member else None,
        other_unit=signup.other_unit if signup else "",
        working_time=worker.working_time,
        earned=earned,
        state=rules.state_of(earned, held, coming=coming),
        given=held,
        coming=coming,
        rules=books.on(house.pk, day),
        groups=tuple(group for part in parts for group in part.groups),
        hosts=tuple(dict.fromkeys(part.host for part in parts if part.host.pk != house.pk)),
        signups=tuple(part.source.pk for part in parts if isinstance(part.source, Signup)),
        attended=len(came),
        led=sum(each.is_led for each in came),
        led_counted=sum(each.is_led and rules.counts(books.on(house.pk, each.day), each) for each in came),
        language=last.source.language,
    )


def _worker(member: StaffMember | None, signup: Signup | None) -> Worker:
    """The staff list knows best; whoever is not on it works as the own staff group usually does."""
    listed = member.working_time if member else ""
    usual = signup.staff_group.working_time if signup and signup.staff_group else ""
    return Worker(
        listed or usual or (member.staff_group.working_time if member and member.staff_group else ""), member.percentage if member else None
    )


def _staff(parts: Sequence[_Part]) -> dict[tuple[int, str], StaffMember]:
    houses, addresses = {part.organisation.pk for part in parts}, {part.address for part in parts if part.address}
    rows = StaffMember.objects.annotate(known=Lower(Trim("email"))).filter(organisation__in=houses, is_listed=True, known__in=addresses)
    return {(each.organisation_id, same_address(each.email)): each for each in rows.select_related("unit", "staff_group")}


class _Givens:
    """What was confirmed last, by person or address; in one query."""

    def __init__(self, parts: Sequence[_Part]) -> None:
        people, addresses = {part.person_id for part in parts} - {None}, {part.address for part in parts}
        mine = Q(credit__address__in=addresses) | Q(credit__person__in=people)
        rows = Confirmation.objects.filter(mine, credit__organisation__in={part.organisation.pk for part in parts})
        self.last: dict[tuple[int, int, object], Confirmation] = {}
        for each in rows.select_related("credit", "report").order_by("credit", "number") if parts else ():
            for who in (each.credit.person_id, each.credit.address):
                if who:
                    self.last[each.credit.organisation_id, each.credit.school_year, who] = each

    def of(self, parts: Sequence[_Part]) -> Given | None:
        """The last confirmation of this year."""
        for part in parts:
            for who in (part.person_id, part.address):
                if (last := self.last.get((part.organisation.pk, part.school_year, who))) is not None:
                    return Given(CreditForm(last.form), last.days, last.minutes, is_reported=hasattr(last, "report"))
        return None


def credit_of(earner: Earner) -> Credit | None:
    """The row that the earner's confirmations hang on, if there is one."""
    whose = Q(address=earner.address) if earner.address else Q(pk__in=[])
    if earner.person_id is not None:
        whose |= Q(person=earner.person_id)
    return Credit.objects.filter(whose, organisation=earner.organisation, school_year=earner.school_year).first()
