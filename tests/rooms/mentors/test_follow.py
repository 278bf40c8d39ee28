"""When a person has another address, the mentor register has it too, and links that went to the old one are dead."""

import pytest

from tests.rooms.mentors.season import Season, secret
from verme.audit.models import Entry
from verme.mentors import actions, queries
from verme.people import actions as people
from verme.people.models import Person

pytestmark = pytest.mark.django_db
NEW = "heikki@uusi.example"


def moved(here: Season, email: str = "heikki@seinajoki.example") -> Person:
    person = people.ensure(email, name="Heikki", language="fi", by=here.by)
    actions.tie(person, by=here.by)
    return people.change_address(person, email=NEW, by=person.acting("member"))


def test_the_register_follows_and_old_links_are_dead(here: Season) -> None:
    row = here.mentor(email="heikki@seinajoki.example")
    here.invited(row)
    old = secret()
    person = moved(here)

    count = actions.follow(person, by=person.acting("member"))

    row.refresh_from_db()
    assert (count, row.email, row.person) == (1, NEW, person)
    assert queries.by_secret(old) is None
    assert Entry.objects.filter(verb="mentor.address_changed").count() == 1


def test_where_another_mentor_has_the_address_nothing_is_moved(here: Season) -> None:
    row = here.mentor(email="heikki@seinajoki.example")
    here.mentor("Toinen", email=NEW)
    person = moved(here)

    assert actions.follow(person, by=person.acting("member")) == 0
    row.refresh_from_db()
    assert row.email == "heikki@seinajoki.example"
