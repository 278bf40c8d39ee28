"""A programme's life: opened, announced, paused, extended, ended."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.kernel.texts import filled
from verme.organisations.models import Organisation
from verme.organisations.rules import why_not_slug
from verme.programmes import rules
from verme.programmes.models import Place, Programme, Slot, Theme
from verme.programmes.rules import Dates
from verme.programmes.terms import Admission, Late, ProgrammeRefusal

CHANGEABLE = frozenset(
    {"titles", "intros", "opens_at", "closes_at", "groups_by", "starts_on", "ends_on", "capacity", "admission", "late"}
)  # fmt: skip


@transaction.atomic
def open_year(
    organisation: Organisation,
    *,
    slug: str,
    titles: Mapping[str, str],
    school_year: int,
    dates: Dates,
    capacity: int,
    by: Actor,
    admission: Admission = Admission.BY_TIME,
    late: Late = Late.QUEUED,
    intros: Mapping[str, str] | None = None,
    is_practice: bool = False,
) -> Programme:
    """A new programme, not announced yet. Raises Refused (SLUG_FORM, SLUG_TAKEN, NO_TITLE, CAPACITY, dates out of order)."""
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    reason = _why_not(held, slug=slug, titles=titles, capacity=capacity, dates=dates)
    if reason is not None:
        raise Refused(reason)
    programme = Programme.objects.create(
        organisation=held,
        slug=slug,
        titles=filled(titles),
        intros=filled(intros or {}),
        school_year=school_year,
        capacity=capacity,
        admission=admission,
        late=late,
        is_practice=is_practice,
        **vars(dates),
    )
    audit.record("programme.opened", programme, by=by, organisation=held.pk)
    return programme


def _why_not(organisation: Organisation, *, slug: str, titles: Mapping[str, str], capacity: int, dates: Dates) -> ProgrammeRefusal | None:
    if why_not_slug(slug) is not None:
        return ProgrammeRefusal.SLUG_FORM
    if Programme.objects.filter(slug=slug).exists():
        return ProgrammeRefusal.SLUG_TAKEN
    if not titles.get(organisation.first_language, "").strip():
        return ProgrammeRefusal.NO_TITLE
    if capacity < 1:
        return ProgrammeRefusal.CAPACITY
    return rules.why_not_dates(dates)


@transaction.atomic
def copy(programme: Programme, *, slug: str, titles: Mapping[str, str], school_year: int, dates: Dates, by: Actor) -> Programme:
    """Next year from this one: themes, times, places, texts, capacity and admission come along.

    People do not. Raises Refused as open_year does.
    """
    held = Organisation.objects.select_for_update().get(pk=programme.organisation_id)
    reason = _why_not(held, slug=slug, titles=titles, capacity=programme.capacity, dates=dates)
    if reason is not None:
        raise Refused(reason)
    made = Programme.objects.create(
        organisation=held,
        slug=slug,
        titles=filled(titles),
        intros=programme.intros,
        school_year=school_year,
        capacity=programme.capacity,
        admission=programme.admission,
        late=programme.late,
        copied_from=programme,
        **vars(dates),
    )
    for theme in programme.themes.prefetch_related("admit_groups"):
        groups = list(theme.admit_groups.all())
        theme.pk, theme.programme = None, made
        theme.save()
        theme.admit_groups.set(groups)
    Slot.objects.bulk_create(Slot(programme=made, weekday=s.weekday, starts=s.starts, ends=s.ends) for s in programme.slots.all())
    Place.objects.bulk_create(
        Place(programme=made, key=p.key, names=p.names, is_online=p.is_online, order=p.order) for p in programme.places.all()
    )
    audit.record("programme.copied", made, by=by, organisation=held.pk, copied_from=programme.pk)
    return made


@transaction.atomic
def change(programme: Programme, *, by: Actor, **values: Any) -> Programme:
    """Changes the given columns of CHANGEABLE. Raises Refused (NO_TITLE, CAPACITY, dates out of order, ENDED)."""
    if strange := set(values) - CHANGEABLE:
        raise TypeError(f"not changeable: {sorted(strange)}")
    held = _locked(programme)
    for column, value in values.items():
        setattr(held, column, filled(value) if isinstance(value, Mapping) else value)
    reason = None
    if not held.titles.get(held.organisation.first_language, "").strip():
        reason = ProgrammeRefusal.NO_TITLE
    elif held.capacity < 1:
        reason = ProgrammeRefusal.CAPACITY
    reason = reason or rules.why_not_dates(Dates(held.opens_at, held.closes_at, held.groups_by, held.starts_on, held.ends_on))
    if reason is not None:
        raise Refused(reason)
    held.save(update_fields=sorted(values))
    audit.record("programme.changed", held, by=by, organisation=held.organisation_id, fields=sorted(values))
    return held


@transaction.atomic
def announce(programme: Programme, *, by: Actor) -> Programme:
    """The call goes public. The draw's seed is made now and its SHA-256 published, so that nobody can choose the lot later.

    Raises Refused (ALREADY_ANNOUNCED, NO_THEMES, NO_SLOTS, NO_PLACES).
    """
    held = _locked(programme)
    reason = rules.why_not_announce(
        themes=Theme.objects.filter(programme=held).count(),
        slots=Slot.objects.filter(programme=held).count(),
        places=Place.objects.filter(programme=held).count(),
        is_announced=held.announced_at is not None,
    )
    if reason is not None:
        raise Refused(reason)
    held.announced_at = clock.now()
    held.draw_seed = secrets.token_hex(16)
    held.draw_digest = hashlib.sha256(held.draw_seed.encode()).hexdigest()
    held.save(update_fields=["announced_at", "draw_seed", "draw_digest"])
    audit.record("programme.announced", held, by=by, organisation=held.organisation_id)
    return held


@transaction.atomic
def pause(programme: Programme, *, by: Actor) -> Programme:
    """Stops sign-up for a while; pausing a paused one changes nothing. Raises Refused(NOT_ANNOUNCED, ENDED)."""
    held = _locked(programme)
    if held.announced_at is None:
        raise Refused(ProgrammeRefusal.NOT_ANNOUNCED)
    if held.paused_at is None:
        held.paused_at = clock.now()
        held.save(update_fields=["paused_at"])
        audit.record("programme.paused", held, by=by, organisation=held.organisation_id)
    return held


@transaction.atomic
def resume(programme: Programme, *, by: Actor) -> Programme:
    """Sign-up goes on; resuming one that runs changes nothing. Raises Refused(ENDED)."""
    held = _locked(programme)
    if held.paused_at is not None:
        held.paused_at = None
        held.save(update_fields=["paused_at"])
        audit.record("programme.resumed", held, by=by, organisation=held.organisation_id)
    return held


@transaction.atomic
def extend(programme: Programme, *, closes_at: datetime, by: Actor) -> Programme:
    """Moves the deadline. Raises Refused (OPENS_BEFORE_CLOSES, ENDED)."""
    held = _locked(programme)
    if closes_at <= held.opens_at:
        raise Refused(ProgrammeRefusal.OPENS_BEFORE_CLOSES)
    held.closes_at = closes_at
    held.save(update_fields=["closes_at"])
    audit.record("programme.deadline_moved", held, by=by, organisation=held.organisation_id)
    return held


@transaction.atomic
def end(programme: Programme, *, by: Actor) -> Programme:
    """The programme is over; ending an ended one changes nothing."""
    held = Programme.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=programme.pk)
    if held.ended_at is None:
        held.ended_at = clock.now()
        held.save(update_fields=["ended_at"])
        audit.record("programme.ended", held, by=by, organisation=held.organisation_id)
    return held


def _locked(programme: Programme) -> Programme:
    held = Programme.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=programme.pk)
    if held.ended_at is not None or held.published_at is not None:
        raise Refused(ProgrammeRefusal.ENDED)
    return held
