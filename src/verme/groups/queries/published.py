"""Published groups: who leads, who sits there now, and whose yes is awaited."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from verme.groups.models import Consent, Group, Leader, Seat
from verme.organisations.models import Role
from verme.organisations.queries import active_roles
from verme.people.models import Person
from verme.people.rules import same_address
from verme.programmes.models import Programme
from verme.signups.models import Signup
from verme.signups.terms import State


def seats_now() -> QuerySet[Seat]:
    """Seats that somebody holds, by name, with what members may see of each other."""
    return Seat.objects.filter(until__isnull=True).select_related("signup__unit", "signup__staff_group").order_by("signup__name", "id")


def leaders_now() -> QuerySet[Leader]:
    """Who leads now."""
    return Leader.objects.filter(until__isnull=True).select_related("mentor", "group").order_by("id")


def groups(programme: Programme) -> QuerySet[Group]:
    """A programme's groups by letter, with their leaders and members; in three queries."""
    return _full(Group.objects.filter(programme=programme))


def _full(groups: QuerySet[Group]) -> QuerySet[Group]:
    now = (Prefetch("leaders", leaders_now()), Prefetch("seats", seats_now()))
    return groups.select_related("programme__organisation", "theme", "slot", "place", "entry").prefetch_related(*now).order_by("letter")


def groups_of_member(person: Person) -> QuerySet[Group]:
    """The groups a person sits in now."""
    return _full(Group.objects.filter(seats__signup__person=person, seats__until__isnull=True)).order_by("-published_at")


def groups_of_mentor(person: Person) -> QuerySet[Group]:
    """The groups a person leads now, with the members' theme wishes, which their mentor may see once the group is published."""
    seats = Prefetch("seats", seats_now().prefetch_related("signup__theme_wishes__theme"))
    found = Group.objects.filter(leaders__mentor__person=person, leaders__until__isnull=True)
    return (
        found.select_related("programme__organisation", "theme", "slot", "place", "entry")
        .prefetch_related(Prefetch("leaders", leaders_now()), seats)
        .order_by("-published_at", "letter")
    )


def roles_at_work(programme: Programme, addresses: Sequence[str]) -> dict[str, Role]:
    """Who of these addresses works with Verme for this organisation or the network: address → role."""
    held = active_roles().filter(Q(organisation=programme.organisation_id) | Q(organisation__isnull=True), person__email__in=addresses)
    return {same_address(role.person.email): role for role in held.select_related("person").order_by("-id")}


def open_consents(group: Group) -> QuerySet[Consent]:
    """The questions that wait for this group's answer, with who is asked about."""
    return (
        Consent.objects.filter(group=group, settled_at__isnull=True)
        .select_related("signup__unit", "signup__staff_group", "group__programme__organisation")
        .prefetch_related("voices")
    )


def asked(programme: Programme) -> list[Consent]:
    """The questions of a programme that wait for a group's answer."""
    return list(Consent.objects.filter(group__programme=programme, settled_at__isnull=True).select_related("group", "signup"))


def waiting_list(programme: Programme) -> list[Signup]:
    """Who waits for a place or for an own answer to an offer, first in rank first."""
    waiting = Signup.objects.filter(programme=programme, state__in=[State.QUEUED, State.OFFERED])
    return list(waiting.select_related("unit", "staff_group").order_by("rank", "id"))


@dataclass(frozen=True)
class Electors:
    """Who answers for a group: its mentors without a role at work; where there is none, its members."""

    leaders: tuple[Leader, ...]
    seats: tuple[Seat, ...]

    @property
    def leaders_may(self) -> bool:
        """Whether a mentor's word settles it."""
        return bool(self.leaders)


def electors(group: Group) -> Electors:
    """Whose word counts when somebody with a role at work wants into this group."""
    leaders = list(leaders_now().filter(group=group))
    seats = list(seats_now().filter(group=group))
    addresses = [same_address(leader.mentor.email) for leader in leaders] + [seat.signup.address for seat in seats]
    roles = roles_at_work(group.programme, addresses)
    free = tuple(leader for leader in leaders if same_address(leader.mentor.email) not in roles)
    return Electors(free, tuple(seat for seat in seats if not free and seat.signup.address not in roles))


def consents_to_answer(person: Person) -> list[Consent]:
    """The open questions that wait for this person's word."""
    mine = Q(group__leaders__mentor__person=person, group__leaders__until__isnull=True)
    mine |= Q(group__seats__signup__person=person, group__seats__until__isnull=True)
    found = (
        Consent.objects.filter(mine, settled_at__isnull=True).distinct().select_related("group__programme__organisation", "signup__unit")
    )
    return [consent for consent in found if voice_of(consent, person) is not None]


def voice_of(consent: Consent, person: Person) -> Leader | Seat | None:
    """As whom this person answers: a leader, a member, or not at all."""
    asked = electors(consent.group)
    leader = next((each for each in asked.leaders if each.mentor.person_id == person.pk), None)
    return leader or next((each for each in asked.seats if each.signup.person_id == person.pk), None)
