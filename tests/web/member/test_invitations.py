"""My Verme knows what its person is asked as a mentor: the way to the answer without the letter."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from tests import make
from tests.rooms.mentors.season import Season, season
from tests.visit import signed_in
from tests.web.coordinator.conftest import words
from verme.audit.actors import OPERATOR, VISITOR
from verme.mentors import actions
from verme.mentors.models import Invitation
from verme.mentors.terms import Answer
from verme.people import actions as people
from verme.people.models import Person
from verme.programmes.models import Programme

pytestmark = pytest.mark.django_db
HOME = "/oma/"


@pytest.fixture
def here(at: Callable[[dt.datetime], None]) -> Season:
    """Sari, who has signed in before, and Tiina are asked."""
    at(make.AUGUST)
    made = season()
    people.ensure("sari@seinajoki.example", name="Sari", language="fi", by=OPERATOR)
    made.invited(made.mentor("Sari"), made.mentor("Tiina"))
    return made


@pytest.fixture
def client(here: Season) -> Client:
    """Sari's."""
    return signed_in(Person.objects.get(email="sari@seinajoki.example"))


def own() -> Invitation:
    return Invitation.objects.get(mentor__name="Sari")


def test_a_mentor_is_told_of_the_question(client: Client) -> None:
    page = client.get(HOME)

    assert "Sinua pyydetään ohjaamaan ryhmää Verme 2026–2027, Seinäjoki Vastaa kutsuun" in words(page)
    assert page.content.decode().count("/oma/mentorointi/") == 1
    assert f'href="/oma/mentorointi/{own().pk}/"' in page.content.decode()


def test_who_has_said_yes_finds_the_answer(client: Client, here: Season) -> None:
    here.offer(own().mentor)

    assert "Olet luvannut ohjata ryhmää Verme 2026–2027, Seinäjoki Näytä vastaukseni" in words(client.get(HOME))


def test_a_no_is_not_asked_again_and_nothing_once_the_groups_exist(client: Client, here: Season) -> None:
    actions.answer(own(), answer=Answer.NO, by=VISITOR)
    assert "/oma/mentorointi/" not in client.get(HOME).content.decode()

    actions.answer(own(), answer=Answer.YES, by=VISITOR)
    Programme.objects.filter(pk=here.programme.pk).update(published_at=make.AUGUST)
    assert "/oma/mentorointi/" not in client.get(HOME).content.decode()
