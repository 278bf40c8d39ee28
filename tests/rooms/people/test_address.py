"""One's own address changes only when a code to the new one has come back; the old one is told."""

import datetime as dt
from collections.abc import Callable

import pytest

from verme.audit.actors import OPERATOR, VISITOR, Actor
from verme.audit.models import Entry
from verme.kernel.refusals import Refused
from verme.mail.models import Letter
from verme.people import actions, queries
from verme.people.models import Person
from verme.people.terms import AddressRefusal

pytestmark = pytest.mark.django_db
OLD, NEW = "aino@vanha.example", "aino@uusi.example"


@pytest.fixture
def aino() -> Person:
    return actions.ensure(OLD, name="Aino Aalto", language="sv", by=VISITOR)


def by(person: Person) -> Actor:
    return person.acting("member")


def ask(person: Person, email: str = NEW) -> None:
    actions.ask_address(person, email=email, code="ABCD-EFGH", language="fi", by=by(person))


def test_the_code_goes_to_the_new_address_and_names_nobody(aino: Person) -> None:
    ask(aino, f" {NEW.upper()} ")

    letter = Letter.objects.get()
    assert (letter.to_address, letter.is_secret) == (NEW, True)
    assert "ABCD-EFGH" in letter.text
    assert "Aino" not in letter.text
    assert queries.by_address(OLD) == aino


def test_whoever_has_the_address_already_is_told_and_gets_no_code(aino: Person) -> None:
    other = actions.ensure(NEW, name="Toinen Ihminen", language="fi", by=OPERATOR)

    ask(aino)

    letter = Letter.objects.get()
    assert (letter.kind, letter.to_address, letter.person_id) == ("people.address_taken", NEW, other.pk)
    assert "ABCD-EFGH" not in letter.text + letter.html
    assert "Aino" not in letter.text


def test_the_present_address_is_no_new_one(aino: Person) -> None:
    with pytest.raises(Refused) as refused:
        ask(aino, f"  {OLD.upper()}")

    assert refused.value.reason == AddressRefusal.SAME
    assert not Letter.objects.exists()


def test_strangers_get_at_most_five_letters_an_hour_from_one_person(aino: Person, at: Callable[[dt.datetime], None]) -> None:
    began = dt.datetime(2026, 8, 10, 9, tzinfo=dt.UTC)
    at(began)
    for number in range(5):
        ask(aino, f"x{number}@muualla.example")

    at(began + dt.timedelta(minutes=59))
    with pytest.raises(Refused) as refused:
        ask(aino, "x6@muualla.example")
    at(began + dt.timedelta(minutes=61))
    ask(aino, "x7@muualla.example")

    assert refused.value.reason == AddressRefusal.TOO_OFTEN
    assert Letter.objects.count() == 6


def test_the_new_address_signs_in_and_the_old_one_is_told_in_the_persons_language(aino: Person) -> None:
    changed = actions.change_address(aino, email=NEW.upper(), by=by(aino))

    letter = Letter.objects.get()
    assert (changed, queries.by_address(NEW), queries.by_address(OLD)) == (aino, aino, None)
    assert (letter.to_address, letter.language, letter.kind) == (OLD, "sv", "people.address_changed")
    assert NEW not in letter.text + letter.html
    assert Entry.objects.filter(verb="person.address_changed", person_id=aino.pk).count() == 1


@pytest.mark.parametrize(("email", "reason"), [(OLD, AddressRefusal.SAME), (NEW, AddressRefusal.TAKEN)])
def test_an_address_that_somebody_got_meanwhile_is_refused(aino: Person, email: str, reason: AddressRefusal) -> None:
    actions.ensure(NEW, name="Toinen", language="fi", by=OPERATOR)

    with pytest.raises(Refused) as refused:
        actions.change_address(aino, email=email, by=by(aino))

    assert refused.value.reason == reason
    assert queries.by_address(OLD) == aino
    assert not Letter.objects.exists()
