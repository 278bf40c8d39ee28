"""When a person has another address, letters about the own sign-ups go there, and there only."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.make import AUGUST
from tests.rooms.signups.table import Table, table
from verme.audit.actors import VISITOR
from verme.audit.models import Entry
from verme.mail.models import Letter
from verme.people import actions as people
from verme.people.models import Person
from verme.signups import actions
from verme.signups.models import Signup

pytestmark = pytest.mark.django_db
NEW = "aino@uusi.example"


@pytest.fixture
def here(at: Callable[..., None]) -> Table:
    at(AUGUST)
    return table()


def confirmed(here: Table, name: str = "Aino") -> tuple[Person, Signup]:
    signup = actions.confirm(here.apply(name), by=VISITOR)
    assert signup.person is not None
    return signup.person, signup


def moved(person: Person, **by: Any) -> Person:
    return people.change_address(person, email=NEW, by=person.acting("member"))


def test_own_sign_ups_follow_and_their_letters_go_to_the_new_address(here: Table) -> None:
    aino, signup = confirmed(here)
    _bertta, other = confirmed(here, "Bertta")
    person = moved(aino)

    count = actions.follow(person, by=person.acting("member"))
    Letter.objects.all().delete()
    signup.refresh_from_db()
    actions.withdraw(signup, by=person.acting("member"))

    other.refresh_from_db()
    assert count == 1
    assert (signup.email, signup.address) == (NEW, NEW)
    assert other.email == "bertta@koulu.example"
    assert Letter.objects.get().to_address == NEW
    assert Entry.objects.filter(verb="signup.address_changed").count() == 1


def test_where_the_new_address_stands_already_nothing_is_moved(here: Table) -> None:
    aino, signup = confirmed(here)
    here.apply("Toinen", email=NEW)
    person = moved(aino)

    assert actions.follow(person, by=person.acting("member")) == 0
    signup.refresh_from_db()
    assert signup.email == "aino@koulu.example"
    assert not Entry.objects.filter(verb="signup.address_changed").exists()


def test_a_second_time_nothing_is_left_to_do(here: Table) -> None:
    aino, _signup = confirmed(here)
    person = moved(aino)

    assert [actions.follow(person, by=person.acting("member")) for _ in range(2)] == [1, 0]
