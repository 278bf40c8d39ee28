"""People come into being once per address and are never altered by somebody else's typing."""

import pytest
from django.db import IntegrityError, transaction

from verme.audit.actors import OPERATOR, VISITOR
from verme.audit.models import Entry
from verme.people import actions, queries
from verme.people.models import Person
from verme.people.rules import same_address

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("spelling", ["Aino@Seinajoki.example", "  aino@seinajoki.example ", "AINO@SEINAJOKI.EXAMPLE"])
def test_spellings_of_an_address_are_one_person(spelling: str) -> None:
    aino = actions.ensure("aino@seinajoki.example", name="Aino", language="fi", by=VISITOR)

    assert actions.ensure(spelling, name="Ville", language="sv", by=VISITOR) == aino
    assert queries.by_address(spelling) == aino


@pytest.mark.parametrize("other", ["a.ino@seinajoki.example", "aino+verme@seinajoki.example"])
def test_dots_and_tags_are_other_mailboxes(other: str) -> None:
    assert same_address(other) != same_address("aino@seinajoki.example")


def test_whoever_is_known_keeps_name_and_language() -> None:
    aino = actions.ensure("aino@seinajoki.example", name="Aino", language="fi", by=VISITOR)
    actions.ensure("aino@seinajoki.example", name="Mallory", language="en", by=VISITOR)
    aino.refresh_from_db()

    assert (aino.name, aino.language) == ("Aino", "fi")
    assert Entry.objects.filter(verb="person.made").count() == 1


def test_nobody_has_a_password() -> None:
    aino = actions.ensure("aino@seinajoki.example", name="Aino", language="fi", by=VISITOR)

    assert not aino.has_usable_password()
    assert not aino.check_password("") and not aino.check_password("!")


def test_a_person_who_is_gone_is_not_found() -> None:
    actions.ensure("aino@seinajoki.example", name="Aino", language="fi", by=VISITOR)
    Person.objects.update(is_active=False)

    assert queries.by_address("aino@seinajoki.example") is None


def test_the_database_refuses_a_second_spelling() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(email="Aino@seinajoki.example", name="Aino")


def test_one_corrects_ones_own_name() -> None:
    aino = actions.ensure("aino@seinajoki.example", name="Aino", language="fi", by=OPERATOR)
    actions.change(aino, name=" Aino Virtanen ", language="sv", by=aino.acting("member"))
    aino.refresh_from_db()

    assert (aino.name, aino.language) == ("Aino Virtanen", "sv")
    assert Entry.objects.get(verb="person.changed").person_id == aino.pk
