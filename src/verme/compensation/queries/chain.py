"""Lines on their way: what waits for whom, and who may do a step."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from verme.compensation.models import WorkLine
from verme.compensation.queries.book import lines_of
from verme.compensation.rules import NEEDS, orphans, who_may
from verme.compensation.terms import FEES, BatchKind, LineState, Step, WorkKind
from verme.organisations.models import Organisation, Role
from verme.organisations.queries import active_roles
from verme.organisations.terms import ROLE_PERMISSIONS, Permission, RoleKind
from verme.people.models import Person
from verme.programmes.models import Programme

# What one must be permitted for each step of the chain.
PERMISSION = {Step.CHECK: Permission.CHECK_HOURS, Step.APPROVE: Permission.APPROVE_PAY, Step.CLOSE: Permission.CLOSE_MONTH}


def waiting(organisation: Organisation, step: Step, kind: BatchKind | None = None) -> list[WorkLine]:
    """The lines that wait for this step, mentor by mentor in the order of days."""
    rows = lines_of(organisation).filter(state=NEEDS[step])
    if kind is not None:
        rows = rows.filter(kind__in=kinds_of(kind))
    return list(rows.select_related("sent_by", "checked_by", "approved_by"))


def kinds_of(kind: BatchKind) -> tuple[WorkKind, ...]:
    """The kinds of work that a batch of this kind holds."""
    return FEES if kind == BatchKind.FEES else (WorkKind.COST,)


@dataclass(frozen=True)
class Seen:
    """A line as somebody saw it before deciding: what a step is about must not change behind their back."""

    line: int
    units: Decimal
    cents: int | None

    def __str__(self) -> str:
        return f"{self.line}:{self.units}:{'' if self.cents is None else self.cents}"


def seen(lines: Iterable[WorkLine]) -> list[Seen]:
    """The lines as they are shown now."""
    return [Seen(line.pk, line.units, line.cents) for line in lines]


def holders(organisation: Organisation, step: Step) -> list[Person]:
    """Who is permitted the step in this organisation, by name, each once."""
    return all_holders(organisation)[step]


def all_holders(organisation: Organisation) -> dict[Step, list[Person]]:
    """For each step who is permitted it, by name, each once."""
    roles = list(active_roles().filter(organisation=organisation).select_related("person").order_by("person__name", "id"))
    return {step: _permitted(roles, PERMISSION[step]) for step in Step}


def _permitted(roles: Iterable[Role], permission: Permission) -> list[Person]:
    may = {kind for kind in RoleKind if permission in ROLE_PERMISSIONS[kind]}
    return list({role.person_id: role.person for role in roles if role.kind in may}.values())


def others(lines: Sequence[WorkLine], step: Step, people: Sequence[Person]) -> list[Person]:
    """Of those permitted, who may do the step of all these lines; empty when somebody new is needed."""
    known = {person.pk: person for person in people}
    return [known[key] for key in who_may(step, [line.handled for line in lines], known)]


def without_anybody(organisation: Organisation) -> Mapping[Step, int]:
    """How many waiting lines have nobody who may do their step: *Lisää toinen tarkastaja tai hyväksyjä*."""
    found = {}
    for step in (Step.CHECK, Step.APPROVE):
        lines = waiting(organisation, step)
        held = [person.pk for person in holders(organisation, step)] if lines else []
        if lost := orphans(step, [line.handled for line in lines], held):
            found[step] = len(lost)
    return found


@dataclass(frozen=True)
class Sums:
    """What a list of lines comes to. Units are of work, refunds have none; cents of the lines that have a price."""

    rows: int
    people: int
    units: Decimal
    cents: int | None
    is_estimate: bool
    is_costs: bool  # nothing but refunds of small costs


def sums(lines: Sequence[WorkLine]) -> Sums:
    """Added up."""
    priced = [line.cents for line in lines if line.cents is not None]
    return Sums(
        rows=len(lines),
        people=len({line.mentor_id for line in lines}),
        units=sum((line.units for line in lines if line.kind != WorkKind.COST), Decimal(0)),
        cents=sum(priced) if priced else None,
        is_estimate=any(line.is_estimate for line in lines),
        is_costs=bool(lines) and all(line.kind == WorkKind.COST for line in lines),
    )


def returned(organisation: Organisation) -> list[WorkLine]:
    """What mentors have been asked to correct."""
    return list(lines_of(organisation).filter(state=LineState.RETURNED))


def units_on_the_way(organisation: Organisation, school_year: int) -> tuple[Decimal, Decimal]:
    """Units of work of a school year that were approved or closed, and those that wait for approval."""
    rows = WorkLine.objects.filter(organisation=organisation, school_year=school_year, kind__in=FEES)
    done, waits = Q(state__in=[LineState.APPROVED, LineState.CLOSED]), Q(state=LineState.CHECKED)
    found = rows.aggregate(done=Sum("units", filter=done), waits=Sum("units", filter=waits))
    return found["done"] or Decimal(0), found["waits"] or Decimal(0)


def line(organisation: Organisation, number: int) -> WorkLine | None:
    """One line of the organisation."""
    return lines_of(organisation).select_related("organisation").filter(pk=number).first()


@dataclass(frozen=True)
class Standing:
    """How many lines of a programme stand where, and how many of an organisation have nobody who may do their step."""

    to_check: int = 0
    to_approve: int = 0
    approved: int = 0
    closed: int = 0
    orphans: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been sent."""
        return not (self.to_check or self.to_approve or self.approved or self.closed)


NOTHING_SENT = Standing()


def standing(programme: Programme) -> Standing:
    """Where a programme's lines are."""
    rows = WorkLine.objects.filter(programme=programme).values_list("state").annotate(count=Count("pk")).order_by()
    counts = dict(rows)
    to_check, to_approve = counts.get(LineState.SENT, 0), counts.get(LineState.CHECKED, 0)
    orphans = sum(without_anybody(programme.organisation).values()) if to_check or to_approve else 0
    return Standing(to_check, to_approve, counts.get(LineState.APPROVED, 0), counts.get(LineState.CLOSED, 0), orphans)
