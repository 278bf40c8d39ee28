"""What stands offered to a programme."""

from collections.abc import Sequence

from django.db.models import Prefetch, QuerySet

from verme.mentors.models import Mentor, MentorEntry, OfferedTime
from verme.people.rules import same_address
from verme.programmes.models import Programme


def standing(programme: Programme) -> QuerySet[MentorEntry]:
    """Offers that were not taken back, in order."""
    return MentorEntry.objects.filter(programme=programme, withdrawn_at__isnull=True).order_by("id")


def entries(programme: Programme) -> QuerySet[MentorEntry]:
    """Standing offers with everything the formation needs, in seven queries whatever their number."""
    return standing(programme).prefetch_related("lead_rows__mentor__unit", "themes", "slots", "places")


def shown(offers: QuerySet[MentorEntry]) -> QuerySet[MentorEntry]:
    """The same with what a page shows of them but the leads' names, in five queries whatever their number."""
    times = Prefetch("times", OfferedTime.objects.select_related("slot"))
    return offers.prefetch_related("lead_rows", "themes", times, "places")


def offers_of(programme: Programme, mentor: Mentor) -> QuerySet[MentorEntry]:
    """The standing offers in which a mentor leads, as a page shows them."""
    return shown(standing(programme).filter(leads=mentor)).prefetch_related("lead_rows__mentor")


def others_in(entry: MentorEntry, mentor: Mentor) -> Sequence[Mentor]:
    """Who else leads in an offer."""
    return [row.mentor for row in entry.lead_rows.select_related("mentor") if row.mentor_id != mentor.pk]


def leads_in(programme: Programme, address: str) -> bool:
    """Whether somebody with this address leads or offers to lead in the programme: such a person cannot be a participant of it."""
    return standing(programme).filter(lead_rows__mentor__email=same_address(address)).exists()
