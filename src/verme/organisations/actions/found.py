"""An organisation is added, and settles its texts and its logo."""

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
from verme.organisations.models import Logo, Organisation, StaffGroup
from verme.organisations.terms import OrganisationRefusal

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
def set_logo(organisation: Organisation, *, content: bytes, by: Actor) -> Logo:
    """Keeps a PNG, re-encoded so that nothing but the picture comes along. Raises Refused(LOGO): not a PNG, over 200 kB or 2000 px."""
    png = _encoded(content)
    logo, _ = Logo.objects.update_or_create(organisation=organisation, defaults={"png": png, "digest": hashlib.sha256(png).hexdigest()})
    audit.record("organisation.logo_changed", logo, by=by, organisation=organisation.pk)
    return logo


@transaction.atomic
def remove_logo(organisation: Organisation, *, by: Actor) -> None:
    """Takes the logo away; without one nothing happens."""
    logo = Logo.objects.select_for_update().filter(organisation=organisation).first()
    if logo is None:
        return
    audit.record("organisation.logo_removed", logo, by=by, organisation=organisation.pk)
    logo.delete()


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
