"""Who may not, would like to, or need not sit together: supervisors, readings of wishes, last year's groups."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models.functions import Lower

from verme.groups.models import Pair, Seat
from verme.groups.queries.labels import entry_id, leader_id, person_id
from verme.groups.terms import PairKind
from verme.kernel import tokens
from verme.mentors.models import Lead, Mentor, MentorEntry
from verme.organisations.queries import active_roles
from verme.organisations.terms import RoleKind
from verme.people.rules import same_address
from verme.programmes.models import Programme
from verme.signups.models import Signup
from verme.signups.terms import Source

LAST_YEAR = timedelta(days=400)  # programmes that began so long ago are "last year": the autumn's and the spring's groups too
ON_BEHALF = frozenset({Source.COORDINATOR, Source.IMPORT})
type Couple = tuple[str, str]


@dataclass(frozen=True)
class Relations:
    """Pairs of ids as a problem has them."""

    apart: tuple[Couple, ...]
    together: tuple[Couple, ...]
    met: tuple[Couple, ...]


def relations(programme: Programme, signups: Sequence[Signup], entries: Sequence[MentorEntry]) -> Relations:
    """All relations between these people and mentor entries, in four queries."""
    led = {entry_id(entry.pk): [row.mentor for row in entry.lead_rows.all()] for entry in entries}
    named = _named(programme, signups, {entry.pk: [entry_id(entry.pk)] for entry in entries})
    apart = [*_supervised(programme, signups, led), *(couple for kind, couple in named if kind == PairKind.APART)]
    wished = {couple for kind, couple in named if kind == PairKind.TOGETHER}
    together = [(one, other) for one, other in wished if (other, one) in wished]
    return Relations(_once(apart), _once(together), _once(_met(programme, signups)))


@dataclass(frozen=True)
class Apart:
    """Who must not be in the same group, by why: supervisor and own staff, or somebody asked for it. Whose rule it is stays unsaid."""

    supervised: tuple[Couple, ...]
    asked: tuple[Couple, ...]

    @property
    def all(self) -> tuple[Couple, ...]:
        """Whatever the reason."""
        return (*self.supervised, *self.asked)


def apart_now(programme: Programme, signups: Sequence[Signup], mentors: Sequence[Mentor]) -> Apart:
    """The same of groups that live, whose mentors may have changed since they were formed; in four queries.

    Who does not want to be with an offer of two mentors does not want to be with either of them.
    """
    offers = defaultdict[int, list[str]](list)
    for entry, mentor in Lead.objects.filter(entry__programme=programme, mentor__in=mentors).values_list("entry", "mentor"):
        offers[entry].append(leader_id(mentor))
    supervised = _supervised(programme, signups, {leader_id(mentor.pk): [mentor] for mentor in mentors})
    named = _named(programme, signups, offers)
    return Apart(_once(supervised), _once(couple for kind, couple in named if kind == PairKind.APART))


def text_of(signup: Signup, kind: PairKind) -> str:
    """What the person wrote about with whom, or with whom not."""
    return (signup.together if kind == PairKind.TOGETHER else signup.apart).strip()


def digest_of(signup: Signup, kind: PairKind) -> str:
    """The text as a reading remembers it."""
    return tokens.digest(text_of(signup, kind))


def _once(couples: Iterable[Couple]) -> tuple[Couple, ...]:
    """Each pair once, in an order that depends on nothing but the pairs."""
    return tuple(sorted({(min(couple), max(couple)) for couple in couples}))


def _named(programme: Programme, people: Sequence[Signup], entries: Mapping[int, Sequence[str]]) -> list[tuple[PairKind, Couple]]:
    """Whom each text means by its reading, as long as the text is the one that was read. `entries`: whom each entry stands for."""
    signups = {signup.pk: signup for signup in people}
    rows = Pair.objects.filter(reading__programme=programme).values_list(
        "reading__signup", "reading__kind", "reading__digest", "other", "entry"
    )
    found = []
    for first, kind, digest, other, entry in rows:
        writer = signups.get(first)
        if writer is None or not text_of(writer, PairKind(kind)) or digest != digest_of(writer, PairKind(kind)):
            continue
        if other in signups:
            found.append((PairKind(kind), (person_id(first), person_id(other))))
        elif entry in entries and kind == PairKind.APART:
            found += [(PairKind.APART, (person_id(first), each)) for each in entries[entry]]
    return found


def _supervised(programme: Programme, signups: Sequence[Signup], led: Mapping[str, Sequence[Mentor]]) -> Iterator[Couple]:
    """A supervisor and own staff. Two participants may share a group if both said so; a mentor never leads a supervisor or own staff.

    `led`: who leads under which id.
    """
    participants = {signup.address: signup for signup in signups}
    leaders = defaultdict[str, set[str]](set)
    for name, mentors in led.items():
        for mentor in mentors:
            leaders[same_address(mentor.email)].add(name)
    for staff, supervisor in _supervisors(programme, signups, [mentor for mentors in led.values() for mentor in mentors]):
        one, other = participants.get(staff), participants.get(supervisor)
        if one and other and one != other and not (_said_fine(one) and _said_fine(other)):
            yield person_id(one.pk), person_id(other.pk)
        for participant, address in ((one, supervisor), (other, staff)):
            if participant:
                yield from ((person_id(participant.pk), leader) for leader in leaders[address])


def _said_fine(signup: Signup) -> bool:
    """Whether the person, not somebody on their behalf, took out the tick that keeps supervisor and staff apart."""
    return not signup.apart_from_supervisor and signup.source not in ON_BEHALF


def _supervisors(programme: Programme, signups: Sequence[Signup], mentors: Sequence[Mentor]) -> Iterator[Couple]:
    """(address, its supervisor's address): by the staff list, and of each unit its principals."""
    units = defaultdict[int | None, set[str]](set)
    for signup in signups:
        units[signup.unit_id].add(signup.address)
    for mentor in mentors:
        units[mentor.unit_id].add(same_address(mentor.email))
    addresses = set[str]().union(*units.values())
    listed = programme.organisation.staff.filter(is_listed=True, supervisor__isnull=False).annotate(address=Lower("email"))
    yield from listed.filter(address__in=addresses).values_list("address", Lower("supervisor__email"))
    principals = active_roles().filter(organisation=programme.organisation_id, kind=RoleKind.PRINCIPAL)
    for unit, principal in principals.values_list("unit", "person__email"):
        yield from ((address, principal) for address in sorted(units[unit] - {principal}))


def _met(programme: Programme, signups: Sequence[Signup]) -> Iterator[Couple]:
    """Who shared a group of this organisation within the last year."""
    ids = {signup.address: person_id(signup.pk) for signup in signups}
    rows = Seat.objects.filter(
        group__programme__organisation=programme.organisation_id,
        group__programme__starts_on__lt=programme.starts_on,
        group__programme__starts_on__gte=programme.starts_on - LAST_YEAR,
        signup__address__in=ids,
    ).exclude(group__programme=programme)
    groups = defaultdict[int, list[str]](list)
    for group, address in rows.order_by("group", "id").values_list("group", "signup__address"):
        groups[group].append(ids[address])
    for members in groups.values():
        yield from ((one, other) for number, one in enumerate(members) for other in members[:number] if one != other)
