"""What the coordinator's pages are tested with: a town with its rules, its coordinator's client, what a reader reads."""

import datetime as dt
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from tests import cast, make
from tests.rooms.signups.table import Table
from tests.visit import signed_in
from verme.audit.actors import OPERATOR
from verme.mail.models import Letter
from verme.programmes import actions as programmes

TAG = re.compile(r"<[^>]*>")


@pytest.fixture
def house(at: Callable[[dt.datetime], None]) -> cast.House:
    """Seinäjoki in August, with its operating model."""
    at(make.AUGUST)
    made = cast.seinajoki()
    programmes.adopt_preset(made.organisation, preset="seinajoki", by=OPERATOR)
    Letter.objects.all().delete()  # about roles
    return made


@pytest.fixture
def client(house: cast.House) -> Client:
    """The coordinator's."""
    return signed_in(house.coordinator)


@pytest.fixture
def table(house: cast.House) -> Table:
    """A programme of three places that people sign up to."""
    made = make.programme(house.organisation, capacity=3)
    return Table(house, made, make.themes(made), make.slots(made), make.places(made))


def words(response: HttpResponse) -> str:
    """What a reader reads in the main part of a page: each part apart, with single spaces."""
    assert response.status_code == 200, response
    main = response.content.decode().partition('<main id="sisalto">')[2].partition("</main>")[0]
    return " ".join(unescape(TAG.sub(" ", main)).split())


def told(client: Client, response: HttpResponse) -> str:
    """What the page says that a form leads to."""
    assert response.status_code == 302, words(response)
    return words(client.get(response["Location"]))
