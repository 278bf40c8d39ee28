"""Whom a coordinator can write to in a programme, and what was written."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet

from verme.bulletins.models import Bulletin
from verme.bulletins.terms import Audience
from verme.groups import queries as groups
from verme.groups.models import Group
from verme.groups.notices import mentor_reader
from verme.mail.actions import Reader
from verme.mentors import queries as mentors
from verme.mentors.models import Mentor
from verme.people.rules import same_address
from verme.programmes.models import Programme
from verme.signups import queries as signups
from verme.signups.models import Signup
from verme.signups.notices import reader as signup_reader
from verme.signups.terms import State

WAITING = frozenset({State.QUEUED, State.OFFERED})


@dataclass(frozen=True)
class Choice:
    """An audience that can be chosen; `group` only of one group."""

    audience: Audience
    group: Group | None
    count: int

    @property
    def key(self) -> str:
        """By which forms know it: "queue", "group-12"."""
        return f"{self.audience}-{self.group.pk}" if self.group else str(self.audience)


@dataclass(frozen=True)
class Directory:
    """Everybody of a programme who can be written to, as they stand now."""

    signups: Sequence[Signup]
    mentors: Sequence[Mentor]  # those who take part, and those who lead
    groups: Sequence[Group]  # published ones, by letter
    leaders: Mapping[int, Sequence[Mentor]]  # by group
    seated: Mapping[int, Collection[int]]  # group → numbers of sign-ups
    grouped: Collection[int] | None  # sign-ups with a group: a published one, else one of the newest draft; None without either

    def readers(self, audience: Audience, group: Group | None = None) -> list[Reader]:
        """Whom a bulletin to this audience reaches: each address once, in the language of the first reason to write to it."""
        found: dict[str, Reader] = {}
        for reader in (*map(signup_reader, self._people(audience, group)), *map(mentor_reader, self._mentors(audience, group))):
            found.setdefault(same_address(reader.address), reader)
        return list(found.values())

    def _people(self, audience: Audience, group: Group | None) -> list[Signup]:
        return [signup for signup in self.signups if self._is_meant(signup, audience, group)]

    def _is_meant(self, signup: Signup, audience: Audience, group: Group | None) -> bool:
        match audience:
            case Audience.EVERYBODY:
                return True
            case Audience.MENTORS:
                return False
            case Audience.PLACED:
                return signup.state == State.ACCEPTED
            case Audience.QUEUE:
                return signup.state in WAITING
            case Audience.UNPLACED:
                return self._is_unplaced(signup)
            case Audience.GROUP:
                return group is not None and signup.pk in self.seated.get(group.pk, ())

    def _is_unplaced(self, signup: Signup) -> bool:
        """Once groups exist, whoever has signed up and sits in none; before that, whoever has a place and no table in the newest draft."""
        if self.grouped is None or signup.pk in self.grouped:
            return False
        return bool(self.groups) or signup.state == State.ACCEPTED

    def _mentors(self, audience: Audience, group: Group | None) -> Sequence[Mentor]:
        if audience == Audience.GROUP:
            return self.leaders.get(group.pk, ()) if group else ()
        return self.mentors if audience in {Audience.EVERYBODY, Audience.MENTORS} else ()

    def choices(self) -> list[Choice]:
        """What can be chosen, in order; whatever there is none of yet (groups, a draft) is left out."""
        plain = [each for each in Audience if each != Audience.GROUP and (each != Audience.UNPLACED or self.grouped is not None)]
        offered = [(audience, None) for audience in plain] + [(Audience.GROUP, group) for group in self.groups]
        return [Choice(audience, group, len(self.readers(audience, group))) for audience, group in offered]


def directory(programme: Programme) -> Directory:
    """Everybody of the programme as they stand now, in four queries whatever their number."""
    held = _groups(programme) if programme.published_at else Seating({}, {}, {})
    leading = {mentor.pk: mentor for leads in held.leaders.values() for mentor in leads}
    taking_part = {mentor.pk: mentor for mentor in mentors.taking_part(programme)}
    return Directory(
        signups=list(signups.active(programme)),
        mentors=list({**taking_part, **leading}.values()),
        groups=sorted(held.groups.values(), key=lambda group: group.letter),
        leaders=held.leaders,
        seated=held.seated,
        grouped=set().union(*held.seated.values()) if programme.published_at else groups.seated_in_newest_draft(programme),
    )


class Seating(NamedTuple):
    """Published groups by number, who leads them now and who sits in them now."""

    groups: Mapping[int, Group]
    leaders: Mapping[int, Sequence[Mentor]]
    seated: Mapping[int, Collection[int]]


def _groups(programme: Programme) -> Seating:
    found: dict[int, Group] = {}
    leaders: dict[int, list[Mentor]] = defaultdict(list)
    for leader in groups.leaders_now().filter(group__programme=programme):
        found[leader.group_id] = leader.group
        leaders[leader.group_id].append(leader.mentor)
    seated: dict[int, set[int]] = defaultdict(set)
    for number, signup in groups.seats_now().filter(group__programme=programme).values_list("group", "signup"):
        seated[number].add(signup)
    return Seating(found, leaders, seated)


def bulletins(programme: Programme) -> QuerySet[Bulletin]:
    """What was written in the programme, the latest first, with who sent it and to which group."""
    return Bulletin.objects.filter(programme=programme).select_related("sent_by", "group")
