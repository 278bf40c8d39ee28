"""Small costs of a group: refunded by the same chain, in a batch of their own."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests.rooms.compensation.pay import FIRST, NOVEMBER, Pay, a_pay, refused
from verme.audit.actors import OPERATOR
from verme.compensation import actions
from verme.compensation.models import Entry
from verme.compensation.terms import BatchKind, CloseRefusal, PayRefusal
from verme.kernel import clock
from verme.programmes import actions as programmes

pytestmark = pytest.mark.django_db
LAST = clock.at(dt.date(2026, 10, 30), dt.time(12))


@pytest.fixture(autouse=True)
def october(at: Callable[[dt.datetime], None]) -> None:
    at(LAST)


@pytest.fixture
def pay() -> Pay:
    return a_pay()


def test_gradias_coffee_is_refunded_by_the_same_chain_in_a_batch_of_its_own(at: Callable[[dt.datetime], None]) -> None:
    pay = a_pay("gradia")
    coffee = {"mentor": pay.mentor, "day": FIRST, "cents": 1250, "what": "Kahvi ja pulla", "receipt": "K-17", "by": pay.own}
    actions.enter_expense(pay.group, **coffee, cost_centre="5120")
    with pytest.raises(ValueError):
        BatchKind("salary")

    pay.send()
    pay.check()
    pay.approve()
    batch = pay.close(kind=BatchKind.COSTS)

    assert (batch.rows, batch.units, batch.cents, batch.file_name) == (1, 0, 1250, "verme-kulut-gradia-2026-10.xlsx")
    (entry,) = Entry.objects.all()
    assert (entry.kind, entry.cents, entry.cost_centre) == ("cost", 1250, "5120")
    refused(CloseRefusal.EMPTY, pay.close)
    refused(PayRefusal.CENTS, actions.enter_expense, pay.group, **{**coffee, "cents": 0})
    refused(PayRefusal.NO_RECEIPT, actions.enter_expense, pay.group, **{**coffee, "receipt": ""})
    refused(PayRefusal.NO_GROUND, actions.enter_expense, pay.group, **{**coffee, "what": ""})
    refused(PayRefusal.FUTURE, actions.enter_expense, pay.group, **{**coffee, "day": NOVEMBER})


def test_a_groups_budget_holds(at: Callable[[dt.datetime], None]) -> None:
    pay = a_pay("gradia")
    at(clock.at(dt.date(2026, 9, 1), dt.time(9)))
    programmes.change_rules(pay.house, valid_from=dt.date(2026, 9, 1), decision="§ 1", values={"cost_budget_cents": 2000}, by=OPERATOR)
    at(LAST)
    coffee = {"mentor": pay.mentor, "day": FIRST, "cents": 1250, "what": "Kahvi", "receipt": "K-17", "by": pay.own}
    actions.enter_expense(pay.group, **coffee)

    assert refused(PayRefusal.OVER_BUDGET, actions.enter_expense, pay.group, **coffee).values == {"limit": "20 €", "left": "7,50 €"}


def test_seinajoki_refunds_no_coffee(pay: Pay) -> None:
    coffee = {"mentor": pay.mentor, "day": FIRST, "cents": 1250, "what": "Kahvi", "receipt": "K-17", "by": pay.own}

    refused(PayRefusal.NO_REFUND, actions.enter_expense, pay.group, **coffee)
