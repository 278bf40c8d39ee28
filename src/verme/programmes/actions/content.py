"""What can be wished in a programme: themes, weekly times, places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time

from django.db import transaction
from django.db.models import Max
from django.db.models.deletion import ProtectedError

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel.refusals import Refused
from verme.kernel.texts import filled
from verme.organisations.models import StaffGroup
from verme.programmes.models import Place, Programme, Slot, Theme
from verme.programmes.terms import Kind, ProgrammeRefusal


@dataclass(frozen=True)
class ThemeTerms:
    """The content of a theme. Empty admissions admit everybody; sizes that are None come from the rules."""

    kind: Kind
    titles: Mapping[str, str]
    descriptions: Mapping[str, str] = field(default_factory=dict)
    capacity: int | None = None
    size_min: int | None = None
    size_target_min: int | None = None
    size_target_max: int | None = None
    size_max: int | None = None
    admit_groups: Sequence[StaffGroup] = ()
    admit_levels: Sequence[str] = ()
    admit_subject: str = ""
    only_new: bool = False
    only_wished: bool = False
    mix: int = 0


@transaction.atomic
def add_theme(programme: Programme, *, key: str, terms: ThemeTerms, by: Actor) -> Theme:
    """A new theme, last in order. Raises Refused (EXISTS, NO_TITLE, ENDED)."""
    held = _locked(programme)
    if Theme.objects.filter(programme=held, key=key).exists():
        raise Refused(ProgrammeRefusal.EXISTS)
    order = Theme.objects.filter(programme=held).aggregate(last=Max("order"))["last"]
    theme = Theme(programme=held, key=key, order=0 if order is None else order + 1)
    _fill(theme, terms, held)
    audit.record("theme.added", theme, by=by, organisation=held.organisation_id)
    return theme


@transaction.atomic
def change_theme(theme: Theme, *, terms: ThemeTerms, by: Actor) -> Theme:
    """Replaces a theme's content. Raises Refused (NO_TITLE, ENDED)."""
    held = _locked(theme.programme)
    _fill(theme, terms, held)
    audit.record("theme.changed", theme, by=by, organisation=held.organisation_id)
    return theme


def _fill(theme: Theme, terms: ThemeTerms, programme: Programme) -> None:
    if not terms.titles.get(programme.organisation.first_language, "").strip():
        raise Refused(ProgrammeRefusal.NO_TITLE)
    for name, value in vars(terms).items():
        if name != "admit_groups":
            setattr(theme, name, filled(value) if isinstance(value, Mapping) else list(value) if name == "admit_levels" else value)
    theme.save()
    theme.admit_groups.set(terms.admit_groups)


@transaction.atomic
def remove_theme(theme: Theme, *, by: Actor) -> None:
    """Takes a theme out. Raises Refused (IN_USE, ENDED)."""
    _remove(theme, "theme.removed", by)


@transaction.atomic
def add_slot(programme: Programme, *, weekday: int, starts: time, ends: time, by: Actor) -> Slot:
    """A weekly time. Raises Refused (EXISTS, STARTS_BEFORE_ENDS, ENDED)."""
    held = _locked(programme)
    if starts >= ends:
        raise Refused(ProgrammeRefusal.STARTS_BEFORE_ENDS)
    if Slot.objects.filter(programme=held, weekday=weekday, starts=starts).exists():
        raise Refused(ProgrammeRefusal.EXISTS)
    slot = Slot.objects.create(programme=held, weekday=weekday, starts=starts, ends=ends)
    audit.record("slot.added", slot, by=by, organisation=held.organisation_id)
    return slot


@transaction.atomic
def remove_slot(slot: Slot, *, by: Actor) -> None:
    """Takes a weekly time out. Raises Refused (IN_USE, ENDED)."""
    _remove(slot, "slot.removed", by)


@transaction.atomic
def add_place(programme: Programme, *, key: str, names: Mapping[str, str], is_online: bool = False, by: Actor) -> Place:
    """A place to meet. Raises Refused (EXISTS, NO_TITLE, ENDED)."""
    held = _locked(programme)
    if not names.get(held.organisation.first_language, "").strip():
        raise Refused(ProgrammeRefusal.NO_TITLE)
    if Place.objects.filter(programme=held, key=key).exists():
        raise Refused(ProgrammeRefusal.EXISTS)
    order = Place.objects.filter(programme=held).count()
    place = Place.objects.create(programme=held, key=key, names=filled(names), is_online=is_online, order=order)
    audit.record("place.added", place, by=by, organisation=held.organisation_id)
    return place


@transaction.atomic
def remove_place(place: Place, *, by: Actor) -> None:
    """Takes a place out. Raises Refused (IN_USE, ENDED)."""
    _remove(place, "place.removed", by)


def _remove(thing: Theme | Slot | Place, verb: str, by: Actor) -> None:
    held = _locked(thing.programme)
    audit.record(verb, thing, by=by, organisation=held.organisation_id)
    try:
        with transaction.atomic():
            thing.delete()
    except ProtectedError:
        raise Refused(ProgrammeRefusal.IN_USE) from None


def _locked(programme: Programme) -> Programme:
    held = Programme.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=programme.pk)
    if held.ended_at is not None or held.published_at is not None:
        raise Refused(ProgrammeRefusal.ENDED)
    return held
