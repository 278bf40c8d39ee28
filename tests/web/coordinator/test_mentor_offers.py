"""K3: what a mentor offers, entered, changed and taken back on the mentor's behalf."""

import dataclasses
from typing import Any

import pytest
from django.test import Client

from tests import cast, make
from tests.rooms.mentors.season import Season, everything, held, letters
from tests.web.coordinator.conftest import told, words
from tests.web.coordinator.mentoring import OFFER, a_year, at_page, faults
from verme.mentors import queries
from verme.mentors.models import Invitation, MentorEntry
from verme.mentors.terms import Answer, Training

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(house: cast.House) -> Season:
    """The coordinator's year, nobody in the register."""
    return a_year(house)


def test_an_offer_is_entered_and_whoever_leads_is_told(client: Client, here: Season) -> None:
    sari, tiina = here.mentor("Sari"), here.mentor("Tiina")
    assert "Sari" in words(client.get(at_page(sari, "tarjous/")))
    page = told(client, client.post(at_page(sari, "tarjous/"), {**OFFER, "pair": str(tiina.pk)}))

    assert "Tallennettu. Vetäjät saavat tiedon sähköpostilla." in page
    assert held(MentorEntry.objects.get()) == {
        "leads": ["Sari", "Tiina"],
        "themes": ["teema-1", "teema-3"],
        "times": {"ma-1430": False, "ti-1430": True},
        "places": ["keskusta"],
        "languages": ["fi", "sv"],
        "contact": "040 2",
    }
    assert sorted(letters()) == [("offer", "sari"), ("offer", "tiina")]
    assert set(Invitation.objects.values_list("answer", flat=True)) == {Answer.YES}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"slot_ma-1430": "0", "slot_ti-1430": "0"}, {"slot_ma-1430": ["Valitse vähintään yksi aika."]}),
        ({"themes": []}, {"themes": ["Valitse vähintään yksi teema."]}),
        ({"places": []}, {"places": ["Valitse vähintään yksi paikka."]}),
        ({"languages": []}, {"languages": ["Valitse vähintään yksi kieli."]}),
        ({"slot_to-1430": "2"}, {"slot_ma-1430": ["Mentori tarjoaa jo toista ryhmää jonakin näistä ajoista."]}),
        ({"slot_ma-1430": "0", "slot_ti-1430": "0", "themes": []}, {"slot_ma-1430", "themes"}),
        ({"slot_ma-1430": "5"}, {"slot_ma-1430"}),
        ({"pair": "999999"}, {"pair"}),
    ],
)
def test_what_an_offer_lacks_is_said_and_nothing_typed_is_lost(client: Client, here: Season, said: dict[str, Any], found: Any) -> None:
    sari = here.mentor("Sari")
    here.offer(sari, slots=here.slots[3:])
    before = everything()
    page = client.post(at_page(sari, "tarjous/"), {**OFFER, "contact": "Kirjoitin tämän", **said})

    assert faults(page) == found if isinstance(found, dict) else set(faults(page)) == found
    assert 'value="Kirjoitin tämän"' in page.content.decode()
    assert everything() == before


def test_who_does_not_lead_any_more_is_refused_as_the_pair(client: Client, here: Season) -> None:
    sari, veikko = here.mentor("Sari"), here.mentor("Veikko", training=Training.RETIRED)

    assert list(faults(client.post(at_page(sari, "tarjous/"), {**OFFER, "pair": str(veikko.pk)}))) == ["pair"]
    only = client.post(at_page(veikko, "tarjous/"), OFFER)
    assert faults(only) == {"__all__": ["Ryhmää voi vetää vain koulutettu tai koulutuksessa oleva mentori."]}


def test_any_theme_means_all_of_them(client: Client, here: Season) -> None:
    sari = here.mentor("Sari")
    told(client, client.post(at_page(sari, "tarjous/"), {**OFFER, "themes": ["*"]}))

    assert held(MentorEntry.objects.get())["themes"] == ["teema-1", "teema-2", "teema-3"]


def test_who_leads_two_groups_has_two_offers(client: Client, here: Season) -> None:
    sari = here.mentor("Sari")
    for times in ({}, {"slot_ma-1430": "0", "slot_ti-1430": "0", "slot_to-1430": "2"}):
        told(client, client.post(at_page(sari, "tarjous/"), {**OFFER, **times}))

    assert [list(held(entry)["times"]) for entry in MentorEntry.objects.all()] == [["ma-1430", "ti-1430"], ["to-1430"]]  # type: ignore[call-overload]


def test_an_offer_is_changed_from_what_stands_in_it(client: Client, here: Season) -> None:
    sari, tiina = here.mentor("Sari"), here.mentor("Tiina")
    entry = here.offer(sari, tiina)
    address = at_page(tiina, f"tarjous/{entry.pk}/")
    page = client.get(address)

    assert page.context["form"].initial["pair"] == str(sari.pk)
    told(client, client.post(address, {**OFFER, "pair": ""}))
    assert held(MentorEntry.objects.get())["leads"] == ["Tiina"]
    assert sorted(letters()) == [("offer", "tiina"), ("taken_back", "sari")]


def test_an_offer_is_taken_back_after_a_question(client: Client, here: Season) -> None:
    sari = here.mentor("Sari")
    entry = here.offer(sari)
    address = at_page(sari, f"tarjous/{entry.pk}/peru/")

    assert "ma 14.30–16.00" in words(client.get(address))
    assert queries.standing(here.programme).count() == 1
    assert "Tarjous otettiin takaisin." in told(client, client.post(address))
    assert queries.standing(here.programme).count() == 0
    assert letters() == [("taken_back", "sari")]


def test_a_programme_without_times_asks_for_them_first(client: Client, house: cast.House) -> None:
    bare = dataclasses.replace(Season(house, make.programme(house.organisation), [], [], []))
    page = client.get(at_page(bare.mentor("Sari"), "tarjous/"))

    assert "Ohjelma tarvitsee ensin teeman, viikoittaisen ajan ja paikan." in words(page)
