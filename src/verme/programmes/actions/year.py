"""A programme is opened, from nothing or like an earlier one, and its frame is changed."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.kernel.texts import filled
from verme.organisations.models import Organisation
from verme.organisations.rules import why_not_slug
from verme.programmes import queries, rules
from verme.programmes.actions import furnishing
from verme.programmes.actions.locking import locked
from verme.programmes.models import Programme
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
    like: Programme | None = None,
    suggest: bool = False,
    is_practice: bool = False,
) -> Programme:
    """A new programme, not announced yet: `like` an earlier one (themes, times, places, texts; not its people), or as the model suggests.

    Raises Refused (SLUG_FORM, SLUG_TAKEN, NO_TITLE, CAPACITY, NO_RULES to suggest by, dates out of order).
    """
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if (reason := _why_not_slug(slug) or _why_not(held, titles, capacity) or rules.why_not_dates(dates)) is not None:
        raise Refused(reason)
    programme = _made(
        organisation=held,
        slug=slug,
        titles=filled(titles),
        intros=filled(intros or {}) or (like.intros if like else {}),
        school_year=school_year,
        capacity=capacity,
        admission=admission,
        late=late,
        is_practice=is_practice,
        practised_by_id=by.person_id if is_practice else None,
        copied_from=like,
        **vars(dates),
    )
    furnishing.furnish(programme, _begins_with(programme, like, suggest=suggest))
    audit.record("programme.opened", programme, by=by, organisation=held.pk, like=like.pk if like else None)
    return programme


def _made(**columns: Any) -> Programme:
    """The row; another organisation may have taken the address since we looked."""
    try:
        with transaction.atomic():
            return Programme.objects.create(**columns)
    except IntegrityError:
        raise Refused(ProgrammeRefusal.SLUG_TAKEN) from None


def _begins_with(programme: Programme, like: Programme | None, *, suggest: bool) -> furnishing.Furnishing:
    if like is not None:
        return furnishing.of(like)
    if not suggest:
        return furnishing.Furnishing()
    held = queries.rule_set_on(programme.organisation, programme.starts_on)
    if held is None:
        raise Refused(ProgrammeRefusal.NO_RULES)
    return furnishing.suggested(programme.organisation, held.rules, held.preset)


def _why_not_slug(slug: str) -> ProgrammeRefusal | None:
    if why_not_slug(slug) is not None:
        return ProgrammeRefusal.SLUG_FORM
    return ProgrammeRefusal.SLUG_TAKEN if Programme.objects.filter(slug=slug).exists() else None


def _why_not(organisation: Organisation, titles: Mapping[str, str], capacity: int) -> ProgrammeRefusal | None:
    if not titles.get(organisation.first_language, "").strip():
        return ProgrammeRefusal.NO_TITLE
    return ProgrammeRefusal.CAPACITY if capacity < 1 else None


@transaction.atomic
def change(programme: Programme, *, by: Actor, **values: Any) -> Programme:
    """Changes the given columns of CHANGEABLE. Raises Refused (NO_TITLE, CAPACITY, ADMISSION_FIXED, dates out of order, ENDED)."""
    if strange := set(values) - CHANGEABLE:
        raise TypeError(f"not changeable: {sorted(strange)}")
    held = locked(programme)
    wanted = Admission(values.get("admission", held.admission))
    reason = rules.why_not_admission(Admission(held.admission), wanted, is_announced=held.announced_at is not None)
    for column, value in values.items():
        setattr(held, column, filled(value) if isinstance(value, Mapping) else value)
    reason = reason or _why_not(held.organisation, held.titles, held.capacity)
    reason = reason or rules.why_not_dates(Dates(held.opens_at, held.closes_at, held.groups_by, held.starts_on, held.ends_on))
    if reason is not None:
        raise Refused(reason)
    held.changed_at = clock.now()
    held.save(update_fields=[*sorted(values), "changed_at"])
    audit.record("programme.changed", held, by=by, organisation=held.organisation_id, fields=sorted(values))
    return held
