"""`verme login-link`: a one-use address, in production only for coordinators and network administrators."""

import re

import pytest
from django.conf import settings
from django.test import Client

from tests import cast
from verme.audit.models import Entry
from verme.command import main
from verme.mail.models import Letter
from verme.organisations.terms import RoleKind

pytestmark = pytest.mark.django_db


def link(capsys: pytest.CaptureFixture[str], email: str) -> str:
    assert main(["login-link", email]) == 0
    found = re.fullmatch(rf"{settings.BASE_URL}(/kirjaudu/linkki/[\w-]{{32}}/)\n", capsys.readouterr().out)
    assert found is not None
    return found[1]


def test_the_printed_address_signs_in_by_a_button_once(capsys: pytest.CaptureFixture[str]) -> None:
    house = cast.seinajoki()
    address = link(capsys, "Koordinaattori@Seinajoki.example")
    client = Client()
    for _ in range(3):  # a mail scanner looks first
        assert client.get(address, headers={"User-Agent": "OneOutlook"}).status_code == 200
        assert client.head(address).status_code == 200
    assert "_auth_user_id" not in client.session
    answer = client.post(address)

    assert answer.headers["Location"] == "/o/seinajoki/"
    assert client.session["_auth_user_id"] == str(house.coordinator.pk)
    assert answer.headers["Referrer-Policy"] == "strict-origin"
    again = Client().post(address)
    assert again.status_code == 200
    assert "Linkki on vanhentunut tai jo käytetty" in again.content.decode()


def test_it_is_audited_and_the_person_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    house = cast.seinajoki()
    link(capsys, house.coordinator.email)

    assert Entry.objects.get(verb="person.link_made").role == "operator"
    assert Letter.objects.get(kind="people.link").person_id == house.coordinator.pk


def test_somebody_unknown_gets_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["login-link", "nobody@seinajoki.example"]) == 2
    assert capsys.readouterr().err == "verme login-link: nobody with the address nobody@seinajoki.example is known\n"


def test_in_production_only_coordinators_and_the_network(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    people = [*cast.seinajoki().people.items(), (RoleKind.NETWORK, cast.network_admin())]
    monkeypatch.setattr(settings, "PRODUCTION", True)
    given = {kind for kind, person in people if main(["login-link", person.email]) == 0}

    assert given == {RoleKind.COORDINATOR, RoleKind.NETWORK}
    assert Letter.objects.filter(kind="people.link").count() == 2
    assert "others sign in by a code" in capsys.readouterr().err
