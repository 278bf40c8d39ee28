"""One's own sign-up by the letter's link: shown, changed, cancelled; offers; what looking never does."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests import make
from tests.rooms.signups.table import Table, letters, secret, table
from tests.visit import signed_in
from tests.web.public.way import Way, words
from tests.web.visitors import writes
from verme.audit.actors import OPERATOR, VISITOR
from verme.people import actions as people
from verme.people.models import Person
from verme.programmes.models import Programme
from verme.signups import actions
from verme.signups.models import Signup

pytestmark = pytest.mark.django_db
OWN = "/i/seinajoki-2026/oma/"


@pytest.fixture(autouse=True)
def august(at: Callable[[dt.datetime], None]) -> None:
    at(make.AUGUST)


@pytest.fixture
def made() -> Table:
    """Aino has signed up; one place is left."""
    made = table(capacity=2)
    made.send("Aino", email="aino@koulu.example", together="Bertta")
    return made


def opened(made: Table) -> Way:
    """Somebody who has opened the letter's link."""
    way = Way(made, start=f"{OWN}tiedot/")
    assert way.client.post(f"/m/{secret('confirmation')}/").headers["Location"] == OWN
    return way


def test_scanners_look_and_nothing_happens(made: Table) -> None:
    """Mail scanners open links, more than once, some before the reader does."""
    address, scanner = f"/m/{secret('confirmation')}/", Client(HTTP_USER_AGENT="OneOutlook")

    with writes() as written:
        answers = [scanner.head(address) for _ in range(3)] + [scanner.get(address) for _ in range(3)]
    assert ({answer.status_code for answer in answers}, written) == ({200}, set())
    assert (Person.objects.filter(email="aino@koulu.example").exists(), Signup.objects.get().confirmed_at) == (False, None)
    assert answers[-1].headers["Referrer-Policy"] == "strict-origin"  # no path, no secret
    assert Client().post(address).headers["Location"] == OWN
    assert Signup.objects.get().confirmed_at is not None


def test_the_secret_is_gone_from_the_address(made: Table) -> None:
    way = opened(made)

    page = way.client.get(OWN)
    assert secret("confirmation") not in page.content.decode()
    assert words(page).startswith(
        f"Ilmoittautumisesi Verme 2026–2027 Tila Paikka on varattu Tunnus {Signup.objects.get().reference} Muuta vastauksiasi"
    )
    assert "Yhdessä Bertta" in words(page)


def test_strangers_hear_only_how_to_get_there(made: Table) -> None:
    for address in (OWN, f"{OWN}tiedot/", f"{OWN}toiveet/", f"{OWN}tarkista/", f"{OWN}peru/"):
        for answer in (Client().get(address), Client().post(address)):
            assert "Linkki ei avaudu" in words(answer)
            assert "Aino" not in answer.content.decode()
    assert Client().get("/m/nonsense/").status_code == 404
    assert made.states() == {"Aino": "accepted"}


def test_the_link_opens_one_programme_only(made: Table) -> None:
    other = make.programme(made.house.organisation, slug="toinen")
    make.themes(other), make.slots(other), make.places(other)
    way = opened(made)

    assert "Linkki ei avaudu" in words(way.client.get("/i/toinen/oma/"))


def test_who_is_signed_in_needs_no_link(made: Table) -> None:
    person = people.ensure("aino@koulu.example", name="Aino", language="fi", by=OPERATOR)
    assert "Linkki ei avaudu" in words(signed_in(person).get(OWN))

    actions.tie(person, by=VISITOR)

    assert "Paikka on varattu" in words(signed_in(person).get(OWN))


def test_answers_are_changed_on_the_same_pages(made: Table) -> None:
    way = opened(made)
    assert way.client.post(OWN).headers["Location"] == way.stops["about"]

    about = way.client.get(way.stops["about"]).content.decode()
    assert re.search(r'name="email"[^>]* value="aino@koulu.example"[^>]* disabled', about)
    way.say("about", name="Aino Uusi", email="toinen@koulu.example", is_new="yes")
    way.say("wishes", wish1="teema-1", together="")
    assert "Muutoksesi tallentuu vasta, kun lähetät sen." in words(way.client.get(way.stops["check"]))
    saved = way.client.post(way.stops["check"], follow=True)

    held = Signup.objects.get()
    assert (held.name, held.email, held.is_new, held.together) == ("Aino Uusi", "aino@koulu.example", True, "")
    assert [wish.theme.key for wish in held.theme_wishes.all()] == ["teema-1"]
    assert "Muutoksesi on tallennettu." in words(saved)
    assert letters() == ["confirmation"]
    assert way.client.get(way.stops["about"]).headers["Location"] == OWN  # the drawer is empty again


def test_a_change_and_a_new_sign_up_do_not_mix(made: Table) -> None:
    way = opened(made)
    way.client.post(OWN)

    fresh = Way(made, client=way.client)
    fresh.send(name="Bertta", email="bertta@koulu.example")

    assert set(made.states()) == {"Aino", "Bertta"}
    assert 'value="Aino"' in way.client.get(way.stops["about"]).content.decode()


def test_who_was_slower_sees_both_and_may_do_it_again(made: Table) -> None:
    way = opened(made)
    way.client.post(OWN)
    way.say("about", name="Oma Muutos", is_new="no")
    way.say("wishes")
    held = Signup.objects.get()
    actions.correct(held, answers=made.answers("Toisen Muutos", email=held.email), revision=held.revision, by=OPERATOR)

    refused = words(way.client.post(way.stops["check"]))
    assert "Joku muu muutti tätä samaan aikaan. Tässä on uusin versio. Oma muutoksesi on tallessa alla." in refused
    assert refused.index("Nimi Toisen Muutos") < refused.index("Nimi Oma Muutos")
    assert "Tee muutokseni uudelleen" in refused
    assert Signup.objects.get().name == "Toisen Muutos"

    way.client.post(way.stops["check"])
    assert Signup.objects.get().name == "Oma Muutos"


def test_cancelling_asks_once(made: Table) -> None:
    way = opened(made)

    with writes() as written:
        assert "Perutaanko ilmoittautuminen?" in words(way.client.get(f"{OWN}peru/"))
    assert written == set()
    page = words(way.client.post(f"{OWN}peru/", follow=True))
    way.client.post(f"{OWN}peru/")

    assert "Ilmoittautumisesi on peruttu. Olet tervetullut myöhemminkin." in page
    assert (made.states(), letters("cancelled")) == ({"Aino": "withdrawn"}, ["cancelled"])
    assert "Muuta vastauksiasi" not in page.partition("Tila")[2]


def test_after_the_deadline_only_cancelling_is_left(made: Table, at: Callable[[dt.datetime], None]) -> None:
    way = opened(made)
    way.client.post(OWN)
    at(make.OCTOBER)

    page = words(way.client.get(OWN))
    assert "Ilmoittautumisaika on päättynyt. Pyydä vastuuhenkilöä muuttamaan tietojasi. Peru ilmoittautuminen" in page
    assert "Ilmoittautumisaika on päättynyt." in words(way.client.get(way.stops["about"]))
    Programme.objects.update(published_at=make.OCTOBER)
    assert "Peru ilmoittautuminen" not in words(way.client.get(OWN))
    assert "Ryhmät on julkaistu." in words(way.client.post(f"{OWN}peru/", follow=True))


def test_an_older_letter_says_that_a_newer_one_counts(made: Table, at: Callable[[dt.datetime], None]) -> None:
    old = secret("confirmation")
    at(make.AUGUST + dt.timedelta(hours=2))
    actions.resend(Signup.objects.get(), by=VISITOR)

    assert "Uudempi viesti on voinut korvata sen." in words(Client().get(f"/m/{old}/"))
    assert Client().get(f"/m/{secret('confirmation')}/").status_code == 200


def offered(made: Table) -> str:
    """Bertta and Cecilia come, Aino cancels: the address of Cecilia's offer."""
    made.send("Bertta"), made.send("Cecilia"), made.send("Daavid")
    actions.withdraw(Signup.objects.get(name="Aino"), by=VISITOR)
    return f"/paikka/{secret('offer', 'paikka')}/"


def test_a_free_place_is_taken_by_a_button(made: Table) -> None:
    address, client = offered(made), Client()

    with writes() as written:
        page = words(client.get(address))
    assert (written, "Vastaa viimeistään su 23.8.2026 klo 9.00." in page) == (set(), True)
    assert "Paikka on sinun." in words(client.post(address, {"answer": "yes"}))
    assert made.states()["Cecilia"] == "accepted"
    assert "Paikka on varattu" in words(client.get(OWN))  # who holds the letter may manage
    for again in (client.get(address), client.post(address, {"answer": "no"})):
        assert "Tarjous on vanhentunut tai siihen on jo vastattu." in words(again)
    assert made.states()["Cecilia"] == "accepted"


def test_a_free_place_is_passed_on_and_the_wish_may_end(made: Table) -> None:
    address, client = offered(made), Client()

    page = words(client.post(address, {"answer": "no"}))
    assert "Paikka siirtyy seuraavalle, ja säilytät sijasi jonossa." in page
    assert (made.states()["Cecilia"], made.states()["Daavid"]) == ("queued 1", "offered 2")
    client.post(f"{OWN}peru/")
    assert made.states()["Cecilia"] == "withdrawn"


def test_an_offer_without_an_answer_is_left_in_peace(made: Table, at: Callable[[dt.datetime], None]) -> None:
    address = offered(made)

    assert "Otan paikan" in words(Client().post(address, {"answer": "maybe"}))
    assert made.states()["Cecilia"] == "offered 1"
    at(make.AUGUST + dt.timedelta(hours=72))
    assert "Tarjous on vanhentunut" in words(Client().post(address, {"answer": "yes"}))
    assert Client().get("/paikka/nonsense/").status_code == 404
