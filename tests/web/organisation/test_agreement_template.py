"""The words that agreements of the organisation begin with: seen, changed, taken back."""

import pytest

from tests import cast
from tests.visit import signed_in
from tests.web.coordinator.conftest import words
from verme.agreements import queries
from verme.agreements.models import AgreementTemplate
from verme.agreements.ready import ready
from verme.agreements.rules import Section
from verme.organisations.terms import RoleKind

pytestmark = pytest.mark.django_db
ALL, ONE = "/o/seinajoki/asetukset/sopimuspohja/", "/o/seinajoki/asetukset/sopimuspohja/sv/"


@pytest.fixture
def house() -> cast.House:
    return cast.seinajoki()


def test_it_begins_with_ours_and_becomes_the_organisations(house: cast.House) -> None:
    client = signed_in(house.coordinator)
    assert "Nämä ovat Vermen valmiit sanat." in words(client.get(ALL))
    form = client.get(ONE).context["form"]
    assert form["heading_0"].value() == "Förtroende"

    done = client.post(ONE, {"revision": "0", "key_0": "", "heading_0": "Vårt löfte", "text_0": "Vi lyssnar."}, follow=True)

    assert "Nämä ovat omat sananne." in words(done)
    assert "Vårt löfte Vi lyssnar." in words(done)
    assert queries.template(house.organisation, "sv") == (Section("own-1", "Vårt löfte", "Vi lyssnar."),)
    back = client.post(ONE, {"revision": "1", "ready": "", "heading_0": "Vårt löfte", "text_0": "Vi lyssnar."}, follow=True)
    assert "Nämä ovat Vermen valmiit sanat." in words(back)
    assert queries.template(house.organisation, "sv") == ready("sv")


def test_two_who_change_at_once(house: cast.House) -> None:
    client, sent = signed_in(house.coordinator), {"revision": "0", "heading_0": "Vårt", "text_0": "Ord"}
    client.post(ONE, sent)

    assert "Joku on muuttanut tekstiä" in words(client.post(ONE, sent))
    assert AgreementTemplate.objects.count() == 1


def test_one_more_section_without_saving(house: cast.House) -> None:
    page = signed_in(house.coordinator).post(ONE, {"revision": "0", "heading_0": "Vårt", "text_0": "Ord", "add": ""})

    assert (page.context["form"].count, AgreementTemplate.objects.count()) == (2, 0)


def test_who_may_and_which_languages(house: cast.House) -> None:
    assert signed_in(house.people[RoleKind.PRINCIPAL]).get(ALL).status_code == 403
    assert signed_in(cast.gradia().coordinator).get(ALL).status_code == 404
    assert signed_in(house.coordinator).get(ALL + "de/").status_code == 404
