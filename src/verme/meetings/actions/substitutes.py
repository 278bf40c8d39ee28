"""A planning meeting in working time: which lessons need a substitute, and that the principal has seen it. Hiring is elsewhere."""

from dataclasses import dataclass

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock, tokens
from verme.kernel.refusals import Refused
from verme.meetings import notices
from verme.meetings.actions.planning import locked
from verme.meetings.models import Meeting, SubstituteNeed
from verme.meetings.terms import MeetingKind, MeetingState, NeedRefusal
from verme.mentors.models import Mentor
from verme.organisations.models import Unit


@dataclass(frozen=True)
class Lessons:
    """What is needed: at which school, how many lessons, how many minutes in all, what it costs by estimate, whom to ask."""

    unit: Unit
    lessons: int
    minutes: int
    cents: int | None
    principal_name: str
    principal_email: str


@transaction.atomic
def need(meeting: Meeting, *, mentor: Mentor, needed: Lessons, by: Actor) -> SubstituteNeed:
    """The lessons of a mentor that the meeting takes. Entered before: it is changed, and the principal's word about it holds no more.

    Raises Refused (NOT_PLANNING, NOT_PLANNED).
    """
    held = _standing(meeting)
    values = dict(vars(needed))
    row = SubstituteNeed.objects.select_for_update().filter(meeting=held, mentor=mentor).first()
    if row is not None and all(getattr(row, name) == value for name, value in values.items()):
        return row
    emptied = {"digest": "", "asked_at": None, "acknowledged_at": None}
    made, is_new = SubstituteNeed.objects.update_or_create(meeting=held, mentor=mentor, defaults=values | emptied)
    audit.record("substitute.needed", made, by=by, organisation=held.programme.organisation_id, is_new=is_new, lessons=needed.lessons)
    return made


@transaction.atomic
def ask_principal(need: SubstituteNeed, *, by: Actor) -> SubstituteNeed:
    """The principal gets a letter with a link; an earlier link ends. Raises Refused (NOT_PLANNING, NOT_PLANNED, NO_ADDRESS, SEEN)."""
    held = _standing(need.meeting)
    row = SubstituteNeed.objects.select_for_update().select_related("mentor", "unit").get(pk=need.pk, meeting=held)
    if not row.principal_email:
        raise Refused(NeedRefusal.NO_ADDRESS)
    if row.acknowledged_at is not None:
        raise Refused(NeedRefusal.SEEN)
    secret = tokens.new()
    row.digest, row.asked_at = tokens.digest(secret), clock.now()
    row.save(update_fields=["digest", "asked_at"])
    row.meeting = held
    notices.principal(row, secret)
    audit.record("substitute.asked", row, by=by, organisation=held.programme.organisation_id)
    return row


@transaction.atomic
def acknowledge(need: SubstituteNeed, *, by: Actor) -> SubstituteNeed:
    """The principal has seen it, once. Seen already: nothing changes. Raises Refused (NOT_PLANNED)."""
    held = _standing(need.meeting)
    row = SubstituteNeed.objects.select_for_update().get(pk=need.pk)
    if row.acknowledged_at is not None:
        return row
    row.acknowledged_at = clock.now()
    row.save(update_fields=["acknowledged_at"])
    audit.record("substitute.acknowledged", row, by=by, organisation=held.programme.organisation_id)
    return row


def _standing(meeting: Meeting) -> Meeting:
    held = locked(meeting)
    if held.kind != MeetingKind.PLANNING:
        raise Refused(NeedRefusal.NOT_PLANNING)
    if held.state != MeetingState.PLANNED:
        raise Refused(NeedRefusal.NOT_PLANNED)
    return held
