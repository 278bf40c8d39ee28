"""An organisation is added and settles its names, units and staff groups."""

import hashlib
import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel.refusals import Refused
from verme.kernel.texts import filled
from verme.organisations import rules
from verme.organisations.models import Logo, Organisation, StaffGroup, Unit
from verme.organisations.terms import Level, OrganisationRefusal, WorkingTime

LOGO_BYTES, LOGO_SIDE = 200_000, 2000


@transaction.atomic
def add(*, slug: str, names: Mapping[str, str], languages: Sequence[str], preset: str, by: Actor) -> Organisation:
    """A new tenant with the staff groups of a preset ("seinajoki" or "gradia").

    Raises Refused (SLUG_FORM, SLUG_TAKEN, NO_NAME, NO_LANGUAGE).
    """
    reason = rules.why_not_slug(slug) or rules.why_not_names(names, languages)
    if reason is None and Organisation.objects.select_for_update().filter(slug=slug).exists():
        reason = OrganisationRefusal.SLUG_TAKEN
    if reason is not None:
        raise Refused(reason)
    organisation = Organisation.objects.create(slug=slug, names=filled(names), languages=list(languages))
    StaffGroup.objects.bulk_create(
        StaffGroup(organisation=organisation, key=key, names=dict(words), working_time=form, order=order)
        for order, (key, words, form) in enumerate(rules.STAFF_GROUPS[preset])
    )
    audit.record("organisation.added", organisation, by=by, organisation=organisation.pk, preset=preset)
    return organisation


@transaction.atomic
def change(organisation: Organisation, *, by: Actor, **values: Any) -> Organisation:
    """Changes the given columns (names, languages, about, privacy, sender_names, contact_*, supervisor_notice). Raises Refused."""
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    for column, value in values.items():
        setattr(held, column, filled(value) if isinstance(value, Mapping) else value)
    if (reason := rules.why_not_names(held.names, held.languages)) is not None:
        raise Refused(reason)
    held.save(update_fields=sorted(values))
    audit.record("organisation.changed", held, by=by, organisation=held.pk, fields=sorted(values))
    return held


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
def add_staff_group(organisation: Organisation, *, key: str, names: Mapping[str, str], working_time: WorkingTime, by: Actor) -> StaffGroup:
    """A staff group as the organisation names it. Raises Refused (SLUG_FORM, STAFF_GROUP_EXISTS, NO_NAME)."""
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    reason = rules.why_not_slug(key.replace("_", "-")) or rules.why_not_names(names, held.languages)
    if reason is None and StaffGroup.objects.filter(organisation=held, key=key).exists():
        reason = OrganisationRefusal.STAFF_GROUP_EXISTS
    if reason is not None:
        raise Refused(reason)
    group = StaffGroup.objects.create(
        organisation=held,
        key=key,
        names=filled(names),
        working_time=working_time,
        order=StaffGroup.objects.filter(organisation=held).count(),
    )
    audit.record("staff_group.added", group, by=by, organisation=held.pk)
    return group


@transaction.atomic
def change_staff_group(group: StaffGroup, *, names: Mapping[str, str], working_time: WorkingTime, by: Actor) -> StaffGroup:
    """Renames a staff group or moves it to another working-time form. Raises Refused(NO_NAME)."""
    held = Organisation.objects.select_for_update().get(pk=group.organisation_id)
    if (reason := rules.why_not_names(names, held.languages)) is not None:
        raise Refused(reason)
    group.names, group.working_time = filled(names), working_time
    group.save(update_fields=["names", "working_time"])
    audit.record("staff_group.changed", group, by=by, organisation=held.pk)
    return group


@transaction.atomic
def set_logo(organisation: Organisation, *, content: bytes, by: Actor) -> Logo:
    """Keeps a PNG, re-encoded so that nothing but the picture comes along. Raises Refused(LOGO): not a PNG, over 200 kB or 2000 px."""
    png = _encoded(content)
    logo, _ = Logo.objects.update_or_create(organisation=organisation, defaults={"png": png, "digest": hashlib.sha256(png).hexdigest()})
    audit.record("organisation.logo_changed", logo, by=by, organisation=organisation.pk)
    return logo


def _encoded(content: bytes) -> bytes:
    from PIL import Image, UnidentifiedImageError  # slow import

    if len(content) > LOGO_BYTES:
        raise Refused(OrganisationRefusal.LOGO)
    try:
        with Image.open(io.BytesIO(content), formats=["PNG"]) as picture:
            if max(picture.size) > LOGO_SIDE:
                raise Refused(OrganisationRefusal.LOGO)
            out = io.BytesIO()
            picture.convert("RGBA").save(out, "PNG", optimize=True)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise Refused(OrganisationRefusal.LOGO) from None
    if out.tell() > LOGO_BYTES:
        raise Refused(OrganisationRefusal.LOGO)
    return out.getvalue()
