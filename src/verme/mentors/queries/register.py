"""Who is a mentor, and who may lead."""

from django.db.models import Count, QuerySet

from verme.mentors.models import Mentor, MentorEntry
from verme.mentors.terms import Answer, Training
from verme.organisations.models import Organisation
from verme.people.rules import same_address
from verme.programmes.models import Programme


def register(organisation: Organisation) -> QuerySet[Mentor]:
    """The organisation's mentors by name, with their units."""
    return _by_name(Mentor.objects.filter(organisation=organisation, practice__isnull=True))


def register_of(programme: Programme) -> QuerySet[Mentor]:
    """The mentors that a programme may have: its organisation's, or in a practice the invented ones."""
    return _by_name(Mentor.objects.filter(practice=programme)) if programme.is_practice else register(programme.organisation)


def _by_name(mentors: QuerySet[Mentor]) -> QuerySet[Mentor]:
    return mentors.select_related("unit").order_by("name", "id")


def who_may_lead(organisation: Organisation) -> QuerySet[Mentor]:
    """Trained mentors and those in training."""
    return register(organisation).exclude(training=Training.RETIRED)


def who_may_lead_in(programme: Programme) -> QuerySet[Mentor]:
    """Trained mentors and those in training whom a programme may have."""
    return register_of(programme).exclude(training=Training.RETIRED)


def who_may_be_named(programme: Programme, by: Mentor) -> QuerySet[Mentor]:
    """Whom a mentor may name as the pair: who may lead and has not said no this year, but not oneself."""
    declined = Mentor.objects.filter(invitations__programme=programme, invitations__answer=Answer.NO).order_by()
    return who_may_lead_in(programme).exclude(pk=by.pk).exclude(pk__in=declined.values("pk"))


def has_open_offer(mentor: Mentor) -> bool:
    """Whether the mentor leads in a standing offer to a programme that still forms its groups."""
    open_ones = {"withdrawn_at__isnull": True, "programme__published_at__isnull": True, "programme__ended_at__isnull": True}
    return MentorEntry.objects.filter(leads=mentor, **open_ones).exists()


def count_by_organisation() -> dict[int, int]:
    """How many may lead in each organisation, by its number."""
    real = Mentor.objects.filter(practice__isnull=True).exclude(training=Training.RETIRED)
    return dict(real.order_by().values_list("organisation").annotate(Count("id")))


def newest_of_address(address: str) -> Mentor | None:
    """The newest register row with this address, whatever the organisation."""
    return Mentor.objects.filter(email=same_address(address), practice__isnull=True).order_by("-id").first()
