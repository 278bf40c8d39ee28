"""The question pages: what is asked, of whom, and what is said when an answer is missing."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests import make
from tests.rooms.signups.table import Table, table
from tests.visit import signed_in
from tests.web.public.way import Way, faults
from verme.audit.actors import OPERATOR, VISITOR
from verme.organisations import actions as organisations
from verme.organisations.models import Organisation, StaffGroup, Unit
from verme.organisations.terms import Level
from verme.people import actions as people
from verme.programmes import actions as programmes
from verme.programmes.models import Place, Programme, Theme
from verme.programmes.rules import Dates
from verme.signups import actions
from verme.signups.models import Signup

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def august(at: Callable[[dt.datetime], None]) -> None:
    at(make.AUGUST)


@pytest.fixture
def made() -> Table:
    """A programme with places enough, its first theme for those new in post."""
    return table()


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
    assert len(faults(way.client.get(way.stops["wishes"]))) > 0


def test_a_theme_is_wished_once_and_gaps_close(made: Table) -> None:
    way = Way(made)
    way.say("about")

    assert faults(way.say("wishes", wish1="teema-2", wish2="teema-2")) == ["Valitse kukin teema vain kerran"]
    way.send(wish1="", wish2="teema-3", wish3="teema-2")
    assert [(wish.rank, wish.theme.key) for wish in Signup.objects.get().theme_wishes.all()] == [(1, "teema-3"), (2, "teema-2")]


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
