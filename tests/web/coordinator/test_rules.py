"""The operating model's pages: read by every role, changed by the coordinator from a day on, tried with figures."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import cast, make
from tests.visit import signed_in
from tests.web.coordinator.conftest import told, words
from verme.audit.actors import OPERATOR
from verme.kernel import clock
from verme.organisations.terms import RoleKind
from verme.programmes import actions, queries
from verme.programmes.models import RuleSet
from verme.programmes.plain_words import Part
from verme.programmes.rules import FIELDS, PRESETS
from verme.web.coordinator.forms.rules import PIECES, RulesForm

pytestmark = pytest.mark.django_db
RULES = "/o/seinajoki/toimintamalli/"


def posted(client: Client, part: str, **given: Any) -> dict[str, Any]:
    """A part's form as it stands on the page, with some answers changed. What a box is not ticked for is not sent."""
    form = client.get(f"{RULES}{part}/").context["form"]
    held = {name: form[name].value() for name in form.fields}
    plain = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in held.items()}
    return {name: value for name, value in (plain | {"decision": "KH § 212"} | given).items() if value is not None and value is not False}


@pytest.mark.parametrize("kind", list(cast.NAMES))
def test_every_role_reads_the_rules_and_only_the_coordinator_is_offered_to_change_them(house: cast.House, kind: RoleKind) -> None:
    response = signed_in(house.people[kind]).get(RULES)

    assert "4 tapaamista korvaa yhden VESO-päivän, jonka pituus on 6 tuntia. Enintään 1 päivä lukuvuodessa." in words(response)
    assert (f"{RULES}hyvitys/" in response.content.decode()) == (kind == RoleKind.COORDINATOR)


def test_every_field_of_the_model_is_a_field_of_some_form() -> None:
    assert sorted(name for pieces in PIECES.values() for name in pieces) == sorted(FIELDS)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("part", Part)
def test_what_is_not_touched_comes_back_unchanged(house: cast.House, preset: str, part: Part) -> None:
    rules = PRESETS[preset]
    form = RulesForm(None, part=part, rules=rules, organisation=house.organisation)
    held = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in held.items() if value is not None and value is not False} | {
        "valid_from": "2026-09-01",
        "decision": "x",
    }
    again = RulesForm(sent, part=part, rules=rules, organisation=house.organisation)

    assert again.is_valid(), again.errors
    assert again.values() == {name: getattr(rules, name) for name in PIECES[part]}


def test_a_change_makes_a_new_version_from_a_day_on(client: Client, house: cast.House) -> None:
    page = told(client, client.post(f"{RULES}tapaamiset/", posted(client, "tapaamiset", meetings="5", valid_from="2026-09-01")))

    assert "Muutos on tallennettu. Aiemmat versiot pysyvät ennallaan." in page
    assert "Ryhmä tapaa 6 kertaa lukuvuodessa" in page  # today's rules
    assert "Uusi versio alkaa 1.9.2026." in page
    coming = words(client.get(f"{RULES}?pvm=2026-09-01"))
    assert "Ryhmä tapaa 5 kertaa lukuvuodessa" in coming
    assert "Nämä eivät ole tämän päivän säännöt." in coming
    assert [held.rules.meetings for held in queries.rule_sets(house.organisation)] == [5, 6]


def test_the_history_tells_what_was_changed_by_whom_by_which_decision(client: Client, house: cast.House, at: Callable[..., None]) -> None:
    client.post(
        f"{RULES}palkkio/", posted(client, "palkkio", planning_units="2,5", average_price_cents="32,86", decision="KH 14.6.2026 § 212")
    )
    at(make.OCTOBER)

    page = words(client.get(RULES))
    assert "Voimassa 20.8.2026 alkaen. Päätös KH 14.6.2026 § 212. Pohjana Seinäjoen malli. Kaikki versiot (2)" in page
    versions = page.partition("Versiot")[2]
    assert "Suunnittelusta 2,5 yksikköä kerran lukuvuodessa. Yksikkö on kertatuntipalkkio." in versions
    assert "Talousarvioissa ja raporteissa yksikön keskihinnaksi arvioidaan 32,86 €." in versions
    assert "Pidetystä tapaamisesta 1 yksikkö." not in versions
    assert "Riitta Kangas, to 20.8.2026" in versions
    assert "Seinäjoen malli sellaisenaan." in versions


@pytest.mark.parametrize(
    ("part", "given", "field", "sentence"),
    [
        ("mukana", {"size_min": "9"}, "size_min", "Ryhmäkokojen on kasvettava"),
        ("tapaamiset", {"counted_minutes": "91"}, "counted_minutes", "Laskettavan tapaamisen vähin pituus"),
        ("tapaamiset", {"meetings": "3"}, "", "Hyvitykseen tarvitaan vähintään yksi tapaaminen ja enintään kaikki."),
        ("hyvitys", {"credit_threshold": "7"}, "credit_threshold", "Hyvitykseen tarvitaan"),
        ("palkkio", {"planning_units": "1,1"}, "planning_units", "tarkimmillaan neljäsosina"),
        ("palkkio", {"planning_units": "many"}, "planning_units", "Kirjoita luku"),
        ("kausi", {"opens_month": "2", "opens_day": "30"}, "opens_day", "jotka ovat joka vuodessa"),
        ("ryhmittely", {"theme_points": "10"}, "theme_points", "Aiempi toive antaa vähintään yhtä monta"),
        ("tapaamiset", {"meetings": "5", "decision": " "}, "decision", "Kirjoita päätös, johon muutos perustuu."),
        ("tapaamiset", {"meetings": "5", "valid_from": "2026-08-19"}, "valid_from", "Muutos alkaa tänään tai myöhemmin"),
        ("tapaamiset", {}, "", "Mikään ei eroa sen päivän säännöistä."),
    ],
)
def test_what_does_not_hold_together_is_said_at_its_field(
    client: Client, house: cast.House, part: str, given: dict[str, str], field: str, sentence: str
) -> None:
    make.programme(house.organisation)  # its time runs already
    response = client.post(f"{RULES}{part}/", posted(client, part, **given))

    assert sentence in words(response)
    assert not field or f'href="#id_{field}' in response.content.decode()
    assert RuleSet.objects.count() == 1


def test_a_part_that_is_not_there(client: Client) -> None:
    assert client.get(f"{RULES}veronkierto/").status_code == 404


def test_the_two_models_are_offered_once() -> None:
    house = cast.gradia()
    client, path = signed_in(house.coordinator), "/o/gradia/toimintamalli/"

    page = words(client.get(path))
    assert "Seinäjoen malli Aloita tällä: Seinäjoen malli" in page
    assert "Mentoreille ei makseta palkkiota." in page
    assert client.get(f"{path}valitse/").status_code == 302  # looking chooses nothing
    client.post(f"{path}valitse/", {"preset": "unknown"})
    assert not RuleSet.objects.exists()
    assert "Toimintamalli on käytössä." in told(client, client.post(f"{path}valitse/", {"preset": "gradia"}))
    assert "Organisaatiolla on jo toimintamalli." in told(client, client.post(f"{path}valitse/", {"preset": "seinajoki"}))


def test_others_wait_for_the_coordinator_to_choose() -> None:
    house = cast.gradia()

    page = signed_in(house.people[RoleKind.MANAGER]).get("/o/gradia/toimintamalli/")
    assert "Vastuuhenkilö ei ole vielä valinnut toimintamallia." in words(page)
    assert "valitse/" not in page.content.decode()


def test_trying_the_rules(client: Client, house: cast.House) -> None:
    actions.change_rules(house.organisation, values={"average_price_cents": 3286}, valid_from=clock.today(), decision="x", by=OPERATOR)
    page = words(client.get(f"{RULES}?osallistui=5&piti=6&jarjestely=2"))

    assert "Osallistui 5 tapaamista 5 Kokonaisia päiviä 5 ÷ 4, yli jää 1 1 Enintään 1 päivä vuodessa raja ei leikkaa 1" in page
    assert "VESO-päiviä 1 päivä = 6 tuntia Todistuksessa lukee 5 tapaamista, 7,5 tuntia." in page
    assert "Suunnittelu kerran lukuvuodessa 3 Tapaamiset 6 pidettyä × 1 yksikkö 6 Järjestelytyö 2, raja 3 2 Yksiköitä 11" in page
    assert "Keskihinta, arvio 32,86 € yksiköltä 361,46 €" in page


def test_trying_part_time_work_a_pair_and_long_meetings(client: Client, house: cast.House) -> None:
    values = {"part_time": "scaled", "pays_by_length": True}
    actions.change_rules(house.organisation, values=values, valid_from=clock.today(), decision="x", by=OPERATOR)
    page = words(client.get(f"{RULES}?osallistui=2&muoto=veso&osuus=60&piti=6&pari=on&jarjestely=3&kesto=180"))

    assert "Osallistui 2 tapaamista 2 Tapaamisia päivään osa-aikatyössä 4 × 60 %, pyöristetään ylöspäin 3" in page
    assert "Kokonaisia päiviä 2 ÷ 3, yli jää 2 0" in page
    assert "Todistuksessa lukee 2 tapaamista, 6 tuntia. Vielä 1 tapaaminen, niin seuraava päivä on täynnä." in page
    assert "Suunnittelu kerran lukuvuodessa, parista kummallekin puolet 1,5" in page
    assert "Tapaamiset 6 pidettyä × 2 yksikköä, parista kummallekin puolet 6 Järjestelytyö 3, raja 1,5 1,5 Yksiköitä 9" in page


def test_trying_a_form_that_earns_hours_and_meetings_too_short_to_count(client: Client) -> None:
    hours, short = (words(client.get(f"{RULES}?osallistui=3&{more}")) for more in ("muoto=office", "kesto=45"))

    assert "Osallistui 3 tapaamista 3 Koulutustunnit 4,5 tuntia" in hours
    assert "Osallistui 3 tapaamista, liian lyhyt: tapaaminen lasketaan, kun se kestää vähintään 1 tunti 0" in short


def test_trying_gatherings(client: Client, house: cast.House) -> None:
    asked = f"{RULES}?osallistui=3&tilaisuuksia=2"
    before = words(client.get(asked))
    actions.change_rules(house.organisation, values={"gatherings_count": True}, valid_from=clock.today(), decision="x", by=OPERATOR)
    after = words(client.get(asked))

    assert "Aloitus- ja päätöstilaisuudet 2 tapaamista, näillä säännöillä niitä ei lasketa 0 Kokonaisia päiviä 3 ÷ 4, yli jää 3 0" in before
    assert "Aloitus- ja päätöstilaisuudet 2 tapaamista 2 Kokonaisia päiviä 5 ÷ 4, yli jää 1 1" in after


def test_trying_says_that_working_time_is_never_paid(client: Client) -> None:
    page = words(client.get(f"{RULES}?piti=6&jarjestely=2&tyoaika=on"))

    no_fee = "Aika on työaikaa, joten siitä ei makseta palkkiota. 0"
    assert f"Suunnittelu {no_fee} Tapaamiset {no_fee} Järjestelytyö {no_fee} Yksiköitä 0" in page
    assert "Työajasta ei koskaan makseta myös palkkiota. Mikään sääntö ei voi sallia sitä." in page


def test_trying_the_mentors_own_credit(client: Client, house: cast.House) -> None:
    asked = f"{RULES}?piti=6&jarjestely=2"
    before = words(client.get(asked))
    actions.change_rules(house.organisation, values={"mentor_credit": True}, valid_from=clock.today(), decision="x", by=OPERATOR)
    after = words(client.get(asked))

    assert "Oma hyvitys Näillä säännöillä ryhmän vetäminen ei anna mentorille omaa hyvitystä 0" in before
    assert "Veti 6 tapaamista 6 Kokonaisia päiviä 6 ÷ 4, yli jää 2 1 Enintään 1 päivä vuodessa raja ei leikkaa 1" in after
    assert "Samat tapaamiset voivat tuoda sekä palkkion että hyvityksen" in after


@pytest.mark.parametrize(
    "query",
    [
        "osallistui=x",
        "osallistui=-1",
        "jarjestely=1e9",
        "piti=999999999999999999999",
        "muoto=x",
        "osuus=0",
        "pvm=tomorrow",
        "pvm=0001-01-01",
    ],
)
def test_nonsense_is_answered_with_the_proposal(client: Client, query: str) -> None:
    assert "VESO-päiviä 1 päivä = 6 tuntia" in words(client.get(f"{RULES}?{query}"))


def test_gradia_tries_hours_and_no_fee() -> None:
    house = cast.gradia()
    actions.adopt_preset(house.organisation, preset="gradia", by=OPERATOR)
    page = words(signed_in(house.coordinator).get("/o/gradia/toimintamalli/?osallistui=4"))

    assert "Osallistui 4 tapaamista 4 Koulutustunnit 6 tuntia Todistuksessa lukee 4 tapaamista, 6 tuntia." in page
    assert "VESO-päiviä 1" not in page
    assert "Järjestelytyö, yksikköä" not in page


@pytest.mark.counting
def test_queries_do_not_grow_with_versions(client: Client, house: cast.House) -> None:
    counts = []
    for meetings in ((5,), range(6, 36)):
        for number in meetings:
            actions.change_rules(
                house.organisation, values={"meetings": number}, valid_from=clock.today(), decision="x", by=house.coordinator.acting("x")
            )
        with CaptureQueriesContext(connection) as made:
            client.get(RULES)
        counts.append(len(made))
    assert counts[0] == counts[1] <= 12
