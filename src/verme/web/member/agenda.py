"""A group's meetings as its people see them: the next one big, the rest in a list, who comes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from verme.groups.models import Group
from verme.kernel import clock
from verme.kernel.dates import short_day, short_moment, sitting
from verme.meetings import queries
from verme.meetings.models import Meeting
from verme.meetings.terms import MeetingKind, MeetingState
from verme.people.models import Person


@dataclass(frozen=True)
class Line:
    """One meeting in a list; `words` say where it stands for this reader, `css` draws it."""

    meeting: Meeting
    day: str
    place: str
    words: str
    css: str = ""


@dataclass(frozen=True)
class Agenda:
    """The meetings of one group, or of the whole programme: the next one, all of them, and who comes to the next."""

    next: Meeting | None
    when: str
    place: str
    is_today: bool
    is_excused: bool
    coming: int
    not_coming: int
    away: Sequence[str]  # names, for the mentor only
    lines: Sequence[Line]
    number: int  # of the next one among the meetings
    total: int

    @property
    def seats(self) -> list[tuple[str, str]]:
        """The ring: who comes, and empty chairs."""
        return [("full", "")] * self.coming + [("open", "")] * self.not_coming

    @property
    def rsvp(self) -> str:
        """7 coming, 1 can't come"""
        yes = ngettext("%(n)s coming", "%(n)s coming", self.coming) % {"n": self.coming}
        no = ngettext("%(n)s can't come", "%(n)s can't come", self.not_coming) % {"n": self.not_coming}
        return f"{yes}, {no}"

    @property
    def ring_words(self) -> str:
        """What the ring shows."""
        return self.rsvp

    @property
    def ratio(self) -> str:
        """7/8"""
        return f"{self.coming}/{self.coming + self.not_coming}"

    @property
    def minutes(self) -> str:
        """The length of the next one in words: 90 min."""
        return _("%(minutes)s min") % {"minutes": self.next.minutes} if self.next else ""


@dataclass(frozen=True)
class Gathering:
    """A meeting that is to come."""

    meeting: Meeting
    title: str
    when: str
    place: str


@dataclass(frozen=True)
class Fact:
    """Of one meeting: how many can't come, by name for the mentor, and what is the reader's own."""

    away: int = 0
    names: Sequence[str] = ()
    is_excused: bool = False
    was_there: bool | None = None


@dataclass(frozen=True)
class Diary:
    """What a person's page tells of meetings: an agenda for each group, and what the whole programme has."""

    agendas: Mapping[int, Agenda]
    gatherings: Sequence[Gathering]

    @property
    def has_meetings(self) -> bool:
        """Whether any group has agreed on one."""
        return any(agenda.lines for agenda in self.agendas.values())


def for_member(groups: Sequence[Group], person: Person, language: str) -> Diary:
    """For each group in which the person sits; in one query. Of who can't come, members see only the number."""
    rows = list(queries.as_member(person))
    made = {}
    for group in groups:
        own = [row for row in rows if row.group_id == group.pk]
        told = {row.pk: queries.own_facts(row) for row in own}
        facts = {key: Fact(each.away, is_excused=each.is_excused, was_there=each.was_there) for key, each in told.items()}
        made[group.pk] = _agenda(group, own, facts, language)
    return Diary(made, _gatherings(rows, language))


def for_mentor(groups: Sequence[Group], person: Person, language: str) -> Diary:
    """For each group that the person leads; in two queries. The mentor sees by name who can't come."""
    rows, excuses = list(queries.of_person(person)), queries.excuses(groups)
    made = {}
    for group in groups:
        own = [row for row in rows if row.group_id == group.pk]
        away = {row.pk: list(excuses.get(row.pk, {}).values()) for row in own}
        made[group.pk] = _agenda(group, own, {number: Fact(len(names), names) for number, names in away.items()}, language)
    return Diary(made, _gatherings(rows, language))


def _agenda(group: Group, meetings: Sequence[Meeting], facts: Mapping[int, Fact], language: str) -> Agenda:
    now = clock.now()
    coming = [each for each in meetings if each.state == MeetingState.PLANNED and each.ends_at > now]
    first = coming[0] if coming else None
    fact = facts[first.pk] if first else Fact()
    standing = [each for each in meetings if each.state != MeetingState.CANCELLED]
    return Agenda(
        next=first,
        when=_when(first, language) if first else "",
        place=first.where_in(language) if first else "",
        is_today=first is not None and clock.local(first.starts_at).date() == clock.today(),
        is_excused=fact.is_excused,
        coming=len(group.seats.all()) - fact.away,
        not_coming=fact.away,
        away=fact.names,
        lines=[_line(each, first, facts[each.pk], language) for each in meetings],
        number=standing.index(first) + 1 if first else 0,
        total=len(standing),
    )


def _when(meeting: Meeting, language: str) -> str:
    if clock.local(meeting.starts_at).date() == clock.today():
        joint = {"fi": " klo ", "sv": " kl. ", "en": ", "}[language]
        return _("Today") + joint + short_moment(meeting.starts_at, language).rpartition(joint)[2]
    return short_moment(meeting.starts_at, language)


def _line(meeting: Meeting, first: Meeting | None, fact: Fact, language: str) -> Line:
    words, css = _standing(meeting, first, fact)
    return Line(meeting, short_day(clock.local(meeting.starts_at).date(), language), meeting.where_in(language), words, css)


def _standing(meeting: Meeting, first: Meeting | None, fact: Fact) -> tuple[str, str]:
    match MeetingState(meeting.state):
        case MeetingState.CANCELLED:
            return pgettext("meeting", "cancelled"), "off"
        case MeetingState.TOO_FEW:
            return pgettext("meeting", "not held"), "off"
        case MeetingState.HELD:
            words = {True: pgettext("meeting", "you were there"), False: pgettext("meeting", "absent"), None: pgettext("meeting", "held")}
            return words[fact.was_there], "off" if fact.was_there is False else "was"
    if fact.is_excused:
        return _("you can't come"), "today" if meeting == first else ""
    if meeting == first:
        return pgettext("meeting", "next"), "today"
    return (pgettext("meeting", "not recorded yet"), "was") if meeting.ends_at <= clock.now() else ("", "")


def _gatherings(rows: Sequence[Meeting], language: str) -> list[Gathering]:
    """Planning meetings, kick-offs and closings of these that are to come."""
    now = clock.now()
    coming = [row for row in rows if row.kind != MeetingKind.GROUP and row.state == MeetingState.PLANNED and row.ends_at > now]
    return [_gathering(each, language) for each in coming]


def coming_lines(person: Person, language: str) -> list[Gathering]:
    """Everything that is to come for this person, in order."""
    return [_gathering(each, language) for each in queries.coming(person)]


def _gathering(meeting: Meeting, language: str) -> Gathering:
    when = sitting(meeting.starts_at, meeting.ends_at, language)
    return Gathering(meeting, str(MeetingKind(meeting.kind).label), when, meeting.where_in(language))
