"""A programme's life: announced, paused, resumed, extended, ended."""

import hashlib
import secrets
from datetime import date, datetime

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.programmes import rules
from verme.programmes.actions.locking import any_locked, locked
from verme.programmes.models import Place, Programme, Slot, Theme
from verme.programmes.terms import ProgrammeRefusal


@transaction.atomic
def announce(programme: Programme, *, by: Actor) -> Programme:
    """The call goes public. The draw's seed is made now and its SHA-256 published, so that nobody can choose the lot later.

    Raises Refused (ALREADY_ANNOUNCED, NO_THEMES, NO_SLOTS, NO_PLACES, DEADLINE_PAST, ENDED).
    """
    held = locked(programme)
    reason = rules.why_not_announce(
        themes=Theme.objects.filter(programme=held).count(),
        slots=Slot.objects.filter(programme=held).count(),
        places=Place.objects.filter(programme=held).count(),
        is_announced=held.announced_at is not None,
    )
    if reason is None and held.closes_at <= clock.now():
        reason = ProgrammeRefusal.DEADLINE_PAST
    if reason is not None:
        raise Refused(reason)
    held.announced_at = held.changed_at = clock.now()
    held.draw_seed = secrets.token_hex(16)
    held.draw_digest = hashlib.sha256(held.draw_seed.encode()).hexdigest()
    held.save(update_fields=["announced_at", "changed_at", "draw_seed", "draw_digest"])
    audit.record("programme.announced", held, by=by, organisation=held.organisation_id)
    return held


@transaction.atomic
def pause(programme: Programme, *, by: Actor) -> Programme:
    """Stops sign-up for a while; pausing a paused one changes nothing. Raises Refused(NOT_ANNOUNCED, ENDED)."""
    held = locked(programme)
    if held.announced_at is None:
        raise Refused(ProgrammeRefusal.NOT_ANNOUNCED)
    if held.paused_at is None:
        held.paused_at = held.changed_at = clock.now()
        held.save(update_fields=["paused_at", "changed_at"])
        audit.record("programme.paused", held, by=by, organisation=held.organisation_id)
    return held


@transaction.atomic
def resume(programme: Programme, *, by: Actor) -> Programme:
    """Sign-up goes on; resuming one that runs changes nothing. Raises Refused(ENDED)."""
    held = locked(programme)
    if held.paused_at is not None:
        held.paused_at, held.changed_at = None, clock.now()
        held.save(update_fields=["paused_at", "changed_at"])
        audit.record("programme.resumed", held, by=by, organisation=held.organisation_id)
    return held


@transaction.atomic
def extend(programme: Programme, *, closes_at: datetime, groups_by: date | None = None, by: Actor) -> Programme:
    """Moves the deadline, and the day the groups are told if it has to move along.

    Raises Refused (NOT_ANNOUNCED, OPENS_BEFORE_CLOSES, DEADLINE_PAST, GROUPS_AFTER_SIGNUP, ENDS_AFTER_GROUPS, DRAWN, ENDED).
    """
    held = locked(programme)
    told = groups_by or held.groups_by
    reason = ProgrammeRefusal.NOT_ANNOUNCED if held.announced_at is None else ProgrammeRefusal.DRAWN if held.drawn_at else None
    reason = reason or rules.why_not_deadline(closes_at, opens_at=held.opens_at, groups_by=told, now=clock.now())
    if reason is None and held.ends_on < told:
        reason = ProgrammeRefusal.ENDS_AFTER_GROUPS
    if reason is not None:
        raise Refused(reason)
    held.closes_at, held.groups_by, held.changed_at = closes_at, told, clock.now()
    held.save(update_fields=["closes_at", "groups_by", "changed_at"])
    audit.record("programme.deadline_moved", held, by=by, organisation=held.organisation_id)
    return held


@transaction.atomic
def publish(programme: Programme, *, by: Actor) -> Programme:
    """The groups are told: from now on the year meets. Part of publishing the groups, which a later room does. Raises Refused(ENDED)."""
    held = locked(programme)
    held.published_at = held.changed_at = clock.now()
    held.save(update_fields=["published_at", "changed_at"])
    audit.record("programme.published", held, by=by, organisation=held.organisation_id)
    return held


@transaction.atomic
def end(programme: Programme, *, by: Actor) -> Programme:
    """The programme is over; ending an ended one changes nothing."""
    held = any_locked(programme)
    if held.ended_at is None:
        held.ended_at = held.changed_at = clock.now()
        held.save(update_fields=["ended_at", "changed_at"])
        audit.record("programme.ended", held, by=by, organisation=held.organisation_id)
    return held
