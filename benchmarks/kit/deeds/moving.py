"""`verme serve` dies while a mentor moves a meeting."""

import datetime as dt
from collections import Counter

from benchmarks.kit import counting
from benchmarks.kit.counting import Check
from benchmarks.kit.deeds.deed import AFTER, BEFORE, HALF
from benchmarks.kit.deeds.signing_up import OnPages
from benchmarks.kit.installation import Installation
from benchmarks.kit.signing_in import signed_in
from benchmarks.kit.visitor import Fields, Unanswered, Visitor, WrongAnswer, form
from benchmarks.kit.world import World
from verme.audit.actors import OPERATOR
from verme.audit.models import Entry
from verme.groups import actions as groups
from verme.groups.models import Group, Leader
from verme.kernel import clock
from verme.mail.models import Letter
from verme.meetings import actions
from verme.meetings.models import Invite, Meeting, MeetingChange
from verme.meetings.rules import Span, Where
from verme.meetings.terms import MeetingMode
from verme.mentors import actions as mentors
from verme.people import actions as people
from verme.people.models import Person

PEOPLE, AHEAD = 16, 30  # members of the groups; days until the meeting
HOURS = (15, 17)  # it moves to and fro between these


class Moving(OnPages):
    """A meeting of one group, moved by the button of the page that has shown who is told."""

    name = "move"
    visitor: Visitor
    page: str
    fields: Fields
    before: str
    hour: int
    sequence: int

    def __init__(self, site: Installation, world: World) -> None:
        super().__init__(site, world)
        programme = self.world.programme(capacity=PEOPLE)
        self.world.people(programme, PEOPLE)
        draft = self.world.draft(programme)
        groups.publish(draft, revision=draft.revision, by=self.world.house.coordinator)
        self.group = Group.objects.filter(programme=programme).order_by("letter")[0]
        self.mentor = self._mentor()
        starts = clock.at(clock.today() + dt.timedelta(days=AHEAD), dt.time(HOURS[0]))
        wish = actions.Wish(Span(starts, starts + dt.timedelta(minutes=90)), Where(MeetingMode.LIVE, "Kirjasto"))
        (self.meeting,) = actions.plan(self.group, wishes=[wish], by=OPERATOR)

    def _mentor(self) -> Person:
        mentor = Leader.objects.select_related("mentor").filter(group=self.group)[0].mentor
        person = people.ensure(mentor.email, name=mentor.name, language="fi", by=OPERATOR)
        mentors.tie(person, by=OPERATOR)
        return person

    def stage(self) -> None:
        super().stage()
        self.meeting = Meeting.objects.get(pk=self.meeting.pk)
        local = clock.local(self.meeting.starts_at)
        self.hour = next(hour for hour in HOURS if hour != local.hour)
        self.sequence = self.meeting.sequence + 1
        self.visitor = signed_in(self.port, self.mentor)
        self.page = f"/oma/tapaaminen/{self.meeting.pk}/muuta/"
        self.fields = [*form(self.visitor.get(self.page)).filled({"clock": f"{self.hour}:00"}), ("do", "1")]
        self.before = counting.fingerprint()

    def do(self) -> bool:
        try:
            answer = self.visitor.post(self.page, self.fields)
        except Unanswered:
            return False
        if answer.status != 302:
            raise WrongAnswer(f"{self.page}: {answer.status}")
        return True

    def seen(self) -> list[str]:
        """Not one value in the database is another, or everything is as it should be."""
        if counting.fingerprint() == self.before:
            return [BEFORE]
        return [HALF if self.faults() else AFTER]

    def faults(self) -> list[str]:
        held = Meeting.objects.get(pk=self.meeting.pk)
        event = f"meetings.changed:{held.pk}-{held.pk}:1:{self.sequence}:"
        letters = Letter.objects.filter(event__startswith=event).values_list("to_address", flat=True)
        seats = self.group.seats.filter(until__isnull=True).values_list("signup__email", flat=True)
        leaders = self.group.leaders.filter(until__isnull=True).values_list("mentor__email", flat=True)
        invites = Invite.objects.filter(meeting=held)
        return counting.faults(
            [
                Check("when", clock.local(held.starts_at).hour, self.hour),
                Check("sequence", held.sequence, self.sequence),
                Check(
                    "changes",
                    list(MeetingChange.objects.filter(meeting=held).values_list("sequence", flat=True)),
                    list(range(1, self.sequence + 1)),
                ),
                Check("letters, one for each", Counter(letters), Counter([*seats, *leaders])),
                Check("calendars that do not know", invites.exclude(sequence=self.sequence, is_withdrawn=False).count(), 0),
                Check("entries in the log", Entry.objects.filter(verb="meeting.changed", target_id=str(held.pk)).count(), self.sequence),
            ]
        )
