"""Closing a month, and what is posted afterwards when facts or prices change: the ledger only grows."""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from tests.rooms.compensation.pay import FIRST, NOVEMBER, OCTOBER, Pay, a_pay, letters, lines, other, refused, settle
from verme.audit.actors import OPERATOR
from verme.compensation import actions, queries
from verme.compensation.models import Batch, Entry, WorkLine
from verme.compensation.rules import FORMATS
from verme.compensation.terms import CloseRefusal, PayRefusal, Preset, Step
from verme.kernel import clock
from verme.meetings.models import Meeting, StandIn
from verme.meetings.terms import MeetingState
from verme.organisations.models import StaffMember
from verme.programmes import actions as programmes
from verme.programmes.models import RuleSet

pytestmark = pytest.mark.django_db
LAST = clock.at(dt.date(2026, 10, 30), dt.time(12))


@pytest.fixture(autouse=True)
def october(at: Callable[[dt.datetime], None]) -> None:
    at(LAST)


@pytest.fixture
def pay() -> Pay:
    return a_pay()


def test_a_closed_month_is_closed_once_and_its_bytes_stay(pay: Pay) -> None:
    pay.met()
    batch = pay.passed()

    refused(CloseRefusal.ALREADY, pay.close)
    held = queries.batch(pay.house, batch.number)
    assert held is not None
    assert {hashlib.sha256(bytes(queries.batch(pay.house, 1).content)).hexdigest() for _ in range(50)} == {held.digest}  # type: ignore[union-attr]
    assert (held.number, held.file_name, held.kept_until) == (1, "verme-seinajoki-2026-10.xlsx", dt.date(2032, 12, 31))
    assert [(entry.row, entry.kind, entry.units) for entry in queries.entries(held)] == [(1, "planning", 3), (2, "meeting", 1)]


def test_what_is_approved_later_or_done_later_goes_into_the_next_month(pay: Pay, at: Callable[[dt.datetime], None]) -> None:
    at(clock.at(dt.date(2026, 11, 4), dt.time(12)))
    pay.met(1)
    pay.met(4)  # 3 November
    pay.send()
    pay.check()
    pay.approve()

    assert pay.close(OCTOBER).rows == 2
    assert pay.close(NOVEMBER).rows == 1
    refused(CloseRefusal.EARLIER, pay.close, dt.date(2026, 9, 1))
    refused(CloseRefusal.FUTURE, pay.close, dt.date(2026, 12, 1))
    assert list(Batch.objects.order_by("number").values_list("number", "month")) == [(1, OCTOBER), (2, NOVEMBER)]


def test_a_sum_that_does_not_match_closes_nothing(pay: Pay) -> None:
    meeting = pay.met()
    pay.send()
    pay.check()
    pay.approve()
    seen = pay.seen(Step.CLOSE)
    refused(CloseRefusal.MISMATCH, pay.close, seen=seen[:1])
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.TOO_FEW)

    refused(CloseRefusal.MISMATCH, pay.close, seen=seen)

    assert settle(pay) == 1
    assert lines() == [("planning", "3", 0, "approved"), ("meeting", "1", 0, "void")]
    assert pay.close().units == 3


def test_nothing_approved_closes_nothing(pay: Pay) -> None:
    pay.met()
    pay.send()

    refused(CloseRefusal.EMPTY, pay.close)


def test_who_lacks_a_personnel_number_is_named_and_stops_the_close(pay: Pay) -> None:
    pay.met()
    pay.send()
    pay.check()
    pay.approve()
    number = StaffMember.objects.filter(personnel_number="108789")
    number.update(personnel_number="")

    assert refused(CloseRefusal.NO_NUMBER, pay.close).values == {"names": "Pirjo Salonen"}

    StaffMember.objects.update(personnel_number="1087890")
    codes = {"planning": "4310", "meeting": "4320", "arrangement": "4330"}
    actions.set_format(pay.house, made=replace(FORMATS[Preset.POPULUS], salary_types=codes), by=pay.clerk)
    assert refused(CloseRefusal.BAD_NUMBER, pay.close).values == {"names": "Pirjo Salonen"}
    StaffMember.objects.update(personnel_number="108789")
    actions.set_format(pay.house, made=FORMATS[Preset.POPULUS], by=pay.clerk)
    assert refused(CloseRefusal.NO_TYPE, pay.close).values == {"kinds": "Suunnittelutyö lukuvuoden alussa ja Pidetty tapaaminen"}
    actions.set_format(pay.house, made=replace(FORMATS[Preset.POPULUS], salary_types=codes), by=pay.clerk)
    assert bytes(pay.close().content).decode() == (
        f"108789;;4310;20260915;20260915;3.00;;;;{';' * 15}\n108789;;4320;20260922;20260922;1.00;;;;{';' * 15}\n"
    )


@pytest.mark.parametrize("model", [Batch, Entry])
def test_the_ledger_refuses_every_change(pay: Pay, model: type[Batch | Entry]) -> None:
    """T-25, I-32: not even by SQL of our own."""
    pay.met()
    pay.passed()

    for deed in (lambda: model.objects.update(units=9), lambda: model.objects.all()._raw_delete("default")):  # type: ignore[attr-defined]
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()
    assert model.objects.filter(units=9).count() == 0
    assert model.objects.exists()


def test_a_meeting_that_was_not_held_after_all_is_taken_back_in_a_later_batch(pay: Pay, at: Callable[[dt.datetime], None]) -> None:
    meeting = pay.met()
    first = pay.passed()
    entries = list(Entry.objects.values())
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.TOO_FEW)

    assert (settle(pay), settle(pay)) == (1, 0)
    at(clock.at(dt.date(2026, 11, 12), dt.time(12)))
    pay.check()
    pay.approve()
    second = pay.close(NOVEMBER)

    assert (first.units, second.units) == (4, -1)
    assert list(Entry.objects.filter(batch=first).values()) == entries, "what was closed stays"
    assert lines() == [("planning", "3", 0, "closed"), ("meeting", "1", 0, "closed"), ("meeting", "-1", 0, "closed")]
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.HELD)
    assert settle(pay) == 0
    assert pay.send() == 1, "held after all: the mentor sends it anew"
    assert lines()[-1] == ("meeting", "1", 1, "sent")


def test_a_stand_in_told_afterwards_moves_the_unit(pay: Pay) -> None:
    meeting = pay.met()
    pay.passed()
    sari = other(pay)
    StandIn.objects.create(meeting=meeting, mentor=sari)

    settle(pay)
    actions.send(sari, school_year=2026, by=OPERATOR)

    assert lines()[2:] == [("meeting", "-1", 0, "sent"), ("meeting", "1", 0, "sent")]
    assert sum(line.units for line in WorkLine.objects.filter(meeting=meeting)) == 1


def test_a_correction_that_is_not_needed_any_more_goes(pay: Pay) -> None:
    meeting = pay.met()
    pay.passed()
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.TOO_FEW)
    settle(pay)
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.HELD)

    assert settle(pay) == 1
    assert lines()[-1] == ("meeting", "-1", 0, "void")


def test_a_rate_set_afterwards_corrects_what_was_paid_at_another_price(pay: Pay) -> None:
    """The plus line is the minus line at the new price: sums stay exact to the cent."""
    pay.met()
    rate = {"valid_from": FIRST, "decision": "KH § 212", "by": pay.coordinator}
    actions.set_rate(pay.mentor, cents=3419, **rate)
    pay.passed()
    assert [(line.kind, line.unit_cents, line.cents) for line in WorkLine.objects.order_by("id")] == [
        ("planning", None, None),  # of 15 September, before the rate's first day
        ("meeting", 3419, 3419),
    ]
    actions.set_rate(pay.mentor, cents=3500, **rate)

    settle(pay)

    assert [(f"{line.units.normalize():f}", line.cents) for line in WorkLine.objects.order_by("id")][2:] == [("-1", -3419), ("1", 3500)]
    refused(PayRefusal.OWN, actions.set_rate, pay.mentor, cents=9900, **{**rate, "by": pay.own})
    refused(PayRefusal.NO_RATE, actions.set_rate, pay.mentor, cents=0, **rate)
    refused(PayRefusal.NO_DECISION, actions.set_rate, pay.mentor, cents=1, **{**rate, "decision": ""})


def test_the_average_price_is_an_estimate_and_never_goes_into_the_file(pay: Pay, at: Callable[[dt.datetime], None]) -> None:
    at(clock.at(dt.date(2026, 9, 1), dt.time(9)))
    programmes.change_rules(
        pay.house,
        valid_from=dt.date(2026, 9, 1),
        decision="KH § 1",
        values={"average_price_cents": 3286, "rounding_cents": 10},
        by=OPERATOR,
    )
    at(LAST)
    pay.met()
    codes = {"planning": "1", "meeting": "2", "arrangement": "3"}
    actions.set_format(pay.house, made=replace(FORMATS[Preset.POPULUS], salary_types=codes), by=pay.clerk)

    batch = pay.passed()

    assert (batch.cents, batch.is_estimate) == (9860 + 3290, True)  # 3 × 32,86 = 98,58 → 98,60; 32,86 → 32,90
    assert b"32" not in bytes(batch.content).replace(b"20260922", b"")


def test_a_line_on_its_way_follows_its_facts(pay: Pay) -> None:
    pay.met()
    pay.send()
    pay.check()
    second = other(pay)
    pay.group.leaders.create(mentor=second, since=pay.group.leaders.get().since)

    refused(PayRefusal.CHANGED, actions.approve, pay.house, seen=pay.seen(Step.APPROVE), by=pay.approver)
    settle(pay)

    assert lines() == [("planning", "1.5", 0, "returned"), ("meeting", "0.5", 0, "returned")]
    assert all(line.has_changed for line in WorkLine.objects.all())
    assert letters()[-2:] == [("returned", "pirjo@koulu.example")] * 2


def test_rules_that_change_for_past_days_take_back_and_pay_anew(pay: Pay) -> None:
    """Nobody can do so on a page once the rules have been used; a decision of a court may still have to be entered."""
    pay.met()
    pay.passed()
    held = RuleSet.objects.get(organisation=pay.house)
    kept = {each.attname: getattr(held, each.attname) for each in RuleSet._meta.concrete_fields if each.attname != "id"}
    RuleSet.objects.create(**{**kept, "valid_from": FIRST, "meeting_units": 2})

    settle(pay)

    assert lines()[2:] == [("meeting", "-1", 0, "sent"), ("meeting", "2", 1, "sent")], "planning of 15 September stays"
    pay.check()
    pay.approve()
    refused(CloseRefusal.ALREADY, pay.close)


def test_a_row_of_the_ledger_may_go_when_its_time_is_over(pay: Pay) -> None:
    """Six years from the end of the year; the clock of the database tells."""
    past = {"month": dt.date(2019, 5, 1), "rows": 0, "units": 0, "content": b"", "digest": "", "kept_until": dt.date(2025, 12, 31)}
    old = Batch.objects.create(organisation=pay.house, number=1, file_name="", file_type="", **past)
    with pytest.raises(DatabaseError), transaction.atomic():
        Batch.objects.filter(pk=old.pk).update(rows=1)

    old.delete()

    assert Batch.objects.count() == 0
