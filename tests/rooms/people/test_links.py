"""The operator's sign-in link: ten minutes, once, told to the person (I-39)."""

import datetime as dt

import pytest

from tests import cast
from verme.audit.actors import OPERATOR, VISITOR
from verme.audit.models import Entry
from verme.kernel import clock, tokens
from verme.kernel.refusals import Refused
from verme.mail.models import Letter
from verme.people import actions
from verme.people.models import Person, SignInLink
from verme.people.terms import LinkRefusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    return cast.stranger()


def refused(secret: str) -> bool:
    """Whether the link does not open; the reason is always the same, so that nothing can be learnt."""
    with pytest.raises(Refused) as no:
        actions.use_link(secret, by=VISITOR)
    return bool(no.value.reason == LinkRefusal.SPENT)


def test_a_link_opens_once(person: Person) -> None:
    secret = actions.make_link(person, by=OPERATOR)

    assert actions.use_link(secret, by=VISITOR) == person
    assert refused(secret)
    assert list(Entry.objects.order_by("id").values_list("verb", "role"))[-2:] == [
        ("person.link_made", "operator"),
        ("person.link_used", "visitor"),
    ]


def test_the_secret_itself_is_nowhere_kept(person: Person) -> None:
    secret = actions.make_link(person, by=OPERATOR)

    assert SignInLink.objects.get().digest == tokens.digest(secret)
    assert secret not in str(list(SignInLink.objects.values())) + str(list(Letter.objects.values())) + str(list(Entry.objects.values()))


def test_the_person_gets_a_letter_in_their_language(person: Person) -> None:
    actions.make_link(person, by=OPERATOR)

    letter = Letter.objects.get(kind="people.link")
    assert (letter.to_address, letter.language) == ("charlie@muualla.example", "en")
    assert "The operator of the service printed a one-use sign-in link for you." in letter.text


def _made_ago(person: Person, ago: dt.timedelta) -> str:
    secret = actions.make_link(person, by=OPERATOR)
    SignInLink.objects.update(expires_at=clock.real_now() + actions.LINK_LIFE - ago)
    return secret


def test_a_link_lives_for_ten_minutes(person: Person) -> None:
    assert refused(_made_ago(person, dt.timedelta(minutes=10)))
    SignInLink.objects.all().delete()
    assert actions.use_link(_made_ago(person, dt.timedelta(minutes=9, seconds=50)), by=VISITOR) == person


def test_nobody_guesses_a_link(person: Person) -> None:
    actions.make_link(person, by=OPERATOR)

    assert all(refused(tokens.new()) for _ in range(50))


def test_a_link_to_somebody_who_is_gone_does_not_open(person: Person) -> None:
    secret = actions.make_link(person, by=OPERATOR)
    Person.objects.filter(pk=person.pk).update(is_active=False)

    assert refused(secret)
