"""`verme serve` dies while a payroll clerk closes a month."""

import datetime as dt
import hashlib
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
from verme.audit.models import Entry as Audit
from verme.compensation import actions, queries
from verme.compensation.models import Batch, Entry, WorkLine
from verme.compensation.rules import last_day, next_month
from verme.compensation.terms import LineState, Step
from verme.groups import actions as groups
from verme.groups.models import Group, Leader
from verme.kernel import clock
from verme.mail.models import Letter
from verme.meetings.models import Meeting
from verme.meetings.terms import MeetingState
from verme.organisations import actions as organisations
from verme.organisations.terms import RoleKind
from verme.people.models import Person
from verme.programmes.models import Programme

PEOPLE, MEETINGS = 16, 4  # members of the groups; meetings of each group in a month
FIRST = dt.date(2001, 1, 1)  # every try closes a month of its own, and there must be enough of them


class Closing(OnPages):
    """Two groups have met four times each in a month; everything is approved, and the clerk presses the last button."""

    name = "close"
    month: dt.date = FIRST
    visitor: Visitor
    page: str
    fields: Fields
    before: str

    def __init__(self, site: Installation, world: World) -> None:
        super().__init__(site, world)
        self.house = world.house.organisation
        self.approver = self._appoint(RoleKind.APPROVER, "Hannu Hakala")
        self.clerk = self._appoint(RoleKind.PAYROLL, "Päivi Palo")
        self.programme = self._published()

    def _appoint(self, kind: RoleKind, name: str) -> Person:
        email = f"{kind}@{self.house.slug}.example"
        return organisations.appoint(self.house, email=email, name=name, language="fi", kind=kind, by=OPERATOR).person

    def _published(self) -> Programme:
        """Groups whose mentors have led them since before the first month."""
        programme = self.world.programme(capacity=PEOPLE)
        self.world.people(programme, PEOPLE)
        draft = self.world.draft(programme)
        groups.publish(draft, revision=draft.revision, by=self.world.house.coordinator)
        leaders = Leader.objects.filter(group__programme=programme)
        leaders.update(since=clock.at(FIRST, dt.time()))
        for number, leader in enumerate(leaders.select_related("mentor")):
            self.house.staff.create(personnel_number=f"{100_001 + number}", name=leader.mentor.name, email=leader.mentor.email)
        return programme

    def stage(self) -> None:
        super().stage()
        while Batch.objects.filter(organisation=self.house, month=self.month).exists():
            self.month = next_month(self.month)
        if not WorkLine.objects.filter(organisation=self.house, state=LineState.APPROVED).exists():
            self._approve()
        self.visitor = signed_in(self.port, self.clerk)
        self.page = f"/o/{self.house.slug}/maksettavat/sulje/"
        self.fields = form(self.visitor.get(self.page)).filled({"month": str(self.month)})
        self.before = counting.fingerprint()

    def _approve(self) -> None:
        """A month's meetings are held, sent, checked and approved."""
        for group in Group.objects.filter(programme=self.programme):
            for week in range(MEETINGS):
                starts = clock.at(self.month + dt.timedelta(weeks=week), dt.time(14, 30))
                Meeting.objects.create(
                    programme=self.programme,
                    group=group,
                    starts_at=starts,
                    ends_at=starts + dt.timedelta(minutes=90),
                    state=MeetingState.HELD,
                    uid=f"{group.pk}-{starts:%Y%m%d}",
                    recorded_at=starts,
                    attendance_version=1,
                )
        for leader in Leader.objects.filter(group__programme=self.programme).select_related("mentor__organisation"):
            actions.send(leader.mentor, school_year=self.programme.school_year, by=OPERATOR)
        for step, deed, by in (
            (Step.CHECK, actions.check, self.world.house.coordinator),
            (Step.APPROVE, actions.approve, self.approver.acting("approver")),
        ):
            deed(self.house, seen=queries.seen(queries.waiting(self.house, step)), by=by)

    def do(self) -> bool:
        try:
            answer = self.visitor.post(self.page, self.fields)
        except Unanswered:
            return False
        if answer.status != 302 or not answer.location.endswith("suljetut/"):
            raise WrongAnswer(f"{self.page}: {answer.status}")
        return True

    def seen(self) -> list[str]:
        """Not one value in the database is another, or everything is as it should be."""
        if counting.fingerprint() == self.before:
            return [BEFORE]
        return [HALF if self.faults() else AFTER]

    def faults(self) -> list[str]:
        batch = Batch.objects.filter(organisation=self.house, month=self.month).first()
        if batch is None:
            return [f"{self.month}: no batch"]
        entries = list(Entry.objects.filter(batch=batch).select_related("payee"))
        lines = WorkLine.objects.filter(organisation=self.house, day__gte=self.month, day__lte=last_day(self.month))
        readers = Counter(Letter.objects.filter(event__startswith=f"compensation.paid:{batch.pk}:").values_list("to_address", flat=True))
        return counting.faults(
            [
                Check("batches of the month", Batch.objects.filter(organisation=self.house, month=self.month).count(), 1),
                Check("numbers of batches", self._numbers(), list(range(1, batch.number + 1))),
                Check("checksum", batch.digest, hashlib.sha256(bytes(batch.content)).hexdigest()),
                Check("rows", [entry.row for entry in entries], list(range(1, batch.rows + 1))),
                Check("units", sum(entry.units for entry in entries), batch.units),
                Check("entries and lines", sorted(entry.line_id for entry in entries), sorted(lines.values_list("pk", flat=True))),
                Check("lines not closed", lines.exclude(state=LineState.CLOSED, batch=batch).count(), 0),
                Check("letters to the clerk", Letter.objects.filter(event=f"compensation.closed:{batch.pk}").count(), 1),
                Check("letters to mentors", readers, Counter({line.mentor.email: 1 for line in lines.select_related("mentor")})),
                Check("entries in the log", Audit.objects.filter(verb="pay.closed", target_id=str(batch.pk)).count(), 1),
            ]
        )

    def _numbers(self) -> list[int]:
        return list(Batch.objects.filter(organisation=self.house).order_by("number").values_list("number", flat=True))
