"""Gradia's year in a real browser, from the call to the closed month and the certificate: hours and coffee, no VESO day, no fee.

Everything is clicked and typed by those who do it, each on a window of their own, with the clock moved between deeds. Made ready beside
the walk are only the accounts of the staff, the mentor's row on the staff list, and a second mentor, whom nobody's time suits.
"""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from tests import cast
from tests.chromium import OpenPage
from tests.journeys import crediting, half_year, meeting, opening, paying
from tests.journeys.season import Season
from tests.journeys.steps import follow, proof_grows_old, turn_to
from tests.journeys.words import said
from verme.organisations.terms import RoleKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ATTENDED = {"Aino Šuomalainen": range(1, 7), "Göran Öhman": (1, 2, 4, 6), "Jane O’Neill": (3, 5), "Veikko Vaara": (1, 2, 3, 4, 5)}

# An hour and a half for each meeting: 6 × 1,5 = 9; 4 × 1,5 = 6; 2 × 1,5 = 3; 5 × 1,5 = 7,5
CREDIT = [
    ["Aino Šuomalainen", "Harju", "6", "9 tuntia"],
    ["Göran Öhman", "Lyseo", "4", "6 tuntia"],
    ["Jane O’Neill", "Yhteiset palvelut", "2", "3 tuntia"],
    ["Veikko Vaara", "Harju", "5", "7,5 tuntia"],
]

PAYROLL = "henkilonumero;palkkalaji;tunnit;alku_pvm;loppu_pvm;maara;maara_ahinta\r\n108789;7920;;18.05.2027;18.05.2027;1,00;42,60\r\n"


@pytest.fixture
def season(open_page: OpenPage, at: Callable[[dt.datetime], None]) -> Season:
    cache.clear()
    return Season(cast.gradia(), open_page, at)


def pay(season: Season) -> None:
    """In May a receipt is refunded within the group's budget, by the same chain as a fee; more than the budget is refused at its place."""
    season.now(5, 18, 17)
    clerk, mentor = season.staff(RoleKind.PAYROLL), season.mentor
    paying.choose_form(clerk, "Personec W", types={"cost": "7920"}, cost_centre="21400")
    meeting.open_own_group(mentor)
    follow(mentor, "Fees and compensation")
    expect(mentor.get_by_role("main")).to_contain_text(said("In your organisation mentors are not paid a fee.", "fi"))
    expect(mentor.locator("[name=units]")).to_have_count(0)
    paying.enter_cost(mentor, euros="75", what="Kahvit ja pulla", receipt="K-017")
    expect(mentor.get_by_role("alert")).to_contain_text("Ryhmän budjetti lukuvuodeksi on 60 €. Jäljellä on 60 €.")
    expect(mentor.locator("[name=receipt]")).to_have_value("K-017")
    paying.enter_cost(mentor, euros="42,60", what="Kahvit ja pulla", receipt="K-017")
    paying.enter_cost(mentor, euros="20", what="Kakku", receipt="K-018")
    expect(mentor.get_by_role("alert")).to_contain_text("Jäljellä on 17,40 €.")  # 60 − 42,60
    assert [row[:3] for row in paying.cells(mentor)] == [["Kulukorvaus ti 18.5. Kahvit ja pulla", "–", "42,60"]]
    paying.send(mentor)
    paying.check(season.desk, rows=1)
    paying.approve(season.staff(RoleKind.APPROVER), rows=1)
    proof_grows_old(clerk)
    paying.close(clerk, season.address(RoleKind.PAYROLL), month="toukokuu 2027")

    ((month, batch, _when, rows, _units, euros, *_rest),) = paying.cells(clerk)
    assert [month, batch, rows, euros] == ["Toukokuu 2027", "1, pienet kulut", "1", "42,60"]
    assert paying.download(clerk).decode() == PAYROLL


def credit(season: Season) -> None:
    """Hours are confirmed and reported; a member takes the certificate along, in Swedish; anybody checks it."""
    season.now(5, 19)
    turn_to(season.desk, "Credit")
    assert sorted(row[:4] for row in paying.cells(season.desk)) == CREDIT
    crediting.confirm_and_report(season.desk)
    assert {row[4] for row in paying.cells(season.desk)} == {"Ilmoitettu koululle"}

    goran = season.members[1]
    paper = crediting.certificate(season.member(goran), goran.language)
    assert f"{goran.name}har deltagit i gruppmentorskap (verme) under läsåret 2026–2027" in paper
    assert "4, sammanlagt 6 timmar" in paper  # 4 × 1,5
    assert "Räknas somfortbildning, 6 timmar" in paper
    assert "VESO" not in paper
    code, anybody = crediting.code_of_certificate(season.member(goran), goran.language), season.phone()
    told = crediting.check_certificate(anybody, code)
    assert ("6 tuntia" in told, goran.name in told) == (True, False)
    crediting.compare_name(anybody, goran.name)


def test_from_the_call_to_the_closed_month_and_the_certificate(season: Season) -> None:
    programme = half_year.begin(season, "Gradia's model", staff_group="vocational_teacher")
    opening.limit_costs(season.desk, euros="60", decision="Johtoryhmä 9.6.2026 § 31")
    group = half_year.gather(season, programme, (), staff_group="vocational_teacher")
    meetings = half_year.agree(season, group)
    half_year.meet(season, meetings, ATTENDED)

    pay(season)

    credit(season)
