"""O1: the own group, where sign-ups stand, a warm word for who has neither."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import cast, make
from tests.rooms.groups.round import Round, a_round
from tests.visit import signed_in
from tests.web.coordinator.conftest import words
from tests.web.member.conftest import Year, publish, visitor, who
from verme.mentors import actions as mentors
from verme.organisations.terms import RoleKind
from verme.programmes.models import Programme
from verme.programmes.terms import Admission
from verme.signups import actions
from verme.signups.models import Signup
from verme.signups.terms import State

pytestmark = pytest.mark.django_db
HOME = "/oma/"


def test_the_own_group_at_a_glance(year: Year) -> None:
    page = words(visitor("aino@koulu.example").get(HOME))

    assert "Ryhmäsi on A, Teema 2 Maanantaisin klo 14.30–16.00 Keskusta" in page
    assert "Nyt Mentorisi kutsuu ensimmäiseen tapaamiseen" in page
    assert "Tapaatte 6 kertaa 90 minuuttia kerrallaan." in page
    assert "Mentorisi Pirjo Salonen 044 123 4567" in page
    assert "Aino Virtanen (sinä) Harjun koulu · Luokanopettaja" in page
    assert "Bertta Berg Kirkkokadun koulu · Luokanopettaja" in page
    assert "Tämän näkevät ryhmäsi ja vastuuhenkilö. Kuka näkee mitä?" in page
    assert "Eero Eno" not in page
    assert "LEAK" not in page
    assert "@" not in page  # members see names, not addresses


def test_the_head_names_the_organisation(year: Year) -> None:
    page = visitor("aino@koulu.example").get(HOME).content.decode()

    assert "Seinäjoki" in page.partition("<main")[0]


@pytest.mark.parametrize(("language", "said"), [("sv", "Mitt verme"), ("en", "My Verme")])
def test_in_each_language(year: Year, language: str, said: str) -> None:
    page = words(visitor("aino@koulu.example").get(HOME, {"kieli": language}))

    assert page.startswith(said)
    assert {"sv": "Din grupp är A, Tema 2", "en": "Your group is A, Theme 2"}[language] in page


def stand(here: Round, state: State) -> Signup:
    """Aino's sign-up, brought to this state as it comes about."""
    signup = here.person("Aino", email="aino@koulu.example")
    by = here.by
    match state:
        case State.QUEUED:
            signup = actions.to_queue(signup, by=by)
        case State.WITHDRAWN:
            signup = actions.withdraw(signup, by=by)
        case State.DECLINED:
            signup = actions.decline(signup, words="Valitettavasti.", by=by)
    assert signup.state == state
    return signup


@pytest.mark.parametrize(
    ("state", "said", "has_link"),
    [
        (State.ACCEPTED, "Sinulla on paikka. Muodostamme ryhmät viimeistään ti 15.9. ja kerromme silloin", True),
        (State.WITHDRAWN, "Olet perunut ilmoittautumisesi.", False),
        (State.DECLINED, "Tällä kertaa sinulle ei ollut paikkaa.", False),
    ],
)
def test_where_a_sign_up_stands(at: Callable[[dt.datetime], None], state: State, said: str, has_link: bool) -> None:
    at(make.AUGUST)
    signup = stand(a_round(), state)

    response = visitor("aino@koulu.example").get(HOME)

    assert f"Verme 2026–2027 Seinäjoki {said}" in words(response)
    assert ('href="/i/seinajoki-2026/oma/"' in response.content.decode()) == has_link
    assert (f"Tunnuksesi: {signup.reference}" in words(response)) == has_link


def test_the_way_to_change_and_cancel_opens(at: Callable[[dt.datetime], None]) -> None:
    at(make.AUGUST)
    stand(a_round(), State.ACCEPTED)
    client = visitor("aino@koulu.example")

    page = words(client.get("/i/seinajoki-2026/oma/"))

    assert "Peru ilmoittautuminen" in page


def test_on_the_waiting_list_before_and_after_the_groups(at: Callable[[dt.datetime], None]) -> None:
    at(make.AUGUST)
    here = a_round(capacity=4)
    entry, placed = here.mentor(), here.people(4)
    here.person("Aino", email="aino@koulu.example")
    client = visitor("aino@koulu.example")
    assert "Olet varasijalla. Kerromme heti, jos paikka vapautuu, ja joka tapauksessa viimeistään ti 15.9." in words(client.get(HOME))
    at(make.OCTOBER)
    publish(here, (entry, placed))

    assert "Olet varasijalla. Kerromme heti, kun sopiva paikka vapautuu." in words(client.get(HOME))


def test_an_offered_place(at: Callable[[dt.datetime], None]) -> None:
    at(make.AUGUST)
    here = a_round(capacity=1)
    placed = here.person()
    here.person("Aino", email="aino@koulu.example")
    here.mentor()
    actions.withdraw(placed, by=here.by)

    assert "Sinulle on vapautunut paikka." in words(visitor("aino@koulu.example").get(HOME))


def test_before_the_draw(at: Callable[[dt.datetime], None]) -> None:
    at(make.AUGUST)
    here = a_round(admission=Admission.LOTTERY, draw_digest="0" * 64)
    here.person("Aino", email="aino@koulu.example")

    assert "Paikat arvotaan, kun ilmoittautuminen on päättynyt" in words(visitor("aino@koulu.example").get(HOME))


def test_a_programme_that_is_over_is_not_there(at: Callable[[dt.datetime], None]) -> None:
    at(make.AUGUST)
    stand(a_round(), State.ACCEPTED)
    Programme.objects.update(ended_at=make.OCTOBER)

    assert "Sinulla ei ole vielä ilmoittautumista eikä ryhmää." in words(visitor("aino@koulu.example").get(HOME))


def test_a_warm_word_for_who_has_nothing_yet() -> None:
    page = words(signed_in(cast.stranger()).get(HOME))

    assert "olet tervetullut juuri sellaisena kuin olet." in page


@pytest.mark.parametrize("kind", [*cast.NAMES])
def test_each_role_finds_its_own_desks(year: Year, kind: RoleKind) -> None:
    response = signed_in(year.here.house.people[kind]).get(HOME)

    assert 'href="/o/seinajoki/"' in response.content.decode()
    assert "Aino" not in words(response)


def test_who_only_leads_is_at_home_with_the_own_groups(year: Year) -> None:
    assert visitor("pirjo.salonen@koulu.example").get(HOME)["Location"] == "/oma/ryhmani/"


def test_who_leads_now_and_is_asked_again_finds_both_where_the_groups_are(year: Year) -> None:
    other = make.programme(year.here.house.organisation, slug="toinen", starts_on=make.OCTOBER.date())
    mentors.invite(other, mentors=[year.entries[0].lead_rows.get().mentor], by=year.here.by)
    pirjo = visitor("pirjo.salonen@koulu.example")

    assert pirjo.get(HOME)["Location"] == "/oma/ryhmani/"
    page = words(pirjo.get("/oma/ryhmani/"))
    assert page.index("Ryhmäni: A") < page.index("Sinua pyydetään ohjaamaan ryhmää") < page.index("Vastaa kutsuun")


def test_who_leads_one_group_and_sits_in_another_finds_both(year: Year) -> None:
    other = make.programme(year.here.house.organisation, slug="toinen", starts_on=make.OCTOBER.date())
    more = Round(year.here.house, other, make.themes(other), make.slots(other), make.places(other), year.here.numbers)
    publish(more, (more.mentor(), [more.person("Pirjo", email="pirjo.salonen@koulu.example"), *more.people(3)]))

    response = visitor("pirjo.salonen@koulu.example").get(HOME)

    assert "Ohjaat ryhmää Ryhmäni" in words(response)
    assert "Ryhmäsi on A" in words(response)


def test_a_stranger_signs_in_first() -> None:
    assert Client().get(HOME)["Location"] == "/kirjaudu/?next=%2Foma%2F"


@pytest.mark.counting
def test_queries_do_not_grow_with_rows(at: Callable[[dt.datetime], None]) -> None:
    at(make.OCTOBER)
    here = a_round()
    aino = here.person("Aino", email="aino@koulu.example")
    publish(here, (here.mentor(), [aino, *here.people(3)]))
    client = visitor("aino@koulu.example")

    def count() -> int:
        with CaptureQueriesContext(connection) as made:
            assert client.get(HOME).status_code == 200
        return len(made)

    few = count()
    for number in range(4):
        other = make.programme(here.house.organisation, slug=f"ohjelma-{number}", starts_on=make.OCTOBER.date())
        more = Round(here.house, other, make.themes(other), make.slots(other), make.places(other), here.numbers)
        own = more.person("Aino", email="aino@koulu.example")
        if number < 3:
            publish(more, (more.mentor(), [own, *more.people(5)]))
    who("aino@koulu.example")

    assert (count(), Signup.objects.filter(person__email="aino@koulu.example").count()) == (few, 5)
    assert few <= 20
