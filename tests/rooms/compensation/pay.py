"""A group that has met, and everybody whom its pay passes through."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from tests import cast, make
from tests.rooms.groups.round import Round
from verme.audit.actors import OPERATOR, Actor
from verme.audit.models import Entry as Audit
from verme.compensation import actions, queries
from verme.compensation.models import Arrangement, Batch, Entry, Expense, Payee, Rate, WorkLine
from verme.compensation.queries import Seen
from verme.compensation.terms import LineState, Step
from verme.groups import actions as groups
from verme.groups.models import Group, Leader
from verme.kernel import clock
from verme.kernel.refusals import Reason, Refused
from verme.mail.models import Letter
from verme.meetings.models import Meeting
from verme.meetings.terms import MeetingState
from verme.mentors import actions as mentors
from verme.mentors.models import Mentor
from verme.mentors.terms import Training
from verme.organisations.models import Organisation
from verme.organisations.terms import RoleKind
from verme.people import actions as people
from verme.people.models import Person
from verme.programmes import actions as programmes

FIRST = dt.date(2026, 9, 22)
OCTOBER, NOVEMBER = dt.date(2026, 10, 1), dt.date(2026, 11, 1)


@dataclass
class Pay:
    """One organisation with a published group, its mentor signed in, and the people of the chain."""

    round: Round
    group: Group
    mentor: Mentor
    person: Person
    numbers: dict[str, Any] = field(default_factory=dict)

    @property
    def house(self) -> Organisation:
        return self.round.house.organisation

    @property
    def coordinator(self) -> Actor:
        return self.round.house.people[RoleKind.COORDINATOR].acting("coordinator")

    @property
    def approver(self) -> Actor:
        return self.round.house.people[RoleKind.APPROVER].acting("approver")

    @property
    def clerk(self) -> Actor:
        return self.round.house.people[RoleKind.PAYROLL].acting("payroll")

    @property
    def own(self) -> Actor:
        return self.person.acting("member")

    def met(self, number: int = 1, *, state: MeetingState = MeetingState.HELD, minutes: int = 90, group: Group | None = None) -> Meeting:
        """The group's number-th meeting, two weeks after the one before, its attendance recorded."""
        group = group or self.group
        starts = clock.at(FIRST + dt.timedelta(weeks=2 * (number - 1)), dt.time(14, 30))
        is_recorded = state in {MeetingState.HELD, MeetingState.TOO_FEW}
        return Meeting.objects.create(
            programme=group.programme,
            group=group,
            starts_at=starts,
            ends_at=starts + dt.timedelta(minutes=minutes),
            state=state,
            uid=f"meeting-{group.pk}-{number}@example",
            recorded_at=starts if is_recorded else None,
            attendance_version=int(is_recorded),
        )

    def arrange(self, units: str = "1", ground: str = "Tila ja kahvi") -> Arrangement:
        entry = {"mentor": self.mentor, "day": clock.today(), "units": Decimal(units), "ground": ground}
        return actions.enter_arrangement(self.group.programme, **entry, by=self.own)

    def book(self) -> queries.Book:
        return queries.read(self.house, 2026)

    def send(self) -> int:
        return actions.send(self.mentor, school_year=2026, by=self.own)

    def seen(self, step: Step) -> list[Seen]:
        return queries.seen(queries.waiting(self.house, step))

    def check(self) -> int:
        return actions.check(self.house, seen=self.seen(Step.CHECK), by=self.coordinator)

    def approve(self) -> int:
        return actions.approve(self.house, seen=self.seen(Step.APPROVE), by=self.approver)

    def close(self, month: dt.date = OCTOBER, **said: Any) -> Batch:
        return actions.close(self.house, month=month, **{"by": self.clerk, **said})

    def passed(self, month: dt.date = OCTOBER) -> Batch:
        """Everything through the whole chain into a batch."""
        self.send()
        self.check()
        self.approve()
        return self.close(month)


def settle(pay: Pay) -> int:
    """What the worker does every hour."""
    return actions.settle(pay.house, school_year=2026, by=OPERATOR)


def other(pay: Pay, name: str = "Sijainen Sari", email: str = "sari@koulu.example") -> Mentor:
    """Another mentor of the organisation."""
    return mentors.register(pay.house, email=email, name=name, training=Training.TRAINED, by=OPERATOR)


def a_pay(preset: str = "seinajoki", **rules: Any) -> Pay:
    """Published on 15 September; the mentor is on the staff list."""
    house = cast.seinajoki() if preset == "seinajoki" else cast.gradia()
    with clock.frozen(make.AUGUST):
        programmes.adopt_preset(house.organisation, preset=preset, by=OPERATOR)
    programme = make.programme(house.organisation, starts_on=dt.date(2026, 9, 16))
    here = Round(house, programme, make.themes(programme), make.slots(programme), make.places(programme))
    group_of_staff = house.organisation.staff_groups.all()[0]
    members = [here.person(staff_group=group_of_staff) for _ in range(4)]
    draft = here.draft((here.mentor("Pirjo Salonen", email="pirjo@koulu.example"), members))
    with clock.frozen(clock.at(dt.date(2026, 9, 15), dt.time(9))):
        (group,) = groups.publish(draft, revision=draft.revision, by=here.by)
    mentor = Leader.objects.get(group=group).mentor
    person = people.ensure("pirjo@koulu.example", name="Pirjo Salonen", language="fi", by=OPERATOR)
    Mentor.objects.filter(pk=mentor.pk).update(person=person)
    house.organisation.staff.create(
        personnel_number="108789", name="Salonen Pirjo", email="Pirjo@koulu.example", staff_group=group_of_staff
    )
    return Pay(here, Group.objects.select_related("programme__organisation").get(pk=group.pk), Mentor.objects.get(pk=mentor.pk), person)


def lines() -> list[tuple[str, str, int, str]]:
    """(kind, units, turn, state) of every line, minus lines with their sign."""
    return [(line.kind, f"{line.units.normalize():f}", line.turn, line.state) for line in WorkLine.objects.order_by("id")]


def states() -> list[str]:
    return [line.state for line in WorkLine.objects.order_by("id") if line.state != LineState.VOID]


def letters() -> list[tuple[str, str]]:
    """(kind, address) of the letters about pay, in order."""
    rows = Letter.objects.filter(kind__startswith="compensation.").order_by("id").values_list("kind", "to_address")
    return [(kind.removeprefix("compensation."), address) for kind, address in rows]


def verbs() -> list[str]:
    """What the log says about pay, in order."""
    found = Audit.objects.filter(verb__regex=r"^(pay|arrangement|expense|rate|payroll_file)\.")
    return list(found.order_by("id").values_list("verb", flat=True))


def refused(reason: Reason, deed: Any, *args: Any, **named: Any) -> Refused:
    """The deed says no with this reason, and nothing has changed."""
    before = everything()
    with pytest.raises(Refused) as no:
        deed(*args, **named)
    assert (no.value.reason, everything()) == (reason, before)
    return no.value


def everything() -> list[Any]:
    kept: Sequence[Any] = (Arrangement, Expense, Rate, WorkLine, Batch, Entry, Payee, Letter, Audit)
    return [list(model.objects.order_by("pk").values()) for model in kept]
