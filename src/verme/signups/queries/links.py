"""What the secrets in letters open. Only digests are stored."""

from django.db.models import QuerySet

from verme.kernel import clock, tokens
from verme.signups.models import Merger, Offer, Outsider, Signup, SupervisorAsk
from verme.signups.rules import UNDO_FOR


def by_secret(secret: str) -> Signup | None:
    """The sign-up that the letter's link manages."""
    return (
        Signup.objects.filter(manage_digest=tokens.digest(secret))
        .select_related("programme__organisation", "unit", "staff_group", "person")
        .first()
    )


def merger_of(signup: Signup) -> Merger | None:
    """The last sign-up that became part of this one, while that can be undone."""
    held = Merger.objects.filter(kept=signup, revision=signup.revision).select_related("gone", "kept").order_by("-pk").first()
    return held if held is not None and clock.now() <= held.made_at + UNDO_FOR and signup.is_active else None


def by_reference(slug: str, reference: str) -> QuerySet[Signup]:
    """The sign-up of a programme with this reference, as a queryset of at most one. A reference opens nothing by itself."""
    return Signup.objects.filter(programme__slug=slug, reference=reference).select_related(
        "programme__organisation", "unit", "staff_group", "person"
    )


def offer_by_secret(secret: str) -> Offer | None:
    """The offer that a letter's link is about."""
    return Offer.objects.filter(digest=tokens.digest(secret)).select_related("signup__programme__organisation", "vacancy").first()


def outsider_by_secret(secret: str) -> Outsider | None:
    """The invitation of an outsider, or the students' link."""
    return Outsider.objects.filter(digest=tokens.digest(secret)).select_related("programme__organisation", "employer").first()


def question_by_secret(secret: str) -> SupervisorAsk | None:
    """What a supervisor is asked."""
    return SupervisorAsk.objects.filter(digest=tokens.digest(secret)).select_related("signup__programme__organisation").first()
