"""Signing up: who you are, what suits you, check, done. Nothing typed is lost, nothing is sent twice."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests import make
from tests.rooms.signups.table import Table, letters, table
from tests.web.public.way import Way, plain, words
from verme.audit.actors import OPERATOR
from verme.kernel import clock
from verme.mentors import actions as mentors
from verme.mentors.actions.offer import Terms
from verme.mentors.terms import Training
from verme.organisations.models import Organisation
from verme.programmes import actions as programmes
from verme.programmes.models import Programme
from verme.signups.models import Counter, Signup
from verme.signups.terms import Flag

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def august(at: Callable[[dt.datetime], None]) -> None:
    at(make.AUGUST)


@pytest.fixture
def made() -> Table:
    """A programme with places enough, its first theme for those new in post."""
    return table()


def test_the_whole_way(made: Table) -> None:
    way = Way(made)

    check = way.to_check(wish2=made.themes[2].key, together="Bertta", apart="Cecilia", wish="Kahvia", languages=["sv", "fi"])
    assert words(check) == (
        "Takaisin Vaihe 3/3 Tarkista tietosi ja lähetä Ilmoittautumisesi on perillä vasta, kun lähetät sen. "
        "Nimi Aino Šuomalainen Muuta nimi Sähköposti aino@koulu.example Muuta sähköposti Koulu tai yksikkö Alakylän koulu "
        "Muuta koulu tai yksikkö Työ Luokanopettaja Muuta työ Teemat 1. Teema 2 2. Teema 3 Muuta teemat "
        "Ajat Sopii hyvin: ma 14.30–16.00 Sopii tarvittaessa: ti 14.30–16.00 Muuta ajat "
        "Tapaaminen Sopii hyvin: Keskusta, Etänä Muuta tapaamistapa Kielet Suomi, Svenska Muuta kielet "
        "Yhdessä Bertta Muuta yhdessä Ei yhdessä Cecilia Muuta ei yhdessä Esihenkilö ja alainen Eri ryhmiin "
        "Muuta esihenkilö ja alainen Toiveita Kahvia Muuta toiveet "
        "Vastuuhenkilö näkee vastauksesi. Ryhmäsi jäsenet näkevät nimesi, työpaikkasi ja työtehtäväsi. "
        "Mentorisi näkee sähköpostisi ja toivomasi teeman. Rehtorisi näkee vain, montako VESO-päivää on suoritettu. "
        "Kuka näkee mitä? Käytämme tietojasi vain verme-toiminnan järjestämiseen. Emme lähetä mainoksia. Lähetä ilmoittautuminen"
    )
    assert Signup.objects.count() == 0

    done = way.client.get(way.client.post(way.stops["check"]).headers["Location"])
    held = Signup.objects.get()
    assert (held.name, held.email, held.language, held.languages, held.flags) == (
        "Aino Šuomalainen", "aino@koulu.example", "fi", ["fi", "sv"], [Flag.QUICK],
    )  # fmt: skip
    assert [part in words(done) for part in ("Kiitos, Aino. Ilmoittautumisesi on perillä.", held.reference, "aino@koulu.example")] == [
        True
    ] * 3
    assert letters() == ["confirmation"]


def test_pages_are_light_and_private(made: Table) -> None:
    way = Way(made)
    way.to_check()

    for stop in way.stops.values():
        response = way.client.get(stop)
        assert "<script" not in response.content.decode()
        assert "no-store" in response.headers["Cache-Control"]


def test_a_page_cannot_be_skipped(made: Table) -> None:
    way = Way(made)

    assert [way.client.get(way.stops[page]).headers["Location"] for page in ("wishes", "check")] == [way.start] * 2
    way.say("about")
    assert way.client.get(way.stops["check"]).headers["Location"] == way.stops["wishes"]
    assert way.client.post(way.stops["check"]).headers["Location"] == way.stops["wishes"]
    assert Signup.objects.count() == 0


def test_going_back_finds_everything(made: Table) -> None:
    way = Way(made)
    way.to_check(name="Aino Takaisin", together="Bertta", apart_from_supervisor=None)

    about = way.client.get(way.stops["about"]).content.decode()
    wishes = way.client.get(way.stops["wishes"]).content.decode()

    assert 'value="Aino Takaisin"' in about
    assert 'value="Bertta"' in wishes
    assert re.search(r'name="wish1" value="teema-2"[^>]* checked', wishes)
    assert re.search(r'name="slot_ti-1430" value="1"[^>]* checked', wishes)
    assert not re.search(r'name="apart_from_supervisor"[^>]* checked', wishes)


def test_changing_the_language_loses_nothing_that_was_typed(made: Table) -> None:
    way = Way(made)

    answer = way.say("about", name="Aino Kesken", email="", kieli="sv")
    assert answer.headers["Location"] == f"{way.start}?kieli=sv"
    page = way.client.get(answer.headers["Location"]).content.decode()
    assert ("Berätta om dig själv" in page, 'value="Aino Kesken"' in page, "ds-error-summary" in page) == (True, True, False)
    assert way.client.get(way.stops["wishes"]).headers["Location"] == way.start  # but it was not sent

    way.say("about")
    answer = way.say("wishes", wish1="", together="Bertta", kieli="en")
    page = way.client.get(answer.headers["Location"]).content.decode()
    assert ("What kind of group" in page, 'value="Bertta"' in page, "ds-error-summary" in page) == (True, True, False)


def test_enter_in_a_field_is_no_language(made: Table) -> None:
    """Browsers press the form's first button; it stands before the buttons of the languages and has no name."""
    html = Client().get(Way(made).start).content.decode()

    buttons = re.findall(r"<button([^>]*)>", html)
    assert 'form="kysymykset"' in buttons[0] and "name=" not in buttons[0]
    assert [re.search(r'value="(\w+)"', button)[1] for button in buttons if 'name="kieli"' in button] == ["sv", "en"]  # type: ignore[index]


def test_sending_twice_saves_once(made: Table) -> None:
    way = Way(made)
    way.send()

    for again in (way.client.get(way.stops["check"]), way.client.post(way.stops["check"]), way.client.get(way.stops["wishes"])):
        assert again.headers["Location"] == "/i/seinajoki-2026/kiitos/"
    page = words(way.client.get("/i/seinajoki-2026/kiitos/"))
    assert "Lähetit tämän jo. Mitään ei tallennettu kahdesti." in page
    assert (Signup.objects.count(), letters()) == (1, ["confirmation"])
    about = way.client.get(way.start)
    assert (about.status_code, "Šuomalainen" in about.content.decode()) == (200, False)  # the next person on this device


def test_the_same_tab_opened_twice_sends_once(made: Table) -> None:
    """A double click: both requests come with the same session before either is answered."""
    way = Way(made)
    way.to_check()
    twin = Client()
    twin.cookies = way.client.cookies
    session = way.client.session
    held = dict(session.items())

    way.client.post(way.stops["check"])
    session.update(held)
    session.save()
    twin.post(way.stops["check"])

    assert (Signup.objects.count(), letters()) == (1, ["confirmation"])


def test_a_known_address_gets_the_same_page(made: Table) -> None:
    made.apply("Tuttu", email="tuttu@koulu.example")

    known = Way(made).send(email="tuttu@koulu.example")
    unknown = Way(made).send(email="outo@koulu.example")

    references = [re.search(r'class="ref">([^<]+)<', plain(page))[1] for page in (known, unknown)]  # type: ignore[index]
    assert plain(known).replace("tuttu@", "outo@").replace(references[0], references[1]) == plain(unknown)
    assert references[0] not in {references[1], Signup.objects.get(name="Tuttu").reference}
    assert set(made.states()) == {"Tuttu", "Aino Šuomalainen"}


def test_the_page_that_thanks_stays_a_day(made: Table) -> None:
    way = Way(made)
    first = plain(way.send())

    assert plain(way.client.get("/i/seinajoki-2026/kiitos/")) == first
    session = way.client.session
    session["done"]["seinajoki-2026"]["at"] -= 24 * 3600
    session.save()
    assert way.client.get("/i/seinajoki-2026/kiitos/").headers["Location"] == "/i/seinajoki-2026/"
    assert Client().get("/i/seinajoki-2026/kiitos/").headers["Location"] == "/i/seinajoki-2026/"


def test_its_buttons_send_the_link_whoever_typed_the_address(made: Table, at: Callable[[dt.datetime], None]) -> None:
    made.apply("Tuttu", email="tuttu@koulu.example")
    way = Way(made)
    way.send(email="tuttu@koulu.example")

    def press() -> str:
        return words(way.client.post("/i/seinajoki-2026/kiitos/", follow=True))

    assert ("Jos edellisestä viestistä on kulunut tunti" in press(), letters()) == (True, ["confirmation"])
    at(make.AUGUST + dt.timedelta(minutes=61))
    press(), press()
    assert letters(to="tuttu@koulu.example") == ["confirmation", "confirmation"]


def test_answers_wait_a_day_and_no_longer(made: Table) -> None:
    way = Way(made)
    way.to_check()
    session = way.client.session
    session["drawers"]["seinajoki-2026"]["at"] -= 24 * 3600
    session.save()

    assert way.client.get(way.stops["check"]).headers["Location"] == way.start


def test_too_many_from_one_network_wait_and_lose_nothing(made: Table) -> None:
    now = clock.real_now()
    Counter.objects.create(key="signup:127.0.0.1", minute=now.replace(second=0, microsecond=0), count=600)
    way = Way(made)
    way.to_check()

    refused = way.client.post(way.stops["check"])
    assert "Yrityksiä tuli monta peräkkäin. Odota 6" in words(refused)
    assert (Signup.objects.count(), "Aino Šuomalainen" in words(refused)) == (0, True)
    Counter.objects.update(count=1)
    assert way.client.post(way.stops["check"]).status_code == 302


def test_what_people_do_not_see_is_noted_and_never_refused(made: Table) -> None:
    Way(made).send(website="http://spam.example")
    assert Signup.objects.get().flags == [Flag.QUICK, Flag.HONEYPOT]

    way = Way(made)
    way.to_check(email="hidas@koulu.example")
    session = way.client.session
    session["drawers"]["seinajoki-2026"]["began"] -= 60
    session.save()
    way.client.post(way.stops["check"])
    assert Signup.objects.get(email="hidas@koulu.example").flags == []


def test_a_forged_beginning_counts_as_none(made: Table) -> None:
    way = Way(made)
    way.client.post(way.stops["about"], way.about(began="1:forged"))
    way.say("wishes")
    way.client.post(way.stops["check"])

    assert Signup.objects.get().flags == [Flag.QUICK]


def test_full_means_the_waiting_list(made: Table) -> None:
    Programme.objects.update(capacity=1)
    made.apply("Ensimmäinen")

    page = words(Way(made).send())

    assert "Olet varasijalla Ryhmät ehtivät täyttyä. Kerromme heti, jos paikka vapautuu." in page
    assert "Kuulet, onko sinulle paikka" in page


def test_a_draw_is_announced_on_the_page_that_thanks(made: Table) -> None:
    Programme.objects.update(admission="lottery")

    assert "ti 8.9.2026 jälkeen Paikat arvotaan" in words(Way(made).send())


def test_a_mentor_hears_why(made: Table) -> None:
    mentor = mentors.register(
        made.house.organisation, name="H", email="aino@koulu.example", training=Training.TRAINED, language="fi", by=OPERATOR
    )
    mentors.offer(made.programme, terms=Terms([mentor], made.themes, made.slots, made.places, ["fi"]), by=OPERATOR)
    way = Way(made)
    way.to_check()

    refused = words(way.client.post(way.stops["check"]))
    assert "Sitä ei lähetetty Olet tämän ohjelman mentori, joten et voi ilmoittautua siihen myös osallistujaksi." in refused


@pytest.mark.parametrize(
    ("values", "moment", "sentence"),
    [
        ({}, dt.datetime(2026, 8, 5, tzinfo=dt.UTC), "Ilmoittautuminen ei ole vielä alkanut."),
        ({"paused_at": make.AUGUST}, make.AUGUST, "Ilmoittautuminen on hetken keskeytetty. Yritä myöhemmin uudelleen."),
        ({"late": "refused"}, make.OCTOBER, "Ilmoittautuminen on päättynyt."),
        ({"published_at": make.OCTOBER}, make.OCTOBER, "Ilmoittautuminen on päättynyt."),
    ],
)
def test_closed_in_the_middle_of_the_way(
    made: Table, at: Callable[[dt.datetime], None], values: dict[str, object], moment: dt.datetime, sentence: str
) -> None:
    way = Way(made)
    way.to_check()
    Programme.objects.update(**values)
    at(moment)

    for page in way.stops.values():
        assert sentence in words(way.client.get(page))
        assert sentence in words(way.client.post(page))
    assert Signup.objects.count() == 0


def test_no_page_for_what_is_not_announced(made: Table) -> None:
    Programme.objects.update(announced_at=None)

    assert Client().get(Way(made).start).status_code == 404
    assert Client().get("/i/nobody/ilmoittaudu/").status_code == 404


def test_the_supervisor_is_announced_before_sending(made: Table) -> None:
    programmes.adopt_preset(made.house.organisation, preset="gradia", by=OPERATOR)
    assert "esihenkilö" not in words(Way(made).to_check()).replace("Esihenkilö ja alainen", "").replace("esihenkilö ja alainen", "")

    Organisation.objects.update(supervisor_notice="told")
    assert "siitä kerrotaan esihenkilöllesi" in words(Way(made).to_check())
    Organisation.objects.update(supervisor_notice="asked")
    assert "esihenkilöltäsi kysytään siitä" in words(Way(made).to_check())
