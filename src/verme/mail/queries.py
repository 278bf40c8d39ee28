"""Reading the outbox."""

from django.db.models import QuerySet

from verme.mail.models import Letter


def of_organisation(organisation_id: int) -> QuerySet[Letter]:
    """An organisation's letters, newest first; secrets (sign-in codes) are not among them."""
    return Letter.objects.filter(organisation_id=organisation_id, is_secret=False).order_by("-id")


def newest() -> QuerySet[Letter]:
    """Every letter of the installation, newest first: only for the development post office."""
    return Letter.objects.order_by("-id")
