"""Where nobody is paid a fee, the pages and letters of the chain speak of small costs only."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests.rooms.compensation.pay import OCTOBER, Pay, a_pay
from tests.visit import signed_in
from tests.web.coordinator.conftest import words
from verme.compensation import actions
from verme.compensation.terms import BatchKind
from verme.kernel import clock
from verme.mail.models import Letter
from verme.organisations.terms import RoleKind
from verme.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def pay(at: Callable[[dt.datetime], None]) -> Pay:
    """A group of Gradia's has met; its mentor has bought coffee and told of it."""
    at(clock.at(dt.date(2026, 10, 30), dt.time(12)))
    made = a_pay("gradia")
    made.met()
    bought = {"day": clock.today(), "cents": 4260, "what": "Kahvit", "receipt": "K-1", "cost_centre": ""}
    actions.enter_expense(made.group, mentor=made.mentor, **bought, by=made.own)
    return made


def read(person: Person, address: str) -> str:
    return words(signed_in(person).get(address))


def test_no_page_of_the_chain_speaks_of_a_fee(pay: Pay) -> None:
    people = pay.round.house.people
    assert "Mistä ei makseta" not in read(pay.person, "/oma/palkkiot/")
    pay.send()
    pay.check()

    first, rows = (read(people[RoleKind.APPROVER], f"/o/gradia/{page}/") for page in ("hyvaksyttavat", "hyvaksyttavat/rivit"))

    assert "Ryhmien pienet kulut, lukuvuosi 2026–2027 1 rivi, 42,60 €." in first
    assert "yksikköä" not in first
    assert "Hyväksy pienet kulut" in rows
    pay.approve()
    payable = read(people[RoleKind.PAYROLL], "/o/gradia/maksettavat/")
    assert payable.startswith("Korvattavat pienet kulut, lokakuu 2026 1 rivi.")
    assert "palkkiot" not in payable

    actions.close(pay.house, month=OCTOBER, kind=BatchKind.COSTS, by=pay.clerk)

    assert "1 – 42,60" in read(people[RoleKind.PAYROLL], "/o/gradia/maksettavat/suljetut/")
    assert read(people[RoleKind.PAYROLL], "/o/gradia/maksettavat/suljetut/1/").endswith("– 42,60")


def test_its_letters_say_what_waits(pay: Pay) -> None:
    pay.send()
    pay.check()
    pay.approve()

    subjects = dict(Letter.objects.filter(kind__startswith="compensation.").values_list("kind", "subject"))

    assert subjects == {
        "compensation.to_approve": "Verme-ryhmien pienet kulut odottavat hyväksyntääsi",
        "compensation.to_close": "Verme-ryhmien pienet kulut on hyväksytty",
    }
