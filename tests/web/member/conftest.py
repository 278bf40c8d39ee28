"""A round whose groups are published in October, and whoever looks at it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client

from tests import make
from tests.rooms.groups.round import Round, a_round
from tests.visit import signed_in
from verme.audit.actors import OPERATOR, WORKER
from verme.groups import actions
from verme.groups.models import Group
from verme.mentors import actions as mentors
from verme.mentors.models import MentorEntry
from verme.people import actions as people
from verme.people.models import Person
from verme.signups import actions as signups
from verme.signups.models import Signup


@dataclass
class Year:
    """Group A (Aino and three more, led by Pirjo) and group B (four, led by Heikki)."""

    here: Round
    a: Group
    b: Group
    entries: list[MentorEntry]
    members: list[Signup]


def who(address: str) -> Person:
    """Whoever has this address, after signing in: what came with the address has become theirs."""
    person = people.ensure(address, name=address, language="fi", by=OPERATOR)
    signups.tie(person, by=WORKER)
    mentors.tie(person, by=WORKER)
    return person


def visitor(address: str) -> Client:
    """Their client."""
    return signed_in(who(address))


def publish(here: Round, *groups: tuple[MentorEntry, list[Signup]]) -> list[Group]:
    """These groups, published; by letter."""
    return actions.publish(here.draft(*groups), revision=1, by=here.by)


@pytest.fixture
def here(at: Callable[[dt.datetime], None]) -> Round:
    at(make.OCTOBER)
    return a_round()


@pytest.fixture
def year(here: Round) -> Year:
    names = ["Aino Virtanen", "Bertta Berg", "Cecilia Cavén", "Daavid Dahl", "Eero Eno", "Fanni Falk", "Göran Grön", "Helmi Halla"]
    aino = here.person(names[0], email="aino@koulu.example", themes=here.themes[1:3], wish="LEAK toive", apart="LEAK ei", is_new=True)
    members = [aino, *(here.person(name, together="LEAK kanssa") for name in names[1:])]
    entries = [here.mentor("Pirjo Salonen", contact="044 123 4567"), here.mentor("Heikki Mäkelä")]
    a, b = publish(here, (entries[0], members[:4]), (entries[1], members[4:]))
    return Year(here, a, b, entries, members)
