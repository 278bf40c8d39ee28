"""What the secrets in letters open. Only digests are stored."""

from django.db.models import QuerySet

from verme.kernel import tokens
from verme.signups.models import Offer, Outsider, Signup, SupervisorAsk


def by_secret(secret: str) -> Signup | None:
    """The sign-up that the letter's link manages."""
    return (
        Signup.objects.filter(manage_digest=tokens.digest(secret))
        .select_related("programme__organisation", "unit", "staff_group", "person")
        .first()
    )


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
