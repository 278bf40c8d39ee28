"""What stands offered to a programme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery

from verme.mentors.models import Lead, Mentor, MentorEntry, OfferedTime
from verme.people.rules import same_address
from verme.programmes.models import Place, Programme, Slot, Theme


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


def own_offers(programme: Programme, mentor: Mentor) -> QuerySet[MentorEntry]:
    """The standing offers in which a mentor leads, with who leads, in two queries."""
    leads = Prefetch("lead_rows", Lead.objects.select_related("mentor"))
    return standing(programme).filter(leads=mentor).prefetch_related(leads)


def offers_of(programme: Programme, mentor: Mentor) -> QuerySet[MentorEntry]:
    """The same as a page shows them, in five queries."""
    times = Prefetch("times", OfferedTime.objects.select_related("slot"))
    return own_offers(programme, mentor).prefetch_related("themes", times, "places")


@dataclass(frozen=True)
class Offerable:
    """What an offer to a programme can be made of, and what of it stands in one offer: numbers of rows."""

    themes: Sequence[Theme]
    slots: Sequence[Slot]
    places: Sequence[Place]
    offered_themes: frozenset[int]
    offered_slots: Mapping[int, bool]  # whether the time suits only if needed
    offered_places: frozenset[int]


def offerable(programme: Programme, entry: MentorEntry | None = None) -> Offerable:
    """The programme's themes, times and places in the light of an offer, in three queries."""
    this = entry.pk if entry else None
    in_theme = Exists(MentorEntry.themes.through.objects.filter(mentorentry=this, theme=OuterRef("pk")))
    in_place = Exists(MentorEntry.places.through.objects.filter(mentorentry=this, place=OuterRef("pk")))
    at_time = Subquery(OfferedTime.objects.filter(mentorentry=this, slot=OuterRef("pk")).values("is_if_needed")[:1])
    themes: list[Any] = list(programme.themes.annotate(is_offered=in_theme))
    slots: list[Any] = list(programme.slots.annotate(is_if_needed=at_time))
    places: list[Any] = list(programme.places.annotate(is_offered=in_place))
    return Offerable(
        themes,
        slots,
        places,
        frozenset(theme.pk for theme in themes if theme.is_offered),
        {slot.pk: slot.is_if_needed for slot in slots if slot.is_if_needed is not None},
        frozenset(place.pk for place in places if place.is_offered),
    )


def others_in(entry: MentorEntry, mentor: Mentor) -> Sequence[Mentor]:
    """Who else leads in an offer."""
    return [row.mentor for row in entry.lead_rows.select_related("mentor") if row.mentor_id != mentor.pk]


def leads_in(programme: Programme, address: str) -> bool:
    """Whether somebody with this address leads or offers to lead in the programme: such a person cannot be a participant of it."""
    return standing(programme).filter(lead_rows__mentor__email=same_address(address)).exists()
