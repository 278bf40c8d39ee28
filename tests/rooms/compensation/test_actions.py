"""The chain from a mentor's own page to a closed month: what each deed does, whole, and when it says no."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.rooms.compensation.pay import Pay, a_pay, letters, lines, other, refused, states, verbs
from verme.audit.actors import OPERATOR
from verme.compensation import actions, queries
from verme.compensation.models import Entry, Payee, WorkLine
from verme.compensation.terms import CloseRefusal, LineState, PayRefusal, Step
from verme.kernel import clock
from verme.meetings.models import StandIn
from verme.organisations import actions as organisations
from verme.organisations.terms import RoleKind

pytestmark = pytest.mark.django_db
LAST = clock.at(dt.date(2026, 10, 30), dt.time(12))


@pytest.fixture(autouse=True)
def october(at: Callable[[dt.datetime], None]) -> None:
    at(LAST)


@pytest.fixture
def pay() -> Pay:
    return a_pay()


def test_a_seinajoki_mentors_year_comes_to_twelve_units(pay: Pay, at: Callable[[dt.datetime], None]) -> None:
    """3 + 3 + 6, counted by hand, from six meetings to the batch."""
    at(clock.at(dt.date(2026, 12, 15), dt.time(12)))
    for number in range(1, 7):
        pay.met(number)
    pay.arrange("3")

    batch = pay.passed(dt.date(2026, 12, 1))

    assert (batch.rows, batch.units, batch.cents) == (8, 12, None)
    assert sum(entry.units for entry in Entry.objects.all()) == 12
    assert {entry.personnel_number for entry in Entry.objects.all()} == {"108789"}
    assert set(Payee.objects.values_list("name", flat=True)) == {"Pirjo Salonen"}
    assert states() == [LineState.CLOSED] * 8
    assert verbs() == ["arrangement.entered", "pay.sent", "pay.checked", "pay.approved", "pay.closed"]
    assert letters() == [
        ("to_approve", "hyvaksyja@seinajoki.example"),
        ("to_close", "palkat@seinajoki.example"),
        ("closed", "palkat@seinajoki.example"),
        ("paid", "pirjo@koulu.example"),
    ]


def test_gradia_pays_nothing() -> None:
    pay = a_pay("gradia")
    pay.met()

    assert pay.send() == 0
    assert lines() == []
    refused(PayRefusal.NO_FEE, pay.arrange)


def test_sending_twice_sends_once(pay: Pay) -> None:
    pay.met()

    assert (pay.send(), pay.send()) == (2, 0)
    assert lines() == [("planning", "3", 0, "sent"), ("meeting", "1", 0, "sent")]
    assert verbs() == ["pay.sent"]
    pay.met(2)
    assert pay.send() == 1, "only what is new"


def test_arrangements_have_a_limit_a_ground_and_quarters(pay: Pay) -> None:
    pay.arrange("2")

    assert refused(PayRefusal.OVER_LIMIT, pay.arrange, "1.25").values == {"limit": "3 yksikköä", "left": "1 yksikkö"}
    refused(PayRefusal.UNITS, pay.arrange, "0.3")
    refused(PayRefusal.UNITS, pay.arrange, "0")
    refused(PayRefusal.NO_GROUND, pay.arrange, "1", " ")
    tomorrow = {"mentor": pay.mentor, "day": dt.date(2026, 10, 31), "units": Decimal(1), "ground": "x"}
    refused(PayRefusal.FUTURE, actions.enter_arrangement, pay.group.programme, **tomorrow, by=pay.own)
    assert pay.arrange("1").units == 1


def test_an_entry_goes_before_it_is_sent_or_when_it_was_returned(pay: Pay) -> None:
    entry = pay.arrange("2")
    pay.send()
    refused(PayRefusal.SENT, actions.remove_arrangement, entry, by=pay.own)
    line = WorkLine.objects.get(arrangement=entry)
    actions.send_back(line, word="Yksi tunti riittää", by=pay.coordinator)

    actions.remove_arrangement(entry, by=pay.own)
    actions.remove_arrangement(entry, by=pay.own)
    pay.arrange("1")
    pay.send()

    assert lines() == [("planning", "3", 0, "sent"), ("arrangement", "2", 0, "void"), ("arrangement", "1", 0, "sent")]
    assert verbs().count("arrangement.removed") == 1


def test_a_stand_in_is_paid_and_pairs_share(pay: Pay) -> None:
    meeting = pay.met()
    sari = other(pay)
    StandIn.objects.create(meeting=meeting, mentor=sari)

    assert actions.send(sari, school_year=2026, by=OPERATOR) == 1
    assert pay.send() == 1
    assert [(line.mentor.name, line.kind, line.units) for line in WorkLine.objects.order_by("id")] == [
        ("Sijainen Sari", "meeting", 1),
        ("Pirjo Salonen", "planning", 3),
    ]


def test_the_same_step_twice_is_done_once_and_what_changed_is_looked_at_again(pay: Pay) -> None:
    pay.met()
    pay.send()
    seen = pay.seen(Step.CHECK)

    assert [actions.check(pay.house, seen=seen, by=pay.coordinator) for _ in range(2)] == [2, 0]
    changed = [replace(seen[0], units=Decimal(2)), seen[1]]
    refused(PayRefusal.CHANGED, actions.check, pay.house, seen=changed, by=pay.coordinator)
    refused(PayRefusal.CHANGED, actions.approve, pay.house, seen=[*seen, replace(seen[0], line=0)], by=pay.approver)
    assert [actions.approve(pay.house, seen=seen, by=pay.approver) for _ in range(2)] == [2, 0]
    assert verbs() == ["pay.sent", "pay.checked", "pay.approved"]


def test_nobody_does_two_steps_in_a_row_or_an_own_line(pay: Pay) -> None:
    """I-33: the mentor is the coordinator as well, the coordinator the approver, the approver the clerk."""
    pay.met()
    pay.send()
    refused(PayRefusal.OWN, actions.check, pay.house, seen=pay.seen(Step.CHECK), by=pay.own)
    pay.check()
    refused(PayRefusal.OWN, actions.approve, pay.house, seen=pay.seen(Step.APPROVE), by=pay.own)
    refused(PayRefusal.ADJACENT, actions.approve, pay.house, seen=pay.seen(Step.APPROVE), by=pay.coordinator)
    pay.approve()
    refused(CloseRefusal.OWN, pay.close, by=pay.own)
    refused(CloseRefusal.ADJACENT, pay.close, by=pay.approver)
    assert pay.close(by=pay.coordinator).rows == 2, "one step lies between"


def test_where_nobody_is_left_somebody_new_is_asked_for(pay: Pay) -> None:
    pay.met()
    pay.send()
    house, chain = pay.house, pay.round.house.people
    assert queries.without_anybody(house) == {}
    organisations.grant_role(house, person=pay.person, kind=RoleKind.APPROVER, by=OPERATOR)
    organisations.end_role(chain[RoleKind.APPROVER].roles.get(), by=OPERATOR)
    pay.check()

    assert queries.without_anybody(house) == {Step.APPROVE: 2}
    assert queries.others(queries.waiting(house, Step.APPROVE), Step.APPROVE, queries.holders(house, Step.APPROVE)) == []


def test_a_returned_line_comes_back_with_a_word_and_goes_again(pay: Pay) -> None:
    pay.met()
    pay.send()
    pay.check()
    pay.approve()
    line = WorkLine.objects.get(kind="meeting")
    refused(PayRefusal.NO_WORD, actions.send_back, line, word=" ", by=pay.clerk)
    refused(PayRefusal.OWN, actions.send_back, line, word="x", by=pay.own)

    actions.send_back(line, word="Päivä on väärä", by=pay.clerk)
    refused(PayRefusal.MOVED, actions.send_back, line, word="x", by=pay.clerk)

    line.refresh_from_db()
    assert (line.state, line.word, line.approved_by, line.checked_by) == (LineState.RETURNED, "Päivä on väärä", None, None)
    assert letters()[-1] == ("returned", "pirjo@koulu.example")
    assert pay.send() == 1
    line.refresh_from_db()
    assert (line.state, line.word) == (LineState.SENT, "")
