"""Finding programmes."""

from datetime import date

from django.db.models import QuerySet

from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.organisations.models import Organisation
from verme.programmes.models import Programme, RuleSet
from verme.programmes.rules import Rules
from verme.programmes.terms import ProgrammeRefusal


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


def current(organisation: Organisation) -> Programme | None:
    """The programme a coordinator most likely means: the newest one that has not ended, whose year runs now."""
    running = of_organisation(organisation).filter(ended_at__isnull=True, is_practice=False)
    today = clock.today()
    return running.filter(starts_on__lte=today, ends_on__gte=today).order_by("starts_on").first() or running.first()


def rule_sets(organisation: Organisation) -> QuerySet[RuleSet]:
    """Every version of the operating model, the latest first."""
    return RuleSet.objects.filter(organisation=organisation).order_by("-valid_from", "-id")


def rules_on(organisation: Organisation, day: date) -> Rules:
    """The rules that are valid on this day: those of the last version that has begun. Raises Refused(NO_RULES)."""
    held = rule_sets(organisation).filter(valid_from__lte=day).first()
    if held is None:
        raise Refused(ProgrammeRefusal.NO_RULES)
    return held.rules
