"""Calendars in the organisation's settings: added, changed, filled by hand and from a file that is looked at first."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import cast
from tests.rooms.meetings.test_calendars import ICS
from tests.visit import signed_in
from tests.web.coordinator.conftest import words
from verme.meetings.models import DayOff, SchoolCalendar

pytestmark = pytest.mark.django_db
URL = "/o/seinajoki/asetukset/kalenterit/"


@pytest.fixture
def client() -> Client:
    return signed_in(cast.seinajoki().coordinator)


def test_a_calendar_gets_its_days_by_hand(client: Client) -> None:
    assert "Kalentereita ei vielä ole." in words(client.get(URL))
    own = client.post(URL + "uusi/", {"name": "Perusopetus", "levels": ["basic"], "town": ""}).url
    assert "Samanniminen" in words(client.post(URL + "uusi/", {"name": "perusopetus"}))

    day = {"title": "Syysloma", "first": "2026-10-12", "last": "2026-10-16", "kind": "break"}
    client.post(own, day)
    client.post(own, day)
    assert "Viimeinen päivä on ennen ensimmäistä." in words(client.post(own, day | {"last": "2026-10-01"}))
    page = words(client.get(own))
    assert "Perusopetus Perusopetus" in page and "Syysloma 12.10.–16.10.2026 Loma" in page
    row = DayOff.objects.get()
    client.post(f"{own}poista/{row.pk}/")
    assert not DayOff.objects.exists()
    client.post(own + "muuta/", {"name": "Alakoulut", "levels": ["lower"], "town": "Lapua"})
    assert SchoolCalendar.objects.get().name == "Alakoulut"
    client.post(own + "muuta/", {"remove": "1"})
    assert not SchoolCalendar.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lomat.ics", ICS),
        ("lomat.csv", "Nimi;Alkaa;Päättyy\nSyysloma;12.10.2026;16.10.2026\nVESO;14.11.2026;\n;6.12.2026;\n".encode()),
    ],
)
def test_a_file_is_looked_at_before_it_is_taken_in(client: Client, name: str, content: bytes) -> None:
    own = client.post(URL + "uusi/", {"name": "Perusopetus"}).url

    def bring() -> str:
        answer = client.post(own + "tuo/", {"file": SimpleUploadedFile(name, content)})
        seen.append(answer)
        return words(answer)

    seen: list[object] = []
    page = bring()
    assert "1 rivi jää pois" in page and "Nimi puuttuu." in page and "2 riviä on uusia tai muuttuneita" in page
    assert not DayOff.objects.exists()
    rows = seen[0].context["take"].initial["rows"]  # type: ignore[attr-defined]
    client.post(own + "tuo/", {"rows": rows})
    client.post(own + "tuo/", {"rows": rows})
    assert DayOff.objects.count() == 2
    assert "Kaikki tiedoston rivit ovat jo kalenterissa." in bring()


def test_what_cannot_be_read_is_told(client: Client) -> None:
    own = client.post(URL + "uusi/", {"name": "Perusopetus"}).url

    assert "Valitse tiedosto" in words(client.post(own + "tuo/"))
    assert "rikki" in words(client.post(own + "tuo/", {"file": SimpleUploadedFile("x.ics", b"BEGIN:VCALENDAR\nBEGIN")}))
    assert client.post(own + "tuo/", {"rows": "\0"}).status_code == 302
    assert client.post(own + "tuo/", {"file": SimpleUploadedFile("x.csv", b"\0")}).status_code == 200
    assert not DayOff.objects.exists()
