"""Before the operating model changes, the page says what that does to the people of this school year; the past does not move."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.rooms.compensation.pay import Pay, a_pay
from tests.visit import signed_in
from tests.web.coordinator.conftest import words
from tests.web.coordinator.test_rules import RULES, posted
from verme.groups.models import Seat
from verme.kernel import clock
from verme.meetings.models import Attendance
from verme.programmes import queries
from verme.programmes.models import RuleSet
from verme.programmes.plain_words import Part

pytestmark = pytest.mark.django_db
NOVEMBER = clock.at(dt.date(2026, 11, 24), dt.time(8))


@pytest.fixture
def pay(at: Callable[[dt.datetime], None]) -> Pay:
    """A group of four teachers that has met three times; one of them came to one meeting only."""
    made = a_pay()
    seats = list(Seat.objects.filter(group=made.group).order_by("id"))
    for number in (1, 2, 3):
        held = made.met(number)
        Attendance.objects.bulk_create(
            Attendance(meeting=held, seat=seat, is_present=place > 0 or number == 1) for place, seat in enumerate(seats)
        )
    at(NOVEMBER)
    return made


@pytest.fixture
def client(pay: Pay) -> Client:
    return signed_in(pay.round.house.coordinator)


def post(client: Client, part: Part, changed: dict[str, str], *, seen: str = "") -> HttpResponse:
    values = posted(client, part, valid_from="2026-11-24", **changed)
    return client.post(f"{RULES}{part}/", {**values, "seen": seen}, follow=True)


def test_the_effects_are_shown_first_and_nothing_is_kept(client: Client, pay: Pay) -> None:
    before = RuleSet.objects.count()
    answer = post(client, Part.PAY, {"meeting_units": "2"})

    assert "Mitä muutos tekee tälle lukuvuodelle" in words(answer)
    assert "Yksiköitä suljetuissa kuukausissa 0 0" in words(answer)
    assert "jos loput tapaamiset pidetään suunnitellusti 6 6" in words(answer)
    assert "Mikään näistä luvuista ei muuttuisi" in words(answer)
    assert RuleSet.objects.count() == before


def test_a_second_press_keeps_what_was_looked_at(client: Client, pay: Pay) -> None:
    looked = post(client, Part.CREDIT, {"credit_threshold": "3"})
    assert "VESO-päivä koossa 0 0" in words(looked)

    post(client, Part.CREDIT, {"credit_threshold": "3"}, seen=looked.context["seen"])

    assert queries.rules_on(pay.house, dt.date(2026, 11, 24)).credit_threshold == 3


def test_another_change_is_looked_at_anew(client: Client, pay: Pay) -> None:
    looked = post(client, Part.CREDIT, {"credit_threshold": "3"})
    before = RuleSet.objects.count()

    post(client, Part.CREDIT, {"credit_threshold": "2"}, seen=looked.context["seen"])

    assert RuleSet.objects.count() == before


def test_coming_meetings_show_what_changes(client: Client, pay: Pay) -> None:
    pay.met(6, state="planned")
    pay.met(7, state="planned")

    answer = post(client, Part.PAY, {"meeting_units": "2"})

    assert "jos loput tapaamiset pidetään suunnitellusti 8 10" in words(answer)
    assert "Nämä luvut muuttuisivat" in words(answer)


def test_who_can_no_longer_reach_a_day_is_counted(client: Client, pay: Pay) -> None:
    pay.met(6, state="planned")

    assert "Voi vielä saada sellaisen 3 0 Ei enää voi saada sellaista 1 4" in words(post(client, Part.CREDIT, {"credit_threshold": "5"}))
