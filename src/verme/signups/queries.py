"""Reading sign-ups."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from verme.kernel import tokens
from verme.mentors import queries as mentors
from verme.people.models import Person
from verme.people.rules import same_address
from verme.programmes.models import Programme
from verme.signups.models import Offer, Signup
from verme.signups.rules import Opening, Wishes
from verme.signups.terms import ACTIVE, HOLDS_PLACE, State


@dataclass(frozen=True)
class Counts:
    """A programme's sign-ups by what became of them."""

    total: int
    active: int
    received: int
    accepted: int
    queued: int
    offered: int
    unconfirmed: int
    units: int

    @property
    def holding(self) -> int:
        """Places that somebody has or has been offered."""
        return self.accepted + self.offered


def of_programme(programme: Programme) -> QuerySet[Signup]:
    """Every sign-up ever made, in order of coming, with unit and staff group."""
    return Signup.objects.filter(programme=programme).select_related("unit", "staff_group").order_by("signed_up_at", "id")


def active(programme: Programme) -> QuerySet[Signup]:
    """Those whose wish still stands."""
    return of_programme(programme).filter(state__in=ACTIVE)


def with_answers(signups: QuerySet[Signup]) -> QuerySet[Signup]:
    """The same with themes, times and places, in three more queries."""
    return signups.prefetch_related("theme_wishes__theme", "slot_answers", "place_answers")


def accepted(programme: Programme) -> QuerySet[Signup]:
    """Whom the formation takes."""
    return with_answers(of_programme(programme).filter(state=State.ACCEPTED))


def queue(programme: Programme) -> QuerySet[Signup]:
    """The waiting, first in rank first."""
    return with_answers(of_programme(programme).filter(state=State.QUEUED).order_by("rank", "id"))


def counts(programme: Programme) -> Counts:
    """The figures of K1 and K2, in one query."""
    is_active = Q(state__in=ACTIVE)
    found = Signup.objects.filter(programme=programme).aggregate(
        total=Count("id"),
        active=Count("id", filter=is_active),
        received=Count("id", filter=Q(state=State.RECEIVED)),
        accepted=Count("id", filter=Q(state=State.ACCEPTED)),
        queued=Count("id", filter=Q(state=State.QUEUED)),
        offered=Count("id", filter=Q(state=State.OFFERED)),
        unconfirmed=Count("id", filter=is_active & Q(confirmed_at__isnull=True)),
        units=Count("unit", filter=is_active, distinct=True),
    )
    return Counts(**found)


def places_taken(programme: Programme) -> int:
    """Places that somebody has or has been offered. Call it under the programme's lock before giving one away."""
    return Signup.objects.filter(programme=programme, state__in=HOLDS_PLACE).count()


def active_of_address(programme: Programme, email: str) -> Signup | None:
    """The standing sign-up of an address, however it is spelled."""
    return Signup.objects.filter(programme=programme, address=same_address(email), state__in=ACTIVE).first()


def by_secret(secret: str) -> Signup | None:
    """The sign-up that the letter's link manages."""
    return (
        Signup.objects.filter(manage_digest=tokens.digest(secret))
        .select_related("programme__organisation", "unit", "staff_group", "person")
        .first()
    )


def offer_by_secret(secret: str) -> Offer | None:
    """The offer that a letter's link is about."""
    return Offer.objects.filter(digest=tokens.digest(secret)).select_related("signup__programme__organisation").first()


def of_person(person: Person) -> QuerySet[Signup]:
    """The person's own sign-ups, newest first."""
    return (
        Signup.objects.filter(person=person)
        .exclude(state=State.MERGED)
        .select_related("programme__organisation", "unit", "staff_group")
        .order_by("-signed_up_at")
    )


def last_of_person(person: Person) -> Signup | None:
    """Last time's answers, for those who sign up again."""
    return with_answers(of_person(person)).first()


def wishes(signup: Signup) -> Wishes:
    """A sign-up's answers as keys; prefetched by `with_answers`."""
    return Wishes(
        themes=tuple(wish.theme_id for wish in signup.theme_wishes.all()),
        any_theme=signup.any_theme,
        slots=frozenset(answer.slot_id for answer in signup.slot_answers.all()),
        places=frozenset(answer.place_id for answer in signup.place_answers.all()),
        languages=tuple(signup.languages),
    )


def openings(programme: Programme) -> list[Opening]:
    """What the standing mentor entries offer."""
    return [
        Opening(
            themes=frozenset(theme.pk for theme in entry.themes.all()),
            slots=frozenset(slot.pk for slot in entry.slots.all()),
            places=frozenset(place.pk for place in entry.places.all()),
            languages=frozenset(entry.languages),
        )
        for entry in mentors.entries(programme)
    ]
