"""Signing up: who you are, what suits you, check, done. Nothing typed is lost, nothing is sent twice, nothing is asked in vain."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests import make
from tests.rooms.signups.table import Table, letters, table
from tests.visit import signed_in
from tests.web.public.way import Way, faults, plain, words
from verme.audit.actors import OPERATOR, VISITOR
from verme.kernel import clock
from verme.mentors import actions as mentors
from verme.mentors.actions.offer import Terms
from verme.mentors.terms import Training
from verme.organisations import actions as organisations
from verme.organisations.models import Organisation, StaffGroup, Unit
from verme.organisations.terms import Level
from verme.people import actions as people
from verme.programmes import actions as programmes
from verme.programmes.models import Place, Programme, Theme
from verme.programmes.rules import Dates
from verme.signups import actions
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
    ] * 3  # type: ignore[arg-type]
    assert letters() == ["confirmation"]


def test_pages_are_light_and_private(made: Table) -> None:
    way = Way(made)
    way.to_check()

    for stop in way.stops.values():
        response = way.client.get(stop)
        assert "<script" not in response.content.decode()
        assert "no-store" in response.headers["Cache-Control"]


def test_what_is_missing_is_named_above_and_at_the_field(made: Table) -> None:
    way = Way(made)

    about = way.say("about", name=" ", email="aino", unit="", staff_group=None, is_new=None)
    assert faults(about) == [
        "Kirjoita etu- ja sukunimesi",
        "Kirjoita sähköpostiosoite muodossa nimi@esimerkki.fi",
        "Valitse koulu tai yksikkö",
        "Valitse, mitä työtä teet",
        "Valitse kyllä tai ei",
    ]
    html = about.content.decode()
    assert ("<title>Virhe: Kerro itsestäsi" in html, 'value="aino"' in html) == (True, True)  # what was typed is kept
    way.say("about")
    nothing = dict.fromkeys(way.wishes())
    assert faults(way.say("wishes", **nothing)) == [
        "Valitse vähintään yksi teema tai se, että mikä tahansa teema käy",
        "Valitse vähintään yksi aika, joka sopii sinulle",
        "Valitse vähintään yksi tapa tavata",
        "Valitse vähintään yksi kieli",
    ]


@pytest.mark.parametrize("name", ["Osta http://spam.example", "spam.example", "Aino <b>", "a@b.example", "x/y"])
def test_a_name_carries_no_link(made: Table, name: str) -> None:
    """It goes into a letter to an address that nobody has proven yet."""
    assert faults(Way(made).say("about", name=name)) == ["Kirjoita etu- ja sukunimesi"]


@pytest.mark.parametrize("name", ["Maija-Liisa O'Neill", "J. R. Šuomalainen", "Väinö af Hällström", "Ng"])
def test_names_are_as_people_have_them(made: Table, name: str) -> None:
    assert Way(made).say("about", name=name).status_code == 302


def test_a_workplace_is_chosen_or_written(made: Table) -> None:
    way = Way(made)

    assert faults(way.say("about", unit="other")) == ["Kirjoita työpaikkasi nimi"]
    assert faults(way.say("about", unit="999999")) == ["Valitse koulu tai yksikkö"]
    way.send(unit="other", other_unit="Kyläkoulu")
    held = Signup.objects.get()
    assert (held.unit, held.other_unit) == (None, "Kyläkoulu")


def test_units_are_grouped_by_town_or_level(made: Table) -> None:
    organisation = made.house.organisation

    def groups() -> list[str]:
        return re.findall(r'<optgroup label="([^"]+)"', Client().get(Way(made).start).content.decode())

    assert groups() == ["Perusopetus, vuosiluokat 1–6", "Perusopetus, vuosiluokat 7–9"]
    organisations.add_unit(organisation, name="Muualla", level=Level.LOWER, town="Ilmajoki", by=OPERATOR)
    assert groups()[-1] == "Ilmajoki, perusopetus, vuosiluokat 1–6"
    Unit.objects.filter(name="Muualla").update(is_closed=True)
    assert len(groups()) == 2


def test_a_page_cannot_be_skipped(made: Table) -> None:
    way = Way(made)

    assert [way.client.get(way.stops[page]).headers["Location"] for page in ("wishes", "check")] == [way.start] * 2
    way.say("about")
    assert way.client.get(way.stops["check"]).headers["Location"] == way.stops["wishes"]
    assert way.client.post(way.stops["check"]).headers["Location"] == way.stops["wishes"]
    assert Signup.objects.count() == 0


def test_only_what_the_programme_needs_is_asked(made: Table) -> None:
    def asked(page: str) -> set[str]:
        way = Way(made)
        if page == "wishes":
            way.say("about")
        html = way.client.get(way.stops[page]).content.decode()
        return {name for name in ("is_new", "subject", "languages", "place_eta") if f'name="{name}"' in html}

    assert (asked("about"), asked("wishes")) == ({"is_new"}, {"languages", "place_eta"})
    Theme.objects.update(only_new=False)
    Theme.objects.filter(pk=made.themes[0].pk).update(admit_subject="Matematiikka")
    Organisation.objects.update(languages=["fi"])
    Place.objects.filter(key="eta").delete()
    assert (asked("about"), asked("wishes")) == ({"subject"}, set())
    Way(made).send(is_new=None, languages=None, place_eta=None, subject="Matematiikka", wish1=made.themes[0].key)
    held = Signup.objects.get()
    assert (held.subject, held.is_new, held.languages, [answer.place.key for answer in held.place_answers.all()]) == (
        "Matematiikka", None, ["fi"], ["keskusta"],
    )  # fmt: skip


def test_only_themes_that_admit_are_shown(made: Table) -> None:
    made.themes[2].admit_groups.add(StaffGroup.objects.get(organisation=made.house.organisation, key="school_assistant"))

    def shown(**said: str) -> list[str]:
        way = Way(made)
        way.say("about", **said)
        return re.findall(r'name="wish1" value="(teema-\d)"', way.client.get(way.stops["wishes"]).content.decode())

    assert shown() == ["teema-2"]
    assert shown(is_new="yes") == ["teema-1", "teema-2"]
    assert shown(staff_group="school_assistant") == ["teema-2", "teema-3"]


def test_who_changes_the_first_page_chooses_again_what_is_no_longer_open(made: Table) -> None:
    way = Way(made)
    way.to_check(is_new="yes", wish1="teema-1")
    way.say("about", is_new="no")

    assert way.client.get(way.stops["check"]).headers["Location"] == way.stops["wishes"]
    assert len(faults(way.client.get(way.stops["wishes"]))) > 0  # type: ignore[arg-type]


def test_a_theme_is_wished_once_and_gaps_close(made: Table) -> None:
    way = Way(made)
    way.say("about")

    assert faults(way.say("wishes", wish1="teema-2", wish2="teema-2")) == ["Valitse kukin teema vain kerran"]
    way.send(wish1="", wish2="teema-3", wish3="teema-2")
    assert [(wish.rank, wish.theme.key) for wish in Signup.objects.get().theme_wishes.all()] == [(1, "teema-3"), (2, "teema-2")]


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
    page = words(way.client.get("/i/seinajoki-2026/kiitos/"))  # type: ignore[arg-type]
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

    assert plain(way.client.get("/i/seinajoki-2026/kiitos/")) == first  # type: ignore[arg-type]
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
        return words(way.client.post("/i/seinajoki-2026/kiitos/", follow=True))  # type: ignore[arg-type]

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
    assert "Yrityksiä tuli monta peräkkäin. Odota 6" in words(refused)  # type: ignore[arg-type]
    assert (Signup.objects.count(), "Aino Šuomalainen" in words(refused)) == (0, True)  # type: ignore[arg-type]
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

    refused = words(way.client.post(way.stops["check"]))  # type: ignore[arg-type]
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
        assert sentence in words(way.client.get(page))  # type: ignore[arg-type]
        assert sentence in words(way.client.post(page))  # type: ignore[arg-type]
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


def test_last_years_answers_are_ready_for_who_is_signed_in(made: Table) -> None:
    old = made.apply("Aino Vanha", email="aino@koulu.example", themes=[made.themes[2]], together="Bertta", is_new=True)
    person = people.ensure("aino@koulu.example", name="Aino Nykyinen", language="fi", by=OPERATOR)
    actions.tie(person, by=VISITOR)
    new = programmes.open_year(
        made.house.organisation,
        slug="seinajoki-2027",
        titles={"fi": "Ensi vuosi"},
        school_year=2027,
        dates=Dates(made.programme.opens_at, made.programme.closes_at, *(dt.date(2026, 9, day) for day in (15, 16, 30))),
        capacity=56,
        like=made.programme,
        by=OPERATOR,
    )
    Programme.objects.filter(pk=new.pk).update(announced_at=make.AUGUST)
    client = signed_in(person)

    about = client.get("/i/seinajoki-2027/ilmoittaudu/").content.decode()
    assert [part in about for part in ('value="Aino Vanha"', 'value="aino@koulu.example"')] == [True, True]
    assert re.search(rf'value="{made.house.units[0].pk}" selected', about)
    way = Way(Table(made.house, new, list(new.themes.all()), list(new.slots.all()), list(new.places.all())), client)
    client.post(way.stops["about"], way.about())
    wishes = client.get(way.stops["wishes"]).content.decode()
    assert re.search(r'name="wish1" value="teema-3"[^>]* checked', wishes)
    assert ('value="Bertta"' in wishes, old.programme == new) == (True, False)


def test_a_session_is_no_store(made: Table) -> None:
    way = Way(made)
    way.client.post(way.stops["about"], way.about(name="x" * 100_000, kieli="sv", junk="y" * 100_000))

    held = way.client.session["drawers"]["seinajoki-2026"]["about"]
    assert (len(held["name"][0]), "junk" in held) == (2000, False)
