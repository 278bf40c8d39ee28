"""Finding programmes, the rules of a day, and whom a call could reach."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower, Trim

from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.mail import queries as mail
from verme.mail.actions import Reader
from verme.organisations.models import Organisation, StaffGroup, StaffMember, Unit
from verme.people.rules import same_address
from verme.programmes.models import Dispatch, Programme, RuleSet
from verme.programmes.models.dispatch import LETTERS
from verme.programmes.rules import Rules
from verme.programmes.terms import Channel, ProgrammeRefusal


def of_organisation(organisation: Organisation) -> QuerySet[Programme]:
    """The organisation's programmes, newest first."""
    return Programme.objects.filter(organisation=organisation).select_related("organisation")


def announced() -> QuerySet[Programme]:
    """What the public may see: announced, real, not ended; the nearest deadline first."""
    return (
        Programme.objects.filter(announced_at__isnull=False, ended_at__isnull=True, is_practice=False)
        .select_related("organisation")
        .order_by("closes_at", "id")
    )


def on_show(slug: str) -> Programme | None:
    """The announced programme with this address; a practice programme too (its page is reached only by who knows the address)."""
    return Programme.objects.filter(slug=slug, announced_at__isnull=False).select_related("organisation").first()


def news_of(slug: str) -> tuple[Organisation, list[Programme]] | None:
    """The organisation with this address and its calls for a feed, the latest change first; ended ones too, since readers keep them."""
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        return None
    calls = of_organisation(organisation).filter(announced_at__isnull=False, is_practice=False).order_by("-changed_at", "-id")
    return organisation, list(calls[:20])


def current(organisation: Organisation) -> Programme | None:
    """The programme that a coordinator most likely means."""
    return likeliest(of_organisation(organisation))


def likeliest(programmes: Iterable[Programme]) -> Programme | None:
    """Of these, that have not ended and are no practice: one that runs now, else the next, else the last."""
    standing = sorted(
        (each for each in programmes if not each.ended_at and not each.is_practice), key=lambda each: (each.starts_on, each.pk)
    )
    today = clock.today()
    running = [each for each in standing if each.starts_on <= today <= each.ends_on]
    coming = [each for each in standing if today < each.starts_on]
    return next(iter(running or coming or standing[-1:]), None)


def rule_sets(organisation: Organisation) -> QuerySet[RuleSet]:
    """Every version of the operating model with its author, the latest first."""
    return RuleSet.objects.filter(organisation=organisation).select_related("author").order_by("-valid_from", "-id")


def rule_set_on(organisation: Organisation, day: date) -> RuleSet | None:
    """The version that is valid on this day: the last one that has begun. None before the first."""
    return rule_sets(organisation).filter(valid_from__lte=day).first()


def rules_on(organisation: Organisation, day: date) -> Rules:
    """The rules that are valid on this day. Raises Refused(NO_RULES)."""
    held = rule_set_on(organisation, day)
    if held is None:
        raise Refused(ProgrammeRefusal.NO_RULES)
    return held.rules


def rules_of(programme: Programme) -> Rules | None:
    """The rules of the programme's first day, if its organisation has any: what its call and its page promise."""
    held = rule_set_on(programme.organisation, programme.starts_on)
    return held.rules if held else None


def is_used_since(organisation: Organisation, day: date) -> bool:
    """Whether some group's time has run on a day from this one until yesterday: something may have been earned by the rules then."""
    return (
        Programme.objects.filter(organisation=organisation, announced_at__isnull=False, is_practice=False)
        .filter(Q(starts_on__lt=clock.today()) & Q(ends_on__gte=day))
        .exists()
    )


type Addresses = Collection[str] | QuerySet[Any, str]  # in the form of `same_address`; a query is asked under the lock


@dataclass(frozen=True)
class Audience:
    """Whom of the staff list a call is for. Empty choices choose everybody."""

    units: Sequence[Unit] = ()
    staff_groups: Sequence[StaffGroup] = ()
    levels: Sequence[str] = ()


def audience(organisation: Organisation, chosen: Audience) -> QuerySet[StaffMember]:
    """The listed staff with an address that the choices choose, by name."""
    staff = organisation.staff.filter(is_listed=True).exclude(email="").select_related("unit", "staff_group")
    if chosen.units:
        staff = staff.filter(unit__in=chosen.units)
    if chosen.staff_groups:
        staff = staff.filter(staff_group__in=chosen.staff_groups)
    if chosen.levels:
        staff = staff.filter(unit__level__in=chosen.levels)
    return staff.order_by("name", "id")


def addressees(programme: Programme, chosen: Audience, *, channel: Channel, without: Addresses = ()) -> list[Reader]:
    """Who would get this letter now, each address once, in their own language or the organisation's first.

    Left out are the addresses in `without` (those who have signed up), those who got the call before, and for a reminder those who were
    reminded today already.
    """
    since = clock.at(clock.today(), time()) if channel == Channel.REMINDER else None
    reached = mail.reached(LETTERS[channel], programme_id=programme.pk, since=since)
    rows = audience(programme.organisation, chosen).annotate(same=Trim(Lower("email"))).exclude(same__in=reached).exclude(same__in=without)
    first = programme.organisation.first_language
    found: dict[str, Reader] = {}
    for row in rows:
        found.setdefault(same_address(row.email), Reader(same_address(row.email), row.name, row.language or first))
    return list(found.values())


def dispatches(programme: Programme) -> QuerySet[Dispatch]:
    """What has gone out of a programme's call, the latest first, with who sent it."""
    return Dispatch.objects.filter(programme=programme).select_related("sent_by")
