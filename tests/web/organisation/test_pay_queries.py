"""What the pages of pay ask of the database does not grow with mentors, meetings and months."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.rooms.compensation.pay import Pay, a_pay, other
from tests.visit import signed_in
from verme.audit.actors import OPERATOR
from verme.compensation import actions
from verme.groups.models import Group, Leader
from verme.kernel import clock
from verme.organisations.terms import RoleKind

pytestmark = pytest.mark.django_db
MOST, MOST_OF_FILES = 12, 25
MORE = 6


@pytest.fixture(autouse=True)
def october(at: Callable[[dt.datetime], None]) -> None:
    at(clock.at(dt.date(2026, 10, 30), dt.time(12)))


def add(pay: Pay, number: int) -> None:
    """Another mentor with a group that has met twice, everything sent."""
    mentor = other(pay, f"Mentori {number}", f"lisa{number}@koulu.example")
    pay.house.staff.create(personnel_number=f"20000{number}", name=mentor.name, email=mentor.email)
    first = pay.group
    kept = {name: getattr(first, name) for name in ("programme", "draft", "entry", "theme", "slot", "place", "language", "published_at")}
    group = Group.objects.create(**kept, letter=f"Z{number}")
    Leader.objects.create(group=group, mentor=mentor, since=first.published_at)
    for turn in (1, 2):
        pay.met(turn, group=group)
    actions.send(mentor, school_year=2026, by=OPERATOR)


def counted(client: Client, url: str) -> int:
    """How many queries a page makes; what a session says of itself is left out."""
    client.get(url)
    with CaptureQueriesContext(connection) as made:
        assert client.get(url).status_code == 200, url
    return sum("SAVEPOINT" not in query["sql"] and 'UPDATE "django_session"' not in query["sql"] for query in made.captured_queries)


def counts(pay: Pay) -> dict[str, int]:
    people, at = pay.round.house.people, "/o/seinajoki/"
    visits = {
        f"{at}tunnit/": people[RoleKind.COORDINATOR],
        f"{at}tunnit/hinnat/": people[RoleKind.COORDINATOR],
        f"{at}hyvaksyttavat/": people[RoleKind.APPROVER],
        f"{at}hyvaksyttavat/rivit/": people[RoleKind.APPROVER],
        f"{at}maksettavat/": people[RoleKind.PAYROLL],
        f"{at}maksettavat/sulje/": people[RoleKind.PAYROLL],
        f"{at}maksettavat/suljetut/": people[RoleKind.PAYROLL],
        f"{at}maksettavat/suljetut/1/": people[RoleKind.PAYROLL],
        f"{at}maksettavat/tarkistus.xlsx": people[RoleKind.PAYROLL],
        f"{at}asetukset/palkka-aineisto/": people[RoleKind.PAYROLL],
        "/oma/palkkiot/": pay.person,
    }
    return {url: counted(signed_in(person), url) for url, person in visits.items()}


@pytest.mark.counting
def test_no_page_of_pay_asks_more_when_there_is_more() -> None:
    pay = a_pay()
    pay.met()
    pay.passed()
    for number in range(3):  # one row of each state
        add(pay, number)
        for deed in (pay.check, pay.approve)[: 2 - number]:
            deed()
    few = counts(pay)

    for number in range(3, 3 + MORE):
        add(pay, number)
        for deed in (pay.check, pay.approve)[: number % 3]:
            deed()
    many = counts(pay)

    assert {url: many[url] for url in many if many[url] > few[url]} == {}
    limits = {url: MOST_OF_FILES if url.endswith("xlsx") else MOST for url in many}
    assert {url: many[url] for url in many if many[url] > limits[url]} == {}
