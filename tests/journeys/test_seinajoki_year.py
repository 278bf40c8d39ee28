"""Seinäjoki's year in a real browser, from the call to the closed month and the certificate: a fee for the mentor, a VESO day for teachers.

Everything is clicked and typed by those who do it, each on a window of their own, with the clock moved between deeds. Made ready beside
the walk are only the accounts of the staff, the mentor's row on the staff list, and a second mentor whose group of four meets eight times.
"""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.cache import cache

from tests import cast
from tests.chromium import OpenPage
from tests.journeys import crediting, half_year, meeting, paying, prepared
from tests.journeys.season import Season
from tests.journeys.steps import proof_grows_old, turn_to
from verme.groups.models import Group
from verme.organisations.terms import RoleKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OTHERS = ["Anna Ala", "Bertta Berg", "Cecilia Carpelan", "Daavid Dahl"]
ALL = range(1, 7)
ATTENDED = {"Aino Šuomalainen": (1, 3, 4, 6), "Göran Öhman": (1, 2, 4, 5, 6), "Jane O’Neill": (2, 3, 5), "Veikko Vaara": ALL}
TYPES = {"planning": "5310", "meeting": "5311", "arrangement": "5312"}

# One day for four meetings, one day a year at most: ⌊4 ÷ 4⌋ = 1, ⌊5 ÷ 4⌋ = 1, ⌊3 ÷ 4⌋ = 0, ⌊6 ÷ 4⌋ = 1, ⌊8 ÷ 4⌋ = 2 → 1
CREDIT = [
    ["Aino Šuomalainen", "Alakylän koulu", "4/4", "1 päivä"],
    ["Anna Ala", "Alakylän koulu", "8/4", "1 päivä"],
    ["Bertta Berg", "Harjun koulu", "8/4", "1 päivä"],
    ["Cecilia Carpelan", "Kirkkokadun koulu", "8/4", "1 päivä"],
    ["Daavid Dahl", "Alakylän koulu", "8/4", "1 päivä"],
    ["Göran Öhman", "Harjun koulu", "5/4", "1 päivä"],
    ["Jane O’Neill", "Kirkkokadun koulu", "3/4", "– Jäljellä olevat tapaamiset eivät riitä päivään."],
    ["Veikko Vaara", "Alakylän koulu", "6/4", "1 päivä"],
]
REPORTED, ON_THE_WAY = "Ilmoitettu koululle", "Kertymässä"

# 3 + 6 × 1 + 3 = 12 units. At 30,58 €: 3 × 30,58 = 91,74; 91,74 + 6 × 30,58 + 91,74 = 91,74 + 183,48 + 91,74 = 366,96
WORK = [
    ["Suunnittelutyö lukuvuoden alussa", "3"],
    *[[f"Tapaaminen ma {day} Ryhmä A", "1"] for day in ("21.9.", "2.11.", "14.12.", "25.1.", "8.3.", "19.4.")],
    ["Järjestelytyö ti 18.5. Tilat ja kutsut", "3"],
]
CLOSED = ["Toukokuu 2027", "1, palkkiot", "8", "12", "366,96"]
PAYROLL = [
    "108789;;5310;20260910;20260910;3.00;30.58;91.74;;21400",
    *[f"108789;;5311;{day};{day};1.00;30.58;30.58;;21400" for day in (20260921, 20261102, 20261214, 20270125, 20270308, 20270419)],
    "108789;;5312;20270518;20270518;3.00;30.58;91.74;;21400",
]


@pytest.fixture
def season(open_page: OpenPage, at: Callable[[dt.datetime], None]) -> Season:
    cache.clear()
    return Season(cast.seinajoki(), open_page, at)


def pay(season: Season) -> None:
    """In May the mentor sends, the coordinator checks, the approver approves, the clerk closes the month and fetches its file."""
    season.now(5, 18, 17)
    clerk = season.staff(RoleKind.PAYROLL)
    paying.choose_form(clerk, "Populus", types=TYPES, cost_centre="21400")
    paying.set_price(season.desk, season.leader.name, euros="30,58", valid_from="2026-08-01", decision="KH 14.6.2026 § 213")
    meeting.open_own_group(season.mentor)
    paying.enter_hours(season.mentor, "3", "Tilat ja kutsut")
    assert [row[:2] for row in paying.cells(season.mentor)] == WORK
    paying.send(season.mentor)
    paying.check(season.desk, rows=8)
    paying.approve(season.staff(RoleKind.APPROVER), rows=8)
    proof_grows_old(clerk)
    paying.close(clerk, season.address(RoleKind.PAYROLL), month="toukokuu 2027")

    ((month, batch, _when, rows, units, euros, *_rest),) = paying.cells(clerk)
    assert [month, batch, rows, units, euros] == CLOSED
    file = paying.download(clerk)
    assert [line.rstrip(";") for line in file.decode().splitlines()] == PAYROLL
    assert paying.download(clerk) == file


def credit(season: Season) -> None:
    """The coordinator confirms and reports; a member takes the certificate along; anybody checks it."""
    season.now(5, 19)
    turn_to(season.desk, "Credit")
    assert sorted(row[:4] for row in paying.cells(season.desk)) == CREDIT
    crediting.confirm_and_report(season.desk)
    states = {row[0]: row[4] for row in paying.cells(season.desk)}
    assert states == {name: ON_THE_WAY if name == "Jane O’Neill" else REPORTED for name, *_rest in CREDIT}

    aino = season.members[0]
    paper = crediting.certificate(season.member(aino), "fi")
    assert f"{aino.name}on osallistunut vertaisryhmämentorointiin lukuvuonna 2026–2027" in paper
    assert "4, yhteensä 6 tuntia" in paper  # 4 × 1,5
    assert "Korvaa1 VESO-koulutuspäivä (6 tuntia)" in paper
    code, anybody = crediting.code_of_certificate(season.member(aino), "fi"), season.phone()
    told = crediting.check_certificate(anybody, code)
    assert ("6 tuntia" in told, aino.name in told) == (True, False)
    crediting.compare_name(anybody, aino.name)


def test_from_the_call_to_the_closed_month_and_the_certificate(season: Season) -> None:
    programme = half_year.begin(season, "Seinäjoki's model", staff_group="class_teacher")
    group = half_year.gather(season, programme, OTHERS, staff_group="class_teacher")
    meetings = half_year.agree(season, group)
    half_year.meet(season, meetings, ATTENDED)
    prepared.met(Group.objects.exclude(pk=group.pk).get(), first=dt.date(2026, 9, 22), times=8)

    pay(season)

    credit(season)
