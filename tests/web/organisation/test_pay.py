"""The pages of the chain: checking (K9), approving (H1, H2), closing (L1, L2, L3), prices and the payroll file."""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from tests.rooms.compensation.pay import OCTOBER, Pay, a_pay, letters, states, verbs
from tests.visit import signed_in
from verme.audit.actors import OPERATOR
from verme.compensation import actions, queries
from verme.compensation.models import Batch, PayrollFormat, Rate, WorkLine
from verme.compensation.rules import FORMATS
from verme.compensation.terms import LineState, Preset, Step
from verme.kernel import clock
from verme.meetings.models import Meeting
from verme.meetings.terms import MeetingState
from verme.organisations import actions as organisations
from verme.organisations.terms import RoleKind

pytestmark = pytest.mark.django_db
CODES = {"planning": "4310", "meeting": "4320", "arrangement": "4330"}


@pytest.fixture(autouse=True)
def october(at: Callable[[dt.datetime], None]) -> None:
    at(clock.at(dt.date(2026, 10, 30), dt.time(12)))


@pytest.fixture
def pay() -> Pay:
    made = a_pay()
    made.met()
    made.met(2, state=MeetingState.TOO_FEW)
    made.arrange("2", "Tilan järjestely ja materiaalit")
    return made


def client(pay: Pay, kind: RoleKind, *, fresh: bool = True) -> Client:
    return signed_in(pay.round.house.people[kind], fresh=fresh)


def address(name: str, *rest: object) -> str:
    return reverse(f"staff:{name}", args=["seinajoki", *rest])


def said(answer: object) -> str:
    """The page as it reads."""
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def press(who: Client, page: str, **more: str) -> str:
    """Looks at a page and presses its button with what it carried; returns where that led and what was said there."""
    shown = who.get(page)
    carried = shown.context["basket"].told if "basket" in shown.context else shown.context["month"].told
    answer = who.post(page, {"lines": carried, **more}, follow=True)
    assert answer.status_code == 200
    return said(answer)


def test_the_coordinator_sees_what_departs_from_the_rules_and_sends_the_rest_on(pay: Pay) -> None:
    pay.send()
    who = client(pay, RoleKind.COORDINATOR)

    shown = said(who.get(address("hours")))

    assert "Pirjo Salonen: tapaaminen ti 6.10." in shown
    assert "Säännön mukaan tapaamista ei pidetty, joten siitä ei tule yksikköä." in shown
    assert "2 yksikköä: Tilan järjestely ja materiaalit. Lukuvuoden raja on 3 yksikköä." in shown
    assert "1: ti 22.9." in shown
    assert "Hyväksyjä on Hannu Hakala. Hän saa viestin nyt." in shown
    assert "Lähetä hyväksyjälle: 3 riviä" in shown
    assert "3 riviä on lähetetty hyväksyjälle." in press(who, address("hours"))
    assert states() == [LineState.CHECKED] * 3
    assert letters() == [("to_approve", "hyvaksyja@seinajoki.example")]


def test_who_has_not_sent_is_named(pay: Pay) -> None:
    assert "Ei vielä lähettänyt: Pirjo Salonen." in said(client(pay, RoleKind.COORDINATOR).get(address("hours")))


def test_a_second_press_does_nothing_and_an_old_page_is_told(pay: Pay) -> None:
    pay.send()
    who = client(pay, RoleKind.COORDINATOR)
    carried = who.get(address("hours")).context["basket"].told
    for words in ("3 riviä on lähetetty hyväksyjälle.", "Nämä rivit on jo lähetetty."):
        assert words in said(who.post(address("hours"), {"lines": carried}, follow=True))
    Meeting.objects.filter(state=MeetingState.HELD).update(state=MeetingState.TOO_FEW)

    approver = client(pay, RoleKind.APPROVER)
    assert "Rivit ovat muuttuneet sen jälkeen, kun katsoit niitä." in press(approver, address("approve"))

    assert states() == [LineState.CHECKED] * 2, "the page after it shows what is true now"
    assert "2 riviä on hyväksytty." in press(approver, address("approve"))
    assert client(pay, RoleKind.COORDINATOR).post(address("hours"), {"lines": "nonsense"}).status_code == 302


def test_a_row_is_returned_with_a_word_at_every_step(pay: Pay) -> None:
    pay.send()
    line = WorkLine.objects.get(kind="arrangement")
    page = address("hours_return", line.pk)
    who = client(pay, RoleKind.COORDINATOR)
    assert "Kirjoita muutamalla sanalla, mitä pitää korjata." in said(who.post(page, {"word": ""}))

    assert "Rivi on palautettu." in said(who.post(page, {"word": "Yksi tunti riittää"}, follow=True))

    line.refresh_from_db()
    assert (line.state, line.word) == (LineState.RETURNED, "Yksi tunti riittää")
    assert "Rivi on jo mennyt eteenpäin." in said(who.post(page, {"word": "Toistamiseen"}))
    pay.check()
    checked = WorkLine.objects.get(kind="meeting")
    assert client(pay, RoleKind.COORDINATOR).get(address("hours_return", checked.pk)).status_code == 404, "it waits for the approver now"
    assert client(pay, RoleKind.APPROVER).get(address("approval_return", checked.pk)).status_code == 200
    assert client(pay, RoleKind.PAYROLL).get(address("payable_return", checked.pk)).status_code == 404


def test_the_approver_approves_what_was_looked_at(pay: Pay) -> None:
    pay.send()
    pay.check()
    who = client(pay, RoleKind.APPROVER)
    first = said(who.get(address("approvals")))
    assert "Odottaa pe 30.10. alkaen" in first
    assert "3 riviä, 6 yksikköä. Tarkisti Riitta Kangas." in first

    assert "Hyväksy: 3 riviä" in said(who.get(address("approve")))
    assert "3 riviä on hyväksytty." in press(who, address("approve"))

    assert "Mikään ei odota sinua." in said(who.get(address("approvals")))


def test_own_lines_are_left_to_others_who_are_named(pay: Pay) -> None:
    pay.send()
    pay.check()
    organisations.grant_role(pay.house, person=pay.person, kind=RoleKind.APPROVER, by=OPERATOR)

    shown = said(signed_in(pay.person).get(address("approve")))

    assert "Et voi käsitellä näitä: 3 riviä." in shown
    assert "Ne käsittelee Hannu Hakala." in shown
    assert '<button class="ds-button big">' not in shown
    organisations.end_role(pay.round.house.people[RoleKind.APPROVER].roles.get(), by=OPERATOR)
    assert "Lisää toinen tarkastaja tai hyväksyjä" in said(signed_in(pay.person).get(address("approve")))


def test_the_clerk_closes_the_month_once_with_a_fresh_code_and_the_bytes_stay(pay: Pay) -> None:
    pay.send()
    pay.check()
    pay.approve()
    who = client(pay, RoleKind.PAYROLL)
    shown = said(who.get(address("payables")))
    assert "Maksettavat palkkiot, lokakuu 2026" in shown
    assert "108789" in shown
    assert "Summa täsmää hyväksyttyihin tunteihin: 6 yksikköä." in shown
    assert client(pay, RoleKind.PAYROLL, fresh=False).get(address("close_month")).status_code == 302, "a fresh code first"
    page = who.get(address("close_month"))
    assert "Suljettua kuukautta ei voi muuttaa. Korjaukset tehdään seuraavaan kuukauteen." in said(page)
    form = {"month": "2026-10-01", "lines": page.context["month"].told}

    assert "Kuukausi on suljettu: 3 riviä, yhteensä 6 yksikköä." in said(who.post(address("close_month"), form, follow=True))
    assert "Kuukausi on jo suljettu. Mitään ei kirjattu kahdesti." in said(who.post(address("close_month"), form, follow=True))

    batch = Batch.objects.get()
    files = {hashlib.sha256(who.get(address("batch_file", 1)).content).hexdigest() for _ in range(3)}
    assert files == {batch.digest}
    assert batch.digest[:4] in said(who.get(address("batches")))
    assert "Pirjo Salonen" in said(who.get(address("batch", 1)))
    assert who.get(address("batch_file", 2)).status_code == 404
    assert verbs().count("pay.fetched") == 3


def test_a_sum_that_does_not_match_is_told_and_the_page_shows_what_is_true(pay: Pay) -> None:
    pay.send()
    pay.check()
    pay.approve()
    who = client(pay, RoleKind.PAYROLL)
    form = {"month": "2026-10-01", "lines": who.get(address("close_month")).context["month"].told}
    Meeting.objects.filter(state=MeetingState.HELD).update(state=MeetingState.TOO_FEW)

    shown = said(who.post(address("close_month"), form, follow=True))

    assert "Summa ei täsmää hyväksyttyihin tunteihin. Kuukautta ei suljettu, eikä mitään muutettu." in shown
    assert Batch.objects.count() == 0
    assert "Summa täsmää hyväksyttyihin tunteihin: 5 yksikköä." in shown


def test_who_lacks_a_personnel_number_is_named_and_there_is_no_button(pay: Pay) -> None:
    pay.send()
    pay.check()
    pay.approve()
    pay.house.staff.update(personnel_number="")

    shown = said(client(pay, RoleKind.PAYROLL).get(address("close_month")))

    assert "Jokaisella on palkkanumero: <b>Pirjo Salonen</b>" in shown
    assert '<button class="ds-button big">' not in shown


def test_the_table_for_checking_is_a_workbook(pay: Pay) -> None:
    pay.send()
    pay.check()
    pay.approve()

    answer = client(pay, RoleKind.PAYROLL).get(address("payables_check"))

    assert answer.content.startswith(b"PK")


def test_a_price_of_a_mentors_own(pay: Pay) -> None:
    who = client(pay, RoleKind.COORDINATOR)
    page = address("rate", pay.mentor.pk)

    answer = who.post(page, {"euros": "34,19", "valid_from": "2026-09-01", "decision": "KH § 212"}, follow=True)

    assert "34,19 € 1.9.2026 alkaen, KH § 212" in said(answer)
    assert Rate.objects.get().cents == 3419
    assert "Hinta on suurempi kuin nolla ja enintään 1 000 euroa." in said(
        who.post(page, {"euros": "0", "valid_from": "2026-09-01", "decision": "x"})
    )
    pay.send()
    assert WorkLine.objects.get(kind="planning").cents == 3 * 3419


def test_the_payroll_files_form_is_chosen_and_tried(pay: Pay) -> None:
    who = client(pay, RoleKind.PAYROLL)
    page = f"{address('payroll_file')}?muoto=populus"
    form = who.get(page).context["form"]
    assert PayrollFormat.objects.count() == 0, "looking keeps nothing"
    given = {name: field.value() for name in form.fields if (field := form[name]).value() not in {None, False}}

    answer = who.post(page, {**given, **{f"type_{kind}": code for kind, code in CODES.items()}}, follow=True)

    assert "Tallennettu." in said(answer)
    held = queries.format_of(pay.house)
    assert held == replace(FORMATS[Preset.POPULUS], salary_types=CODES)
    assert who.get(address("payroll_sample")).content.decode().split("\n")[0].startswith("100001;;4310;2026")
    assert "enintään 4 merkkiä" in said(who.post(page, {**given, "type_planning": "43100"}))
    assert "Saraketta nimeltä ”Tähtimerkki” ei ole." in said(who.post(page, {**given, "columns": "Tähtimerkki"}))


def test_small_costs_have_their_own_month(at: Callable[[dt.datetime], None]) -> None:
    pay = a_pay("gradia")
    coffee = {"day": OCTOBER, "cents": 1250, "what": "Kahvi", "receipt": "K-17"}
    actions.enter_expense(pay.group, mentor=pay.mentor, **coffee, by=pay.own)
    pay.send()
    pay.check()
    pay.approve()
    who = signed_in(pay.round.house.people[RoleKind.PAYROLL])
    page = reverse("staff:close_month", args=["gradia"]) + "?laji=kulut"
    form = {"month": "2026-10-01", "lines": who.get(page).context["month"].told}

    assert "Kahvi, kuitti K-17, ryhmä A" in said(who.get(reverse("staff:payables", args=["gradia"])))
    assert "Kuukausi on suljettu: 1 rivi, yhteensä 12,50 €." in said(who.post(page, form, follow=True))
    assert queries.waiting(pay.house, Step.CLOSE) == []
