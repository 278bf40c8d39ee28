"""A mentor's own page of pay (M6)."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.urls import reverse

from tests import cast
from tests.rooms.compensation.pay import Pay, a_pay, states
from tests.visit import signed_in
from tests.web.coordinator.conftest import words
from tests.web.organisation.test_pay import said
from verme.audit.actors import OPERATOR
from verme.compensation import actions
from verme.compensation.models import Arrangement, Expense, WorkLine
from verme.compensation.terms import LineState
from verme.kernel import clock
from verme.meetings.terms import MeetingState
from verme.organisations.models import StaffMember
from verme.programmes import actions as programmes

pytestmark = pytest.mark.django_db
PAGE = "/oma/palkkiot/"


@pytest.fixture(autouse=True)
def october(at: Callable[[dt.datetime], None]) -> None:
    at(clock.at(dt.date(2026, 10, 30), dt.time(12)))


def at_own(pay: Pay, name: str, *rest: object) -> str:
    return reverse(f"member:{name}", args=[pay.mentor.pk, 2026, *rest])


def test_rows_come_of_attendance_and_are_sent_once() -> None:
    pay = a_pay()
    pay.met()
    pay.met(2, state=MeetingState.TOO_FEW)
    who = signed_in(pay.person)
    shown = said(who.get(PAGE))
    assert "2 riviä, 4 yksikköä." in shown
    assert "Tapaaminen ti 22.9." in shown
    assert "Mistä ei makseta ja miksi" in shown

    assert "2 riviä on lähetetty hyväksyttäväksi." in said(who.post(at_own(pay, "pay_send"), follow=True))
    assert "Kaikki on jo lähetetty." in said(who.post(at_own(pay, "pay_send"), follow=True))

    assert states() == [LineState.SENT] * 2
    assert "Odottaa tarkistusta" in said(who.get(PAGE))


def test_arrangements_are_entered_and_taken_out() -> None:
    pay = a_pay()
    who = signed_in(pay.person)
    form = {"units": "1,5", "ground": "Tila ja materiaalit", "day": "2026-10-20"}
    assert "Järjestelytyö, enintään 3 tuntia" in said(who.get(PAGE))

    assert "Jäljellä" not in said(who.post(at_own(pay, "pay_arrange"), form, follow=True))
    assert "Lukuvuoden raja on 3 yksikköä. Sinulla on jäljellä 1,5 yksikköä." in said(
        who.post(at_own(pay, "pay_arrange"), {**form, "units": "2"})
    )

    entry = Arrangement.objects.get()
    assert (entry.units, entry.ground, entry.day) == (
        dt.timedelta(hours=1.5) / dt.timedelta(hours=1),
        "Tila ja materiaalit",
        dt.date(2026, 10, 20),
    )
    assert "Poistettu." in said(who.post(at_own(pay, "pay_remove", "tyo", entry.pk), follow=True))
    assert Arrangement.objects.get().removed_at is not None
    assert who.post(at_own(pay, "pay_remove", "kulu", entry.pk)).status_code == 404


def test_a_returned_row_says_what_must_be_corrected() -> None:
    pay = a_pay()
    pay.met()
    pay.send()
    actions.send_back(WorkLine.objects.get(kind="meeting"), word="Oliko tapaaminen tiistaina?", by=pay.coordinator)

    shown = said(signed_in(pay.person).get(PAGE))

    assert "Palautettu korjattavaksi" in shown
    assert "Oliko tapaaminen tiistaina?" in shown
    assert "1 rivi, 1 yksikkö." in shown


def test_a_gradia_mentor_gets_small_costs_back_and_no_fee() -> None:
    pay = a_pay("gradia")
    pay.met()
    who = signed_in(pay.person)
    assert "Organisaatiossasi mentoreille ei makseta palkkiota." in said(who.get(PAGE))
    form = {"group": str(pay.group.pk), "euros": "12,50 €", "what": "Kahvi", "receipt": "K-17", "day": "2026-10-20"}

    assert "12,50" in said(who.post(at_own(pay, "pay_spend"), form, follow=True))

    assert Expense.objects.get().cents == 1250
    assert "Kirjoita kuitin numero tai missä kuitti on." in said(who.post(at_own(pay, "pay_spend"), {**form, "receipt": ""}))


def test_nobody_elses_pay_is_there() -> None:
    pay = a_pay()
    stranger = signed_in(cast.stranger())

    for name, rest in (("pay_send", ()), ("pay_arrange", ()), ("pay_spend", ()), ("pay_remove", ("tyo", 1))):
        assert stranger.post(at_own(pay, name, *rest)).status_code == 404
    assert "Kun vedät ryhmää, palkkiosi ja korvauksesi ovat täällä." in said(stranger.get(PAGE))


def test_a_mentors_own_credit_in_words_with_its_arithmetic() -> None:
    pay = a_pay()
    for number in range(1, 4):
        pay.met(number)
    client, house = signed_in(pay.person), pay.house
    assert "Toimintamallinne mukaan ryhmän vetäminen ei anna mentorille VESO-päivää" in words(client.get(PAGE))
    with clock.frozen(clock.at(dt.date(2026, 8, 1), dt.time(9))):
        programmes.change_rules(house, values={"mentor_credit": True}, valid_from=dt.date(2026, 8, 2), decision="§ 7", by=OPERATOR)
    StaffMember.objects.create(organisation=house, name=pay.mentor.name, email=pay.mentor.email, working_time="veso")

    shown = words(client.get(PAGE))

    assert "Oma hyvitys Veti 3 tapaamista 3 VESO-päiviä 3 ÷ 4, enintään 1 päivä vuodessa 0" in shown
    assert "Vielä yksi tapaaminen, niin sinulla on koossa VESO-päivä. Kertymässä" in shown
