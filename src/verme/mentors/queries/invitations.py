"""Who was asked, and what they answered."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from verme.kernel import tokens
from verme.mentors.models import Invitation, Mentor, MentorEntry
from verme.mentors.terms import Answer
from verme.people.models import Person
from verme.programmes.models import Programme


@dataclass(frozen=True)
class InvitationCounts:
    """How the year's question was answered, and how many groups the offers could open."""

    invited: int
    yes: int
    no: int
    waiting: int
    entries: int


def invitations(programme: Programme) -> QuerySet[Invitation]:
    """Everyone who was asked, by name."""
    return Invitation.objects.filter(programme=programme).select_related("mentor", "mentor__unit").order_by("mentor__name", "id")


def by_secret(secret: str) -> Invitation | None:
    """The invitation whose link holds this secret."""
    return Invitation.objects.filter(digest=tokens.digest(secret)).select_related("programme__organisation", "mentor").first()


def own_invitations(person: Person) -> QuerySet[Invitation]:
    """The person's own, the newest programme first."""
    found = Invitation.objects.filter(mentor__person=person).select_related("programme__organisation", "mentor")
    return found.order_by("-programme__starts_on", "-id")


def open_invitations(person: Person) -> QuerySet[Invitation]:
    """The person's own to programmes that still form their groups: the answer can be given or changed."""
    return own_invitations(person).filter(programme__published_at__isnull=True, programme__ended_at__isnull=True)


def taking_part(programme: Programme) -> QuerySet[Mentor]:
    """Mentors who have said yes or stand in an offer, by name."""
    said = Invitation.objects.filter(programme=programme, answer=Answer.YES).order_by().values("mentor")
    offered = MentorEntry.objects.filter(programme=programme, withdrawn_at__isnull=True).order_by().values("leads")
    return Mentor.objects.filter(Q(pk__in=said) | Q(pk__in=offered)).order_by("name", "id")


def counts(programme: Programme) -> InvitationCounts:
    """The figures of K1 and K3, in two queries."""
    answers = Invitation.objects.filter(programme=programme).aggregate(
        invited=Count("id"),
        yes=Count("id", filter=Q(answer=Answer.YES)),
        no=Count("id", filter=Q(answer=Answer.NO)),
        waiting=Count("id", filter=Q(answer=Answer.WAITING)),
    )
    return InvitationCounts(**answers, entries=MentorEntry.objects.filter(programme=programme, withdrawn_at__isnull=True).count())
