"""Reading the log."""

from django.db.models import Model, QuerySet

from verme.audit.models import Entry, Seal


def of_organisation(organisation_id: int) -> QuerySet[Entry]:
    """Newest first."""
    return Entry.objects.filter(organisation_id=organisation_id).order_by("-id")


def of_person(person_id: int) -> QuerySet[Entry]:
    """What this person has done, newest first."""
    return Entry.objects.filter(person_id=person_id).order_by("-id")


def about(target: Model) -> QuerySet[Entry]:
    """The history of one thing, newest first."""
    return Entry.objects.filter(target_kind=target._meta.label_lower, target_id=str(target.pk)).order_by("-id")


def verbs_of(organisation_id: int) -> list[str]:
    """The verbs that stand in an organisation's log, sorted."""
    return list(Entry.objects.filter(organisation_id=organisation_id).order_by("verb").values_list("verb", flat=True).distinct())


def last_seal() -> Seal | None:
    """The seal of the newest finished day."""
    return Seal.objects.order_by("-day").first()
