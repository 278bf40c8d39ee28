"""Units and staff groups are added, renamed, closed."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel.refusals import Refused
from verme.kernel.texts import filled
from verme.organisations import rules
from verme.organisations.models import Organisation, StaffGroup, Unit
from verme.organisations.terms import Level, OrganisationRefusal, WorkingTime


@transaction.atomic
def add_unit(organisation: Organisation, *, name: str, level: Level, town: str = "", by: Actor) -> Unit:
    """A school or another place of work. Raises Refused(UNIT_EXISTS)."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if Unit.objects.filter(organisation=organisation, name__iexact=name.strip()).exists():
        raise Refused(OrganisationRefusal.UNIT_EXISTS)
    unit = Unit.objects.create(organisation=organisation, name=name.strip(), level=level, town=town.strip())
    audit.record("unit.added", unit, by=by, organisation=organisation.pk)
    return unit


@transaction.atomic
def add_units(organisation: Organisation, *, units: Mapping[str, Level], by: Actor) -> list[Unit]:
    """Several at once, by name; those that are there already stay as they are. Returns the new ones."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    there = {name.casefold() for name in Unit.objects.filter(organisation=organisation).values_list("name", flat=True)}
    wanted = {name.strip().casefold(): (name.strip(), level) for name, level in units.items()}
    made = [Unit(organisation=organisation, name=name, level=level) for key, (name, level) in wanted.items() if key not in there]
    if not made:
        return []
    Unit.objects.bulk_create(made)
    audit.record("unit.several_added", organisation, by=by, organisation=organisation.pk, count=len(made))
    return made


@transaction.atomic
def change_unit(unit: Unit, *, name: str, level: Level, town: str, is_closed: bool, by: Actor) -> Unit:
    """Renames, moves or closes a unit; a closed one is not offered any more. Raises Refused(UNIT_EXISTS)."""
    Organisation.objects.select_for_update().get(pk=unit.organisation_id)
    if Unit.objects.filter(organisation_id=unit.organisation_id, name__iexact=name.strip()).exclude(pk=unit.pk).exists():
        raise Refused(OrganisationRefusal.UNIT_EXISTS)
    unit.name, unit.level, unit.town, unit.is_closed = name.strip(), level, town.strip(), is_closed
    unit.save(update_fields=["name", "level", "town", "is_closed"])
    audit.record("unit.changed", unit, by=by, organisation=unit.organisation_id)
    return unit


@transaction.atomic
def add_staff_group(
    organisation: Organisation, *, names: Mapping[str, str], working_time: WorkingTime, key: str = "", by: Actor
) -> StaffGroup:
    """A staff group as the organisation names it; without a key one is made of its name.

    Raises Refused (NO_NAME, SLUG_FORM, STAFF_GROUP_EXISTS).
    """
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    others = list(StaffGroup.objects.filter(organisation=held))
    keys = {group.key for group in others}
    reason = rules.why_not_names(names, held.languages) or _why_not_group(names, held, others)
    if reason is None:
        key = key or rules.staff_group_key(names[held.first_language], keys)
        reason = rules.why_not_slug(key.replace("_", "-")) or (OrganisationRefusal.STAFF_GROUP_EXISTS if key in keys else None)
    if reason is not None:
        raise Refused(reason)
    group = StaffGroup.objects.create(organisation=held, key=key, names=filled(names), working_time=working_time, order=len(others))
    audit.record("staff_group.added", group, by=by, organisation=held.pk)
    return group


def _why_not_group(names: Mapping[str, str], organisation: Organisation, others: Iterable[StaffGroup]) -> OrganisationRefusal | None:
    """Two groups of one name could not be told apart, neither by people nor in a staff list."""
    first = organisation.first_language
    taken = {group.names.get(first, "").casefold() for group in others}
    return OrganisationRefusal.STAFF_GROUP_EXISTS if names[first].strip().casefold() in taken else None


@transaction.atomic
def change_staff_group(group: StaffGroup, *, names: Mapping[str, str], working_time: WorkingTime, is_closed: bool, by: Actor) -> StaffGroup:
    """Renames a staff group, moves it to another working-time form, closes it: then it is not offered any more.

    Raises Refused (NO_NAME, STAFF_GROUP_EXISTS).
    """
    held = Organisation.objects.select_for_update().get(pk=group.organisation_id)
    others = StaffGroup.objects.filter(organisation=held).exclude(pk=group.pk)
    if (reason := rules.why_not_names(names, held.languages) or _why_not_group(names, held, others)) is not None:
        raise Refused(reason)
    group.names, group.working_time, group.is_closed = filled(names), working_time, is_closed
    group.save(update_fields=["names", "working_time", "is_closed"])
    audit.record("staff_group.changed", group, by=by, organisation=held.pk)
    return group
