"""The coordinator's list of credit, the principal's of the own unit, and the workbook for the schools' yearly plans."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import load_workbook

from tests import cast
from tests.rooms.certificates.season import SPRING, certificate, change, chosen, confirm, correct, season, seats
from tests.rooms.meetings.year import Year
from tests.visit import signed_in
from tests.web.coordinator.conftest import words
from verme.certificates.models import Confirmation
from verme.organisations.terms import RoleKind
from verme.programmes.models import Theme
from verme.programmes.terms import ConfirmedBy, Kind
from verme.signups.models import Signup

pytestmark = pytest.mark.django_db
UNIT = "/o/seinajoki/hyvitykset/"


@pytest.fixture(autouse=True)
def spring(at: Callable[[dt.datetime], None]) -> None:
    at(SPRING)


def url(year: Year) -> str:
    return f"/o/seinajoki/ohjelmat/{year.here.programme.slug}/hyvitys/"


def boxes(year: Year, *who: Any) -> list[str]:
    return [f"{key}:{minutes}" for key, minutes in chosen(year, *who).items()]


def principal_of(year: Year) -> Any:
    """The principal of the first unit."""
    return year.here.house.people[RoleKind.PRINCIPAL]


def sheet_of(answer: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in load_workbook(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()]


def test_the_coordinator_sees_confirms_and_reports() -> None:
    year = season([4, 5, 3])
    client = signed_in(year.here.house.coordinator)
    page = words(client.get(url(year)))
    assert "Hyvitykset 2026–2027" in page
    assert f"{seats(year)[2].signup.name}" in page
    assert "3/4 – Jäljellä olevat tapaamiset eivät riitä päivään. Kertymässä" in page

    done = words(client.post(url(year), {"person": boxes(year, *seats(year)[:2])}, follow=True))

    assert "2 vahvistettiin." in done
    assert Confirmation.objects.count() == 2
    assert "Merkitse ilmoitetuksi" in done
    reported = words(client.post(f"{url(year)}ilmoita/", follow=True))
    assert "2 on merkitty ilmoitetuksi." in reported and "Merkitse ilmoitetuksi" not in reported
    assert "Kaikki vahvistettu on jo ilmoitettu." in reported  # where the button was
    assert "Kaikki vahvistettu on jo ilmoitettu." in words(client.post(f"{url(year)}ilmoita/", follow=True))


@pytest.mark.parametrize("sent", [[], ["x"], ["1:2:3"], ["999:360"], [":360"], ["1:99999999999"], ["1:-5"]])
def test_nonsense_confirms_nobody(sent: list[str]) -> None:
    year = season([4])

    page = words(signed_in(year.here.house.coordinator).post(url(year), {"person": sent}))

    assert "Valitse ainakin yksi henkilö." in page
    assert Confirmation.objects.count() == 0


def test_the_coordinator_sees_which_certificates_were_made_and_replaced() -> None:
    year = season([5, 4])
    seat, client = seats(year)[0], signed_in(year.here.house.coordinator)
    old = certificate(year, seat)
    assert f"{old.number}, 28.5.2027" in words(client.get(url(year))).replace("pe ", "")
    correct(year, year.groups[0].meeting_rows.order_by("starts_at")[0], seat, here=False)
    new = certificate(year, seat)

    page = words(client.get(url(year))).replace("pe ", "")

    assert f"{new.number}, 28.5.2027 {old.number}, 28.5.2027 (korvattu)" in page
    assert old.code not in page


def test_what_has_changed_is_shown_first() -> None:
    year = season([4])
    (box,) = boxes(year, seats(year)[0])

    page = words(signed_in(year.here.house.coordinator).post(url(year), {"person": [box.replace(":360", ":720")]}))

    assert "Läsnäolot ovat muuttuneet sen jälkeen, kun katsoit." in page


def test_the_principal_sees_the_own_unit_once_it_is_confirmed() -> None:
    """Name, days, year: no group, no theme, no attendance, nobody else's unit (decisions.md §2)."""
    year = season([4, 4, 4])
    Theme.objects.filter(pk=year.groups[0].theme_id).update(kind=Kind.LONG_CAREER)
    client = signed_in(principal_of(year))
    assert "Tälle lukuvuodelle ei ole vielä vahvistettu mitään." in words(client.get(UNIT))
    confirm(year, *seats(year)[:3])
    own = [seat for seat in seats(year)[:3] if seat.signup.unit == year.here.house.units[0]]
    others = [seat for seat in seats(year)[:3] if seat not in own]
    assert own and others

    page = words(client.get(UNIT))

    assert [f"{seat.signup.name} 1 päivä" in page for seat in own] == [True] * len(own)
    assert [seat.signup.name in page for seat in others] == [False] * len(others)
    assert ("Teema" in page, "Ryhmä A" in page, "4/4" in page) == (False, False, False)
    assert "Tälle lukuvuodelle" in words(client.get(UNIT, {"vuosi": "2025"}))
    assert signed_in(cast.gradia().people[RoleKind.PRINCIPAL]).get(UNIT).status_code == 404
    for kind in (RoleKind.APPROVER, RoleKind.PAYROLL, RoleKind.MANAGER, RoleKind.DPO):
        assert signed_in(year.here.house.people[kind]).get(UNIT).status_code == 403
        assert signed_in(year.here.house.people[kind]).get(url(year)).status_code == 403


def test_the_principal_confirms_where_the_rules_say_so() -> None:
    year = season([4, 4, 4])
    change(year.here.house.organisation, SPRING.date(), confirmed_by=ConfirmedBy.PRINCIPAL)
    client = signed_in(principal_of(year))
    page = client.get(UNIT)
    waiting = [row.earner.address for row in page.context["waiting"]]
    own = [seat for seat in seats(year) if seat.signup.unit == year.here.house.units[0]]
    assert waiting == [seat.signup.address for seat in own]

    done = words(client.post(UNIT, {"person": boxes(year, *seats(year))}, follow=True))

    assert f"{len(own)} vahvistettiin." in done
    refused = words(signed_in(year.here.house.coordinator).post(url(year), {"person": boxes(year, *seats(year))}))
    assert "Toimintamallinne mukaan hyvityksen vahvistaa joku muu." in refused


def test_the_workbook_for_the_yearly_plan_has_no_formula_in_it() -> None:
    """T-11."""
    year = season([4, 4])
    first, second = seats(year)[:2]
    Signup.objects.filter(pk=first.signup_id).update(name='=HYPERLINK("http://evil.example")')
    confirm(year, first, second)

    answer = signed_in(year.here.house.coordinator).get(f"{url(year)}lataa/")
    rows = sheet_of(answer)

    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(answer.content)).read("xl/worksheets/sheet1.xml")
    assert rows[0] == ("Koulu tai yksikkö", "Nimi", "VESO-päiviä", "Tunteja", "Luetaan hyväksi", "Lukuvuosi", "Tila")
    assert {row[1] for row in rows[1:]} == {'=HYPERLINK("http://evil.example")', second.signup.name}
    assert {row[2:6] for row in rows[1:]} == {(1, 6, "VESO-koulutuspäivä", "2026–2027")}
    own = sheet_of(signed_in(principal_of(year)).get(f"{UNIT}lataa/"))
    assert {row[0] for row in own[1:]} <= {year.here.house.units[0].name}


def test_an_export_asks_for_a_fresh_code() -> None:
    year = season([4])

    for person, address in ((year.here.house.coordinator, f"{url(year)}lataa/"), (principal_of(year), f"{UNIT}lataa/")):
        assert signed_in(person, fresh=False).get(address)["Location"].startswith("/kirjaudu/varmista/")


@pytest.mark.counting
def test_queries_do_not_grow_with_people() -> None:
    def count(year: Year) -> int:
        client = signed_in(year.here.house.coordinator)
        client.get(url(year))
        with CaptureQueriesContext(connection) as made:
            assert client.get(url(year)).status_code == 200
        return len(made)

    assert count(season([4, 5, 3, 4, 5, 6, 2])) <= 15
