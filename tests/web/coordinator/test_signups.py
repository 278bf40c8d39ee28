"""K2: the list of sign-ups, one sign-up's page, and what the coordinator does about it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import cast, make
from tests.rooms.signups.table import Table, verbs
from tests.visit import signed_in
from tests.web.coordinator.conftest import words
from tests.web.coordinator.signing_up import LIST, coordinator, fresh, own
from verme.audit.actors import VISITOR
from verme.organisations.models import StaffMember
from verme.signups import actions
from verme.signups.models import Signup
from verme.signups.terms import Flag

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.fixture
def quiet(table: Table) -> Callable[[str], Signup]:
    """Signs somebody up about whom nothing is to be checked."""

    def sign_up(name: str = "", **said: Any) -> Signup:
        return actions.confirm(table.apply(name, **said), by=VISITOR)

    return sign_up


def names(client: Client, query: str = "") -> list[str]:
    """Who is shown, in order."""
    return [row.signup.name for row in client.get(LIST + query).context["shown"]]


# the list


@pytest.mark.usefixtures("table")
def test_without_sign_ups_the_page_says_how_they_come(client: Client) -> None:
    assert "Ei vielä ilmoittautumisia. Jaa linkki intrassa tai sähköpostilla, niin lista alkaa täyttyä." in words(client.get(LIST))


def test_what_needs_checking_comes_first_then_the_alphabet_of_last_names(client: Client, table: Table, quiet: Any) -> None:
    for name in ("Aino Öhman", "Bertta Zidan", "Cecilia Åberg", "Daavid Aalto"):
        quiet(name)
    table.apply("Eeva Ylinen")

    assert names(client) == ["Eeva Ylinen", "Daavid Aalto", "Bertta Zidan", "Cecilia Åberg", "Aino Öhman"]


def test_figures_and_filters_count_the_same(client: Client, table: Table, quiet: Any) -> None:
    quiet("Aino Aalto"), quiet("Bertta Berg"), quiet("Cecilia Cedergren"), quiet("Daavid Dahl")
    gone = quiet("Eeva Eskola")
    actions.withdraw(gone, by=VISITOR)
    table.apply("Fanni Falk")

    page = client.get(LIST)
    assert "ilmoittautumista 5 paikkaa 3 varasijalla 2 tarkistettavana 1" in words(page)
    assert {chip["label"]: chip["count"] for chip in page.context["list"].chips} == {
        "Kaikki": 5,
        "Tarkistettavaa": 1,
        "Vahvistamatta": 1,
        "Paikan saaneet": 3,
        "Varasijalla": 2,
        "Ei mukana": 1,
    }
    assert names(client, "?nayta=jonossa") == ["Daavid Dahl", "Fanni Falk"]
    assert names(client, "?nayta=poissa") == ["Eeva Eskola"]
    assert names(client, "?nayta=tarkistettavaa") == ["Fanni Falk"]


def test_it_is_searched_and_narrowed(client: Client, house: cast.House, table: Table, quiet: Any) -> None:
    assistant = house.organisation.staff_groups.get(key="school_assistant")
    quiet("Aino Aalto", themes=table.themes[2:3])
    quiet("Bertta Berg", unit=house.units[1])
    quiet("Cecilia Cedergren", staff_group=assistant)
    quiet("Daavid Dahl", unit=None, other_unit="Nurmon lukio")

    assert names(client, "?q=BERG") == ["Bertta Berg"]
    assert names(client, "?q=aalto+berg") == []
    assert names(client, "?q=aalto+AINO") == ["Aino Aalto"]
    assert names(client, "?q=aino.aalto@koulu") == ["Aino Aalto"]
    assert names(client, f"?koulu={house.units[1].pk}") == ["Bertta Berg"]
    assert names(client, "?koulu=muu") == ["Daavid Dahl"]
    assert names(client, "?tyo=school_assistant") == ["Cecilia Cedergren"]
    assert names(client, f"?teema={table.themes[2].key}") == ["Aino Aalto"]
    assert "Näin rajattuja ilmoittautumisia ei ole." in words(client.get(f"{LIST}?q=nobody"))
    assert len(names(client, "?nayta=unknown&sivu=zz&koulu=&auki=XXXX-XXXX")) == 4


def test_an_opened_row_says_what_it_is_about_and_what_can_be_done(client: Client, table: Table) -> None:
    signup = table.apply("Aino Aalto", unit=None, other_unit="Nurmon lukio", apart="Bertta", wish="Salaisuus")

    page = words(client.get(f"{LIST}?auki={signup.reference}"))

    assert "Kirjoitti työpaikan itse: ”Nurmon lukio”." in page
    assert "Valitsen työpaikan hänen puolestaan Kysyn viestillä Kunnossa näin Jätän tarkistettavaksi" in page
    assert "Salaisuus" not in page
    assert "Bertta" not in page


def test_a_discreet_wish_and_free_text_stand_on_the_own_page_only(client: Client, table: Table) -> None:
    signup = table.apply("Aino Aalto", apart="Bertta", wish="Salaisuus", together="Cecilia")

    page = words(client.get(own(signup)))

    assert "Ei yhdessä Bertta" in page
    assert "Toiveita Salaisuus" in page
    assert "Yhdessä Cecilia" in page


@pytest.mark.parametrize("page", ["", "?auki={0}", "{0}/", "{0}/kysy/", "{0}/paikka/", "{0}/korjaa/", "{0}/vertaa/{1}/", "lisaa/"])
@pytest.mark.counting
def test_queries_do_not_grow_with_rows(client: Client, table: Table, page: str) -> None:
    one, other = table.apply("Aino Aalto", unit=None, other_unit="Toisaalla"), table.apply("Aino Aalto", email="aino@muualla.example")
    table.fill(3)
    actions.to_queue(one, by=coordinator(table))
    address = LIST + page.format(one.reference, other.reference)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        assert client.get(address).status_code == 200
    table.fill(26)
    with CaptureQueriesContext(connection) as many:
        assert client.get(address).status_code == 200
    assert len(many) <= len(few) <= MOST, [query["sql"][:90] for query in many]


# flags


def test_what_is_fine_is_not_asked_again_and_the_next_one_opens(client: Client, table: Table) -> None:
    first, second = table.apply("Aino Aalto"), table.apply("Bertta Berg")

    answer = client.post(own(first, "tee/"), {"act": "kunnossa", "flag": "unconfirmed", "lista": "1"})

    assert answer["Location"].endswith(f"?auki={second.reference}#{second.reference}")
    assert fresh(first).flags == ["ok:unconfirmed"]
    assert verbs()[-1] == "signup.flag_cleared"
    assert names(client, "?nayta=tarkistettavaa") == ["Bertta Berg"]


def test_what_is_left_stays_and_the_next_one_opens(client: Client, table: Table) -> None:
    first, second = table.apply("Aino Aalto"), table.apply("Bertta Berg")

    answer = client.post(own(first, "tee/"), {"act": "jata", "flag": "unconfirmed", "lista": "1"})

    assert f"auki={second.reference}" in answer["Location"]
    assert fresh(first).flags == []
    assert client.post(own(second, "tee/"), {"act": "jata", "lista": "1"})["Location"] == LIST


@pytest.mark.parametrize("act", ["", "unknown", "muistuta", "kylla"])
def test_what_cannot_be_done_leads_to_the_sign_up(client: Client, table: Table, act: str) -> None:
    signup = actions.confirm(table.apply("Aino Aalto"), by=VISITOR)

    assert client.post(own(signup, "tee/"), {"act": act})["Location"] == own(signup)
    assert client.get(own(signup, "tee/"))["Location"] == own(signup)


def test_each_choice_leads_to_its_page(client: Client, table: Table) -> None:
    one, other = table.apply("Aino Aalto"), table.apply("Aino Aalto", email="aino@muualla.example")

    def leads_to(act: str) -> str:
        return client.post(own(one, "tee/"), {"act": act, "flag": "unconfirmed", "lista": "1"})["Location"]

    assert leads_to("muistuta") == own(one, "muistuta/?lippu=unconfirmed&lista=1")
    assert leads_to("korjaa") == own(one, "korjaa/?lippu=unconfirmed&lista=1")
    assert leads_to("vertaa") == own(one, f"vertaa/{other.reference}/?lippu=unconfirmed&lista=1")


def test_who_is_not_in_the_staff_list_shows(client: Client, house: cast.House, table: Table, quiet: Any) -> None:
    StaffMember.objects.create(organisation=house.organisation, name="Bertta", email="bertta.berg@koulu.example")
    quiet("Aino Aalto"), quiet("Bertta Berg")

    found = {row.signup.name: list(row.flags) for row in client.get(LIST).context["shown"]}
    assert found == {"Aino Aalto": [Flag.NOT_STAFF], "Bertta Berg": []}


# who may not


@pytest.mark.parametrize("page", ["", "tee/", "kysy/", "korjaa/", "vertaa/{0}/"])
def test_another_programmes_sign_up_is_not_here(client: Client, house: cast.House, table: Table, page: str) -> None:
    here = table.apply("Aino Aalto")
    spring = make.programme(house.organisation, slug="kevat")
    other = Table(house, spring, make.themes(spring), make.slots(spring), make.places(spring)).apply("Bertta Berg")

    assert client.get(own(other, page.format(here.reference))).status_code == 404
    assert client.get(own(here, f"vertaa/{other.reference}/")).status_code == 404
    assert client.get(own(here, "unknown/")).status_code == 404


def test_nobody_else_sees_the_list(house: cast.House, table: Table) -> None:
    signup = table.apply("Aino Aalto")
    others = [person for kind, person in house.people.items() if kind != "coordinator"]

    answers = {signed_in(person).get(path).status_code for person in others for path in (LIST, own(signup), own(signup, "kysy/"))}

    assert answers == {403}
    assert signed_in(cast.gradia().coordinator).get(LIST).status_code == 404


def test_once_the_groups_are_published_nothing_is_done_here(client: Client, table: Table) -> None:
    signup = table.apply("Aino Aalto")
    table.programme.published_at = make.OCTOBER
    table.programme.save()

    page = words(client.get(own(signup)))
    assert "Ryhmät on julkaistu, joten ilmoittautumiset eivät enää muutu." in page
    assert "Siirrä varasijalle" not in page
    assert "Lisää ilmoittautuminen" not in words(client.get(LIST))
