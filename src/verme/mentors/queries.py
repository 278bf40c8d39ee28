"""Finding mentors, invitations and offers."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from verme.kernel import tokens
from verme.mentors.models import Invitation, Mentor, MentorEntry
from verme.mentors.terms import Answer, Training
from verme.organisations.models import Organisation
from verme.people.rules import same_address
from verme.programmes.models import Programme


@dataclass(frozen=True)
class InvitationCounts:
    """How the year's question was answered, and how many groups the offers could open."""

    invited: int
    yes: int
    no: int
    waiting: int
    entries: int


def register(organisation: Organisation) -> QuerySet[Mentor]:
    """The organisation's mentors by name, with their units."""
    return Mentor.objects.filter(organisation=organisation).select_related("unit").order_by("name", "id")


def who_may_lead(organisation: Organisation) -> QuerySet[Mentor]:
    """Trained mentors and those in training."""
    return register(organisation).exclude(training=Training.RETIRED)


def invitations(programme: Programme) -> QuerySet[Invitation]:
    """Everyone who was asked, by name."""
    return Invitation.objects.filter(programme=programme).select_related("mentor", "mentor__unit").order_by("mentor__name", "id")


def by_secret(secret: str) -> Invitation | None:
    """The invitation whose link holds this secret."""
    return Invitation.objects.filter(digest=tokens.digest(secret)).select_related("programme", "programme__organisation", "mentor").first()


def entries(programme: Programme) -> QuerySet[MentorEntry]:
    """Standing offers with everything a page or the formation needs, in five queries whatever their number."""
    return (
        MentorEntry.objects.filter(programme=programme, withdrawn_at__isnull=True)
        .prefetch_related("lead_rows__mentor__unit", "themes", "slots", "places")
        .order_by("id")
    )


def count_by_organisation() -> dict[int, int]:
    """How many may lead in each organisation, by its number."""
    return dict(Mentor.objects.exclude(training=Training.RETIRED).order_by().values_list("organisation").annotate(Count("id")))


def newest_of_address(address: str) -> Mentor | None:
    """The newest register row with this address, whatever the organisation."""
    return Mentor.objects.filter(email=same_address(address)).order_by("-id").first()


def leads_in(programme: Programme, address: str) -> bool:
    """Whether somebody with this address leads or offers to lead in the programme: such a person cannot be a participant of it."""
    return MentorEntry.objects.filter(
        programme=programme, withdrawn_at__isnull=True, lead_rows__mentor__email=same_address(address)
    ).exists()


def counts(programme: Programme) -> InvitationCounts:
    """The figures of K1 and K3, in two queries."""
    answers = Invitation.objects.filter(programme=programme).aggregate(
        invited=Count("id"),
        yes=Count("id", filter=Q(answer=Answer.YES)),
        no=Count("id", filter=Q(answer=Answer.NO)),
        waiting=Count("id", filter=Q(answer=Answer.WAITING)),
    )
    return InvitationCounts(**answers, entries=MentorEntry.objects.filter(programme=programme, withdrawn_at__isnull=True).count())
