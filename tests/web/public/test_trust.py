"""The pages trust stands on say what the tables behind them say, in every language."""

import datetime as dt
import io

import pytest
from django.test import Client
from django.utils.html import strip_tags
from python_calamine import CalamineWorkbook

from tests import cast, make
from verme.audit.actors import OPERATOR
from verme.kernel import clock
from verme.organisations import actions as organisations
from verme.organisations.policy import POLICY, Thing, Viewer, cell
from verme.web.public import insight

pytestmark = pytest.mark.django_db
PAGES = ["/", "/mika-verme/", "/kuka-nakee-mita/", "/tietosuoja/", "/saavutettavuus/", "/apua/"]


def words(client: Client, path: str) -> str:
    """What a reader reads, with single spaces."""
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(strip_tags(response.content.decode().partition("<main")[2]).replace("&#x27;", "'").split())


@pytest.mark.parametrize("path", PAGES)
def test_pages_answer_before_there_is_any_organisation(path: str) -> None:
    assert Client().get(path).status_code == 200


def test_the_page_tells_every_cell_of_the_table() -> None:
    told = words(Client(), "/kuka-nakee-mita/")

    for thing in Thing:
        assert insight.full_name(thing) in told
        for viewer in POLICY[thing]:
            assert insight.words(thing, viewer) in told


@pytest.mark.parametrize(
    ("viewer", "seats"),
    [
        (Viewer.PERSON, "full full full full full full full full"),
        (Viewer.MEMBERS, "full open open full full open open open"),
        (Viewer.MENTOR, "full full half full full full open open"),
        (Viewer.STAND_IN, "full open open half open half open open"),
        (Viewer.PRINCIPAL, "half open open open open open half open"),
        (Viewer.MANAGEMENT, "open open half half half half half half"),
        (Viewer.DPO, "open open open open open open open open"),
    ],
)
def test_rings_are_drawn_from_the_table(viewer: Viewer, seats: str) -> None:
    assert [kind for kind, _letters in insight.insight(viewer).seats] == seats.split()


def test_shared_limits_are_told_once() -> None:
    told = insight.insight(Viewer.MANAGEMENT).sees

    assert told.count("Lukumäärinä: ") == 1
    assert "(lukumäärinä)" not in told


def test_what_nobody_sees_is_said_once_as_a_promise() -> None:
    for viewer in Viewer:
        seen = insight.insight(viewer)
        assert str(Thing.ANSWERED.label) not in seen.sees + seen.does_not


def test_the_table_to_take_along_is_the_same_table() -> None:
    response = Client().get("/kuka-nakee-mita/taulukko.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()

    assert response.headers["Content-Disposition"] == 'attachment; filename="verme-kuka-nakee-mita.xlsx"'
    assert rows[0][1:] == [viewer.label for viewer in Viewer]
    assert [row[1:] for row in rows[1:]] == [[insight.words(thing, viewer) for viewer in Viewer] for thing in Thing]


def test_a_changed_right_changes_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Client().get("/kuka-nakee-mita/").content
    monkeypatch.setitem(POLICY[Thing.EMAIL], Viewer.MEMBERS, cell(Thing.EMAIL, Viewer.MENTOR))

    assert Client().get("/kuka-nakee-mita/").content != before


@pytest.mark.parametrize("path", ["/tietosuoja/", "/saavutettavuus/", "/apua/"])
def test_each_organisation_has_its_contact_there(path: str) -> None:
    house = cast.seinajoki().organisation
    organisations.change(house, by=OPERATOR, contact_name="Riitta Kangas", contact_email="riitta@seinajoki.example")
    cast.gradia()
    told = words(Client(), path)

    assert "Riitta Kangas, riitta@seinajoki.example" in told
    assert "Yhteyshenkilöä ei ole vielä kerrottu." in told
    assert "koordinaattori@" not in told  # a coordinator's own address is not the public contact


def test_an_organisations_own_words_say_which_language_they_are_in() -> None:
    house = cast.seinajoki().organisation
    organisations.change(house, by=OPERATOR, privacy={"fi": "Säilytämme <tiedot> vuoden.\n\nSitten ne poistetaan."})
    page = Client().get("/tietosuoja/?kieli=sv").content.decode()

    assert '<div class="prose stack" lang="fi"><p>Säilytämme &lt;tiedot&gt; vuoden.</p>\n\n<p>Sitten ne poistetaan.</p></div>' in page


def test_weaknesses_can_be_reported(settings: object) -> None:
    lines = dict(line.split(": ", 1) for line in Client().get("/.well-known/security.txt").content.decode().splitlines())
    expires = dt.datetime.fromisoformat(lines["Expires"])

    assert set(lines) == {"Contact", "Expires", "Preferred-Languages", "Canonical"}
    assert lines["Contact"].endswith("/apua/")
    assert dt.timedelta(days=170) < expires - clock.real_now() < dt.timedelta(days=366)


def test_the_front_page_leads_to_the_one_open_programme(at: object) -> None:
    at(make.AUGUST)  # type: ignore[operator]
    seinajoki, gradia = cast.seinajoki().organisation, cast.gradia().organisation
    make.programme(seinajoki)
    assert 'class="ds-button big" href="/i/seinajoki-2026/"' in Client().get("/").content.decode()
    make.programme(gradia), make.programme(gradia, slug="salaa", announced=False)
    told = words(Client(), "/")

    assert 'class="ds-button big" href="#lahella"' in Client().get("/").content.decode()
    assert "Seinäjoki: Verme 2026–2027" in told and "Gradia: Verme 2026–2027" in told
    assert "salaa" not in Client().get("/").content.decode()


def test_the_front_page_has_no_button_when_nothing_is_open(at: object) -> None:
    at(make.OCTOBER)  # type: ignore[operator]
    make.programme(cast.seinajoki().organisation)
    page = Client().get("/").content.decode()

    assert "ds-button big" not in page
    assert "Ilmoittautuminen on päättynyt" in page
