"""Reads over agreements and plans. Whoever asks for a text must stand in the group now: there is no other way to it (I-20, I-21)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet

from verme.agreements import rules
from verme.agreements.models import Acceptance, ActivityPlan, AgreementDraft, AgreementTemplate, GroupAgreement, InForce, Signatory, Welcome
from verme.agreements.ready import ready
from verme.agreements.rules import PlanLine, Section
from verme.agreements.terms import Standing
from verme.groups.models import Group, Leader, Seat
from verme.groups.queries import leaders_now, seats_now
from verme.kernel.texts import LANGUAGES
from verme.organisations.models import Organisation
from verme.people.models import Person
from verme.programmes.models import Programme

type Party = Seat | Leader


def party_of(group: Group, person_id: int | None) -> Party | None:
    """As what this person is in the group now: leads it, sits in it, or neither."""
    if person_id is None:
        return None
    leader = leaders_now().filter(group=group, mentor__person=person_id).first()
    return leader or seats_now().filter(group=group, signup__person=person_id).first()


def parties(group: Group) -> list[Party]:
    """Everybody in the group now: its mentors, then its members by name; in two queries."""
    return [*leaders_now().filter(group=group), *seats_now().filter(group=group)]


def name_of(party: Party) -> str:
    """What somebody in a group is called."""
    return party.mentor.name if isinstance(party, Leader) else party.signup.name


def key_of(party: Party) -> tuple[str, int]:
    """By which a party and its rows find each other."""
    return ("leader" if isinstance(party, Leader) else "seat", party.pk)


def whose(row: Signatory | Acceptance | Welcome) -> tuple[str, int]:
    """The same of a row."""
    return ("leader", row.leader_id) if row.leader_id is not None else ("seat", row.seat_id or 0)


@dataclass(frozen=True)
class Version:
    """One version with where it stands. `accepted` tells when, by party; newcomers' acceptances are apart from the first ones."""

    agreement: GroupAgreement
    standing: Standing
    since: datetime | None  # in force since
    signatories: frozenset[tuple[str, int]]
    accepted: dict[tuple[str, int], datetime]
    newcomers: dict[tuple[str, int], datetime]

    @property
    def number(self) -> int:
        """1, 2, 3 …"""
        return self.agreement.number

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The text that is agreed on, out of the very bytes."""
        return rules.sections_in(bytes(self.agreement.content))

    def accepted_at(self, party: Party) -> datetime | None:
        """When this party accepted it, as one of the first or as a newcomer."""
        key = key_of(party)
        return self.accepted.get(key) or self.newcomers.get(key)

    def is_asked(self, party: Party) -> bool:
        """Whether this party's acceptance is waited for."""
        is_signatory = key_of(party) in self.signatories
        return rules.why_not_accept(self.standing, is_signatory=is_signatory) is None and self.accepted_at(party) is None

    def counts(self, kind: str) -> tuple[int, int]:
        """How many of the members ("seat") or mentors ("leader") who were asked have accepted, and how many were asked."""
        asked = {key for key in self.signatories if key[0] == kind}
        return sum(key in self.accepted for key in asked), len(asked)


@dataclass(frozen=True)
class Shelf:
    """A group's agreement as one person in it may see it."""

    group: Group
    reader: Party
    versions: tuple[Version, ...]  # those that the reader may read, oldest first
    newest: int  # number of the last version that was offered to anybody; 0 when there is none

    @property
    def leads(self) -> bool:
        """Whether the reader is the group's mentor."""
        return isinstance(self.reader, Leader)

    @property
    def in_force(self) -> Version | None:
        """The version that binds the group now."""
        return next((each for each in self.versions if each.standing == Standing.IN_FORCE), None)

    @property
    def offered(self) -> Version | None:
        """The version that waits."""
        return next((each for each in self.versions if each.standing == Standing.OFFERED), None)

    @property
    def shown(self) -> Version | None:
        """What one reads first: what waits, else what is in force, else the last that one may read."""
        return self.offered or self.in_force or (self.versions[-1] if self.versions else None)

    def numbered(self, number: int) -> Version | None:
        """A version, if the reader may read it."""
        return next((each for each in self.versions if each.number == number), None)

    def before(self, version: Version) -> Version | None:
        """The version to compare with: the one before it that the reader may read."""
        return max((each for each in self.versions if each.number < version.number), key=lambda each: each.number, default=None)

    @property
    def asks(self) -> Version | None:
        """The version that waits for the reader's own acceptance."""
        return next((each for each in (self.offered, self.in_force) if each is not None and each.is_asked(self.reader)), None)


def shelf_of(person: Person, group: int) -> Shelf | None:
    """What this person may read of the agreement of group number `group`; None for who is not in it now. In seven queries."""
    held = Group.objects.filter(pk=group).select_related("programme__organisation", "theme", "entry").first()
    return shelf(held, person) if held is not None else None


def shelf(group: Group, person: Person) -> Shelf | None:
    """The same of a group that is loaded already, in at most five queries."""
    reader = party_of(group, person.pk)
    return None if reader is None else _shelf(group, reader, versions(group))


@dataclass(frozen=True)
class Glance:
    """Where one group's agreement is for one person in it, without its text: what pages of groups tell beside a link."""

    group: Group
    leads: bool
    standing: Standing | None  # of what the person reads first; None while there is nothing to read
    asks: bool  # whether the person's own acceptance is waited for


def glances(groups: Iterable[Group], person: Person) -> dict[int, Glance]:
    """By group, in one query; `groups` are loaded with who is in them now, as the groups' own queries do."""
    readers: dict[Group, Party] = {group: party for group in groups if (party := _loaded_party(group, person)) is not None}
    if not readers:
        return {}
    seats = [party.pk for party in readers.values() if isinstance(party, Seat)]
    leaders = [party.pk for party in readers.values() if isinstance(party, Leader)]
    own = Q(seat__in=seats) | Q(leader__in=leaders)
    rows = GroupAgreement.objects.filter(group__in=[group.pk for group in readers]).annotate(
        is_signatory=Exists(Signatory.objects.filter(own, agreement=OuterRef("pk"))),
        has_accepted=Exists(Acceptance.objects.filter(own, agreement=OuterRef("pk"))),
        is_forced=Exists(InForce.objects.filter(agreement=OuterRef("pk"))),
    )
    told: dict[int, list[tuple[int, bool, bool, bool]]] = {}
    for group, *row in rows.values_list("group", "number", "is_signatory", "has_accepted", "is_forced"):
        told.setdefault(group, []).append((row[0], bool(row[1]), bool(row[2]), bool(row[3])))
    return {group.pk: _glance(group, party, told.get(group.pk, [])) for group, party in readers.items()}


def _glance(group: Group, party: Party, rows: list[tuple[int, bool, bool, bool]]) -> Glance:
    forced, newest = {row[0] for row in rows if row[3]}, max((row[0] for row in rows), default=0)
    seen = [
        (rules.standing_of(number, in_force=forced, newest=newest), is_signatory, has_accepted)
        for number, is_signatory, has_accepted, _ in rows
    ]
    asks = any(not accepted and rules.why_not_accept(standing, is_signatory=signed) is None for standing, signed, accepted in seen)
    readable = [standing for standing, signed, _ in seen if rules.may_read(is_here=True, is_signatory=signed, standing=standing)]
    first = next((each for each in (Standing.OFFERED, Standing.IN_FORCE) if each in readable), None)
    return Glance(group, isinstance(party, Leader), first, asks)


def _loaded_party(group: Group, person: Person) -> Party | None:
    leaders = (leader for leader in group.leaders.all() if leader.mentor.person_id == person.pk)
    return next(leaders, None) or next((seat for seat in group.seats.all() if seat.signup.person_id == person.pk), None)


def _shelf(group: Group, reader: Party, held: list[Version]) -> Shelf:
    key = key_of(reader)
    readable = (v for v in held if rules.may_read(is_here=True, is_signatory=key in v.signatories, standing=v.standing))
    return Shelf(group, reader, tuple(readable), max((each.number for each in held), default=0))


def versions(group: Group) -> list[Version]:
    """Every version of a group with where it stands, oldest first: for actions and for `shelf`, never for a page."""
    return _versions(list(_full(GroupAgreement.objects.filter(group=group))))


def _full(agreements: QuerySet[GroupAgreement]) -> QuerySet[GroupAgreement]:
    return agreements.select_related("force").prefetch_related("signatories", "acceptances").order_by("group", "number")


def _versions(agreements: list[GroupAgreement]) -> list[Version]:
    since = {each.number: each.force.since for each in agreements if hasattr(each, "force")}
    newest = max((each.number for each in agreements), default=0)
    return [
        Version(
            agreement=each,
            standing=rules.standing_of(each.number, in_force=since, newest=newest),
            since=since.get(each.number),
            signatories=frozenset(whose(row) for row in each.signatories.all()),
            accepted={whose(row): row.accepted_at for row in each.acceptances.all() if not row.is_newcomer},
            newcomers={whose(row): row.accepted_at for row in each.acceptances.all() if row.is_newcomer},
        )
        for each in agreements
    ]


def missing(version: Version, here: Iterable[Party]) -> list[Party]:
    """Who was asked and has not accepted, of those who are in the group now (`parties`)."""
    asked = version.signatories - set(version.accepted)
    return [each for each in here if key_of(each) in asked]


def draft_of(group: Group) -> AgreementDraft | None:
    """What the mentor is writing now."""
    return AgreementDraft.objects.filter(group=group).first()


def beginning(shelf: Shelf, language: str) -> tuple[Section, ...]:
    """What a new draft begins with: the last version that the mentor may read, else the organisation's words, else the ready ones."""
    if shelf.versions:
        return shelf.versions[-1].sections
    return template(shelf.group.programme.organisation, language)


def language_of(group: Group) -> str:
    """In which of our languages the group's agreement begins."""
    return group.language if group.language in LANGUAGES else group.programme.organisation.first_language


def templates(organisation: Organisation) -> dict[str, AgreementTemplate]:
    """The newest words of the organisation, by language."""
    return {each.language: each for each in AgreementTemplate.objects.filter(organisation=organisation).order_by("number")}


def template(organisation: Organisation, language: str) -> tuple[Section, ...]:
    """What agreements of the organisation begin with in this language."""
    newest = AgreementTemplate.objects.filter(organisation=organisation, language=language).order_by("-number").first()
    return rules.sections_of(newest.sections) if newest is not None and newest.sections else ready(language)


def plan(group: Group) -> tuple[tuple[PlanLine, ...], int]:
    """The group's plan and its revision; empty and 0 when there is none yet."""
    held = ActivityPlan.objects.filter(group=group).first()
    return (rules.plan_of(held.lines), held.revision) if held else ((), 0)


@dataclass(frozen=True)
class Counts:
    """How many of a programme's groups have an agreement: all that anybody outside them is told."""

    groups: int
    in_force: int
    offered: int  # waits, and none is in force yet


NONE = Counts(0, 0, 0)  # before there are groups


def counts(programme: Programme) -> Counts:
    """For the coordinator's year, in one query and without any text."""
    rows = Group.objects.filter(programme=programme).values_list("pk", "agreements__pk", "agreements__force__pk")
    groups, offered, forced = set[int](), set[int](), set[int]()
    for group, agreement, force in rows:
        groups.add(group)
        offered |= {group} if agreement else set()
        forced |= {group} if force else set()
    return Counts(len(groups), len(forced), len(offered - forced))


def newcomers() -> list[tuple[GroupAgreement, Party]]:
    """Who is in a group whose agreement is in force, came after it was offered, and has neither accepted nor been told; in six queries."""
    forced = InForce.objects.filter(agreement__group__closed_at__isnull=True, agreement__group__programme__ended_at__isnull=True)
    newest = {each.agreement.group_id: each.agreement for each in forced.select_related("agreement").order_by("agreement__number")}
    if not newest:
        return []
    heard = {"agreement__in": [each.pk for each in newest.values()]}
    rows: list[Signatory | Acceptance | Welcome] = list(Signatory.objects.filter(**heard))
    rows += [*Acceptance.objects.filter(**heard), *Welcome.objects.filter(**heard)]
    known = {(row.agreement_id, *whose(row)) for row in rows}
    now: list[Party] = [*leaders_now().filter(group__in=newest), *seats_now().filter(group__in=newest)]
    return [(newest[party.group_id], party) for party in now if (newest[party.group_id].pk, *key_of(party)) not in known]
