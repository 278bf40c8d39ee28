"""Lists of sign-ups and their figures."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import CharField, Count, Prefetch, Q, QuerySet, Value

from verme.organisations.models import Organisation
from verme.people.models import Person
from verme.people.rules import same_address
from verme.programmes.models import Programme
from verme.signups.models import Outsider, Signup, SignupPlace, SignupSlot, SignupTheme
from verme.signups.terms import ACTIVE, State


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
    waits: int
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
    """The same with themes, times and places, in three more queries whatever their number."""
    return signups.prefetch_related(
        Prefetch("theme_wishes", SignupTheme.objects.select_related("theme")),
        Prefetch("slot_answers", SignupSlot.objects.select_related("slot")),
        Prefetch("place_answers", SignupPlace.objects.select_related("place")),
    )


class Given(NamedTuple):
    """The answers of one sign-up as keys: themes in order of preference; times and places that fit, 2 well or 1 if needed."""

    themes: list[int]
    slots: dict[int, int]
    places: dict[int, int]


def given(signup: Signup) -> Given:
    """All answers in one query, for pages that have loaded what is offered already."""
    what = Value("themes", CharField())
    rows = SignupTheme.objects.filter(signup=signup).order_by().values_list(what, "theme_id", "rank")
    rows = rows.union(
        SignupSlot.objects.filter(signup=signup).order_by().values_list(Value("slots", CharField()), "slot_id", "value"),
        SignupPlace.objects.filter(signup=signup).order_by().values_list(Value("places", CharField()), "place_id", "value"),
        all=True,
    )
    found: dict[str, dict[int, int]] = {"themes": {}, "slots": {}, "places": {}}
    for kind, key, value in rows:
        found[kind][key] = value
    return Given(sorted(found["themes"], key=found["themes"].__getitem__), found["slots"], found["places"])


def accepted(programme: Programme) -> QuerySet[Signup]:
    """Whom the formation takes, with their answers."""
    return with_answers(of_programme(programme).filter(state=State.ACCEPTED))


def queue(programme: Programme) -> QuerySet[Signup]:
    """The waiting, first in rank first, with their answers."""
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
        waits=Count("id", filter=is_active & Q(waits=True)),
        units=Count("unit", filter=is_active, distinct=True),
    )
    return Counts(**found)


def drawn(programme: Programme) -> QuerySet[Signup]:
    """Everyone who was in the draw, in the order drawn: references, and whether drawn among the new. No names are loaded."""
    return Signup.objects.filter(programme=programme, drawn_as__isnull=False).order_by("drawn_as").only("reference", "drawn_as_new")


def active_of_address(programme: Programme, email: str) -> Signup | None:
    """The standing sign-up of an address, however it is spelled."""
    return (
        Signup.objects.filter(programme=programme, address=same_address(email), state__in=ACTIVE)
        .select_related("programme__organisation")
        .first()
    )


def of_person(person: Person) -> QuerySet[Signup]:
    """The person's own sign-ups, newest first, without those merged into another."""
    return (
        Signup.objects.filter(person=person)
        .exclude(state=State.MERGED)
        .select_related("programme__organisation", "unit", "staff_group")
        .order_by("-signed_up_at", "-id")
    )


def active_by_programme() -> dict[int, int]:
    """How many sign-ups stand in each real programme of the installation, by its number."""
    found = Signup.objects.filter(state__in=ACTIVE, programme__is_practice=False).order_by()
    return dict(found.values_list("programme").annotate(Count("id")))


def newest_of_address(email: str) -> Signup | None:
    """The newest sign-up with this address, whatever the programme and its state: it names who may sign in with the address."""
    return Signup.objects.filter(address=same_address(email)).exclude(state=State.MERGED).order_by("-id").first()


def last_of_person(person: Person) -> Signup | None:
    """Last time's answers, for those who sign up again."""
    return with_answers(of_person(person)).first()


def outsiders(programme: Programme) -> list[tuple[Outsider, int]]:
    """Invitations and students' links, newest first, each with how many standing sign-ups it has brought; in one query."""
    brought = Count("signups", filter=Q(signups__state__in=ACTIVE))
    found = Outsider.objects.filter(programme=programme).select_related("employer").annotate(brought=brought).order_by("-id")
    return [(outsider, outsider.brought) for outsider in found]


@dataclass(frozen=True)
class Across:
    """What crosses an organisation's border in a school year: its people in others' programmes, and how many of others are here."""

    elsewhere: list[Signup]
    guests: int


def across(house: Organisation, school_year: int) -> Across:
    """Own people elsewhere by name (the employer's coordinator sees name and state, never answers: decisions.md §7); in one query."""
    guest = Q(programme__organisation=house, employer__isnull=False, state=State.ACCEPTED)
    found = Signup.objects.filter(Q(employer=house) | guest, programme__school_year=school_year, programme__is_practice=False)
    rows = list(found.exclude(state=State.MERGED).select_related("programme__organisation").order_by("name", "id"))
    own = [row for row in rows if row.employer_id == house.pk]
    return Across(own, len(rows) - len(own))
