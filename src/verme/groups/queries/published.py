"""Published groups: who leads, who sits there now, and whose yes is awaited."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery, Value, prefetch_related_objects

from verme.groups.models import Consent, Group, Leader, Seat, Voice
from verme.groups.queries.labels import leader_id
from verme.groups.queries.relations import apart_now
from verme.mentors.models import Mentor
from verme.mentors.terms import Training
from verme.organisations.models import Role
from verme.organisations.queries import active_roles
from verme.organisations.terms import RoleKind
from verme.people.models import Person
from verme.people.rules import same_address
from verme.programmes.models import Programme
from verme.signups.models import Signup, SignupTheme
from verme.signups.terms import State


def seats_now() -> QuerySet[Seat]:
    """Seats that somebody holds, by name, with what members may see of each other."""
    return Seat.objects.filter(until__isnull=True).select_related("signup__unit", "signup__staff_group").order_by("signup__name", "id")


def sits(signup: Signup) -> bool:
    """Whether the person has a seat in some group now."""
    return Seat.objects.filter(signup=signup, until__isnull=True).exists()


def may_not_lead(group: Group, mentor: Mentor) -> bool:
    """Whether this mentor and somebody who sits in the group now must not be together: supervisor and staff, or who does
    not want to (I-05). Says nothing about whose rule it is.
    """
    own = leader_id(mentor.pk)
    members = [seat.signup for seat in group.seats.all()]
    return any(own in couple for couple in apart_now(group.programme, members, [mentor]).all)


def leaders_now() -> QuerySet[Leader]:
    """Who leads now, with the mentor's workplace, whose calendar counts when meetings are planned."""
    return Leader.objects.filter(until__isnull=True).select_related("mentor__unit", "group").order_by("id")


def groups(programme: Programme) -> QuerySet[Group]:
    """A programme's groups by letter, with their leaders and members; in three queries."""
    return _full(Group.objects.filter(programme=programme))


def _full(groups: QuerySet[Group]) -> QuerySet[Group]:
    now = (Prefetch("leaders", leaders_now()), Prefetch("seats", seats_now()))
    return groups.select_related("programme__organisation", "theme", "slot", "place", "entry").prefetch_related(*now).order_by("letter")


def _running() -> QuerySet[Group]:
    return Group.objects.filter(closed_at__isnull=True, programme__ended_at__isnull=True)


def groups_of_member(person: Person) -> QuerySet[Group]:
    """The groups a person sits in now, the newest first. With the end of its programme a group's pages end, too."""
    return _full(_running().filter(seats__signup__person=person, seats__until__isnull=True)).order_by("-published_at", "letter")


def groups_led(person: Person) -> QuerySet[Group]:
    """The groups a person leads now, the newest first."""
    return _full(_running().filter(leaders__mentor__person=person, leaders__until__isnull=True)).order_by("-published_at", "letter")


def groups_of_mentor(person: Person) -> QuerySet[Group]:
    """The groups a person leads now, the newest first, with the members' theme wishes, which the mentor of a published group may see."""
    led = groups_led(person)
    return led.prefetch_related(Prefetch("seats__signup__theme_wishes", SignupTheme.objects.select_related("theme")))


@dataclass(frozen=True)
class Ties:
    """What else ties a person to groups: whether the person leads one now, and own sign-ups about which a group is being asked."""

    leads: bool
    is_mentor: bool  # in some organisation's register
    asked: frozenset[int]


def ties(person: Person) -> Ties:
    """In one query."""
    led = Leader.objects.filter(mentor__person=person, until__isnull=True, group__in=_running()).order_by().values_list(Value(0), "pk")
    asked = Consent.objects.filter(signup__person=person, settled_at__isnull=True).order_by().values_list("signup", "pk")
    registered = Mentor.objects.filter(person=person).order_by().values_list(Value(-1), "pk")
    found = {signup for signup, _ in led.union(asked, registered, all=True)}
    return Ties(0 in found, -1 in found, frozenset(found - {0, -1}))


def roles_at_work(programme: Programme, addresses: Sequence[str]) -> dict[str, Role]:
    """Who of these addresses works with Verme for this organisation or the network: address → role."""
    held = active_roles().filter(Q(organisation=programme.organisation_id) | Q(organisation__isnull=True), person__email__in=addresses)
    return {same_address(role.person.email): role for role in held.select_related("person").order_by("-id")}


def asked(programme: Programme) -> list[Consent]:
    """The questions of a programme that wait for a group's answer."""
    return list(Consent.objects.filter(group__programme=programme, settled_at__isnull=True).select_related("group", "signup"))


def waiting_list(programme: Programme) -> list[Signup]:
    """Who waits for a place or for an own answer to an offer, first in rank first."""
    return _without_place(programme, State.QUEUED, State.OFFERED)


def waiting_and_undecided(programme: Programme) -> tuple[list[Signup], int]:
    """The waiting list, and how many sign-ups still wait for the draw; in one query."""
    found = _without_place(programme, State.QUEUED, State.OFFERED, State.RECEIVED)
    waiting = [signup for signup in found if signup.state != State.RECEIVED]
    return waiting, len(found) - len(waiting)


def _without_place(programme: Programme, *states: State) -> list[Signup]:
    found = Signup.objects.filter(programme=programme, state__in=states)
    return list(found.select_related("unit", "staff_group").order_by("rank", "id"))


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
    leaders, seats = list(group.leaders.all()), list(group.seats.all())
    return _electors(group, roles_at_work(group.programme, _addresses(leaders, seats)).keys())


def _addresses(leaders: Iterable[Leader], seats: Iterable[Seat]) -> list[str]:
    return [same_address(leader.mentor.email) for leader in leaders] + [seat.signup.address for seat in seats]


def _electors(group: Group, roles: Collection[str]) -> Electors:
    free = tuple(leader for leader in group.leaders.all() if same_address(leader.mentor.email) not in roles)
    return Electors(free, tuple(seat for seat in group.seats.all() if not free and seat.signup.address not in roles))


@dataclass(frozen=True)
class Question:
    """An open question, as whom this person answers it, and what this person has said so far."""

    consent: Consent
    voice: Leader | Seat
    role: str  # of the one who is asked about
    said: bool | None


def questions(person: Person, known: Iterable[Group] = ()) -> list[Question]:
    """The open questions that wait for this person's word; in a number of queries that no number of them raises.

    `known` are groups that are loaded already with who is in them now.
    """
    mine = Q(group__leaders__mentor__person=person, group__leaders__until__isnull=True)
    mine |= Q(group__seats__signup__person=person, group__seats__until__isnull=True)
    own = Q(leader__mentor__person=person) | Q(seat__signup__person=person)
    said = Voice.objects.filter(own, consent=OuterRef("pk")).order_by("id").values("says_yes")[:1]
    found = (
        Consent.objects.filter(mine, settled_at__isnull=True)
        .distinct()
        .annotate(said=Subquery(said))
        .select_related("group__programme__organisation", "group__theme", "signup__unit", "signup__staff_group")
        .order_by("id")
    )
    consents, loaded = list(found), {group.pk: group for group in known}
    for consent in consents:
        consent.group = loaded.get(consent.group_id, consent.group)
    strange = [consent.group for consent in consents if consent.group_id not in loaded]
    prefetch_related_objects(strange, Prefetch("leaders", leaders_now()), Prefetch("seats", seats_now()))
    roles = _roles(consents) if consents else []
    return [question for consent in consents if (question := _question(consent, person, roles)) is not None]


def _roles(consents: Sequence[Consent]) -> list[Role]:
    """The roles of everybody in these groups, and of those asked about, in one query."""
    groups = {consent.group_id: consent.group for consent in consents}.values()
    addresses = [address for group in groups for address in _addresses(group.leaders.all(), group.seats.all())]
    addresses += [consent.signup.address for consent in consents]
    return list(active_roles().filter(person__email__in=addresses).select_related("person").order_by("-id"))


def _question(consent: Consent, person: Person, roles: Sequence[Role]) -> Question | None:
    here = {None, consent.group.programme.organisation_id}
    held = {same_address(role.person.email): role for role in roles if role.organisation_id in here}
    asked = _electors(consent.group, held.keys())
    leader = next((each for each in asked.leaders if each.mentor.person_id == person.pk), None)
    voice = leader or next((each for each in asked.seats if each.signup.person_id == person.pk), None)
    if voice is None:
        return None
    role = held.get(consent.signup.address)
    return Question(consent, voice, str(RoleKind(role.kind).label) if role else "", consent.said)  # type: ignore[attr-defined]  # annotated


def who_may_lead(programme: Programme) -> QuerySet[Mentor]:
    """The mentors of the organisation's register who may lead a group of the programme, by name; those of a practice only in it."""
    own = Q(practice__isnull=True) | Q(practice=programme)
    return Mentor.objects.filter(
        own, organisation=programme.organisation_id, training__in=[Training.TRAINED, Training.IN_TRAINING]
    ).order_by("name", "id")


def who_may_follow(programme: Programme) -> QuerySet[Mentor]:
    """Those of them whom another mentor may see: who leads in the same programme, or chose to be seen (decisions.md §2)."""
    led = Leader.objects.filter(group__programme=programme, until__isnull=True)
    return who_may_lead(programme).filter(Q(is_visible=True) | Q(pk__in=led.values("mentor")))


def open_groups(programme: Programme) -> QuerySet[Group]:
    """The programme's groups that have not been closed, as `groups`."""
    return groups(programme).filter(closed_at__isnull=True)
