"""A programme's public page in every stage, and the feed of an organisation's calls."""

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import cast, make
from verme.audit.actors import OPERATOR
from verme.kernel import clock
from verme.organisations import actions as organisations
from verme.programmes import actions
from verme.programmes.actions import ThemeTerms
from verme.programmes.models import Programme
from verme.programmes.terms import Admission, Kind

pytestmark = pytest.mark.django_db
PAGE = "/i/seinajoki-2026/"
FEED = "/syote/seinajoki.atom"
ATOM = "{http://www.w3.org/2005/Atom}"
TAG = re.compile(r"<[^>]*>")
JULY = dt.datetime(2026, 8, 5, 9, tzinfo=clock.HELSINKI)


@pytest.fixture
def house(at: Callable[[dt.datetime], None]) -> cast.House:
    at(make.AUGUST)
    made = cast.seinajoki()
    actions.adopt_preset(made.organisation, preset="seinajoki", by=OPERATOR)
    contact = {"contact_name": "Riitta Kangas", "contact_email": "riitta@seinajoki.example"}
    organisations.change(made.organisation, **contact, by=OPERATOR)
    return made


@pytest.fixture
def programme(house: cast.House) -> Programme:
    made = make.programme(house.organisation)
    make.themes(made), make.slots(made), make.places(made)
    return made


def words(path: str = PAGE, language: str = "fi") -> str:
    """What a reader of this language reads in the main part of the page."""
    response = Client().get(f"{path}?kieli={language}")
    assert response.status_code == 200
    main = response.content.decode().partition('<main id="sisalto">')[2].partition("</main>")[0]
    return " ".join(unescape(TAG.sub(" ", main)).split())


SIGN_UP = f"{PAGE}ilmoittaudu/"


@pytest.mark.parametrize(
    ("moment", "values", "sentence", "has_button"),
    [
        (JULY, {}, "Ilmoittautuminen alkaa ma 10.8.2026 klo 9.00.", False),
        (make.AUGUST, {}, "Ilmoittaudu viimeistään ti 8.9.2026 .", True),
        (make.AUGUST, {"paused_at": make.AUGUST}, "Ilmoittautuminen on hetken keskeytetty. Yritä myöhemmin uudelleen.", False),
        (make.OCTOBER, {}, "Ilmoittautumisaika on päättynyt, mutta voit vielä ilmoittautua varasijalle.", True),
        (make.OCTOBER, {"late": "refused"}, "Ilmoittautuminen on päättynyt. Seuraavasta kerrotaan tällä sivulla", False),
        (make.OCTOBER, {"published_at": make.OCTOBER}, "Ryhmät on muodostettu, ja kaikille on kerrottu.", False),
        (make.OCTOBER, {"ended_at": make.OCTOBER}, "Ilmoittautuminen on päättynyt.", False),
    ],
)
def test_each_stage_says_what_can_be_done(
    programme: Programme, at: Callable[..., None], moment: dt.datetime, values: dict[str, object], sentence: str, has_button: bool
) -> None:
    Programme.objects.update(**values)
    at(moment)

    assert sentence in words()
    assert (f'href="{SIGN_UP}"' in Client().get(PAGE).content.decode()) == has_button


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "fi",
            [
                "Verme-ryhmässä tapaat kollegoita kahvikupin ja ammatillisen keskustelun äärellä.",
                "Opettajalle 4 tapaamista korvaa yhden VESO-päivän.",
                "10.8.–8.9.2026 Ilmoittaudut",
                "Viimeistään ti 15.9.2026 Saat ryhmän",
                "1,5 tuntia kerrallaan, noin kerran kuussa.",
                "4 tapaamisen jälkeen VESO-päivä",
                "Paikkoja on 56. 7 ryhmää, kussakin enintään 8 ihmistä ja mentori.",
            ],
        ),
        ("sv", ["För en lärare ersätter 4 träffar en VESO-dag (lärararbetsdag).", "Det finns 56 platser.", "Anmäl dig senast ti 8.9.2026"]),
        ("en", ["For teachers, taking part in 4 meetings replaces one VESO training day.", "10 Aug–8 Sep 2026 You sign up"]),
    ],
)
def test_it_promises_what_the_rules_promise(programme: Programme, language: str, sentences: list[str]) -> None:
    page = words(language=language)

    assert [sentence for sentence in sentences if sentence not in page] == []


def test_where_there_is_no_veso_none_is_promised(at: Callable[..., None]) -> None:
    at(make.AUGUST)
    house = cast.gradia()
    actions.adopt_preset(house.organisation, preset="gradia", by=OPERATOR)
    make.programme(house.organisation)

    page = words("/i/gradia-2026/")
    assert "VESO" not in page
    assert "Osallistumisesta saa täydennyskoulutustunteja." in page


def test_without_rules_it_still_answers(at: Callable[..., None]) -> None:
    at(make.AUGUST)
    make.programme(cast.gradia().organisation)

    assert "Ilmoittaudut" in words("/i/gradia-2026/")


def test_it_is_not_there_before_the_announcement(house: cast.House) -> None:
    make.programme(house.organisation, announced=False)

    assert Client().get(PAGE).status_code == 404
    assert Client().get("/i/nowhere/").status_code == 404


def test_a_discreet_theme_is_offered_openly_and_hidden_once_groups_exist(programme: Programme) -> None:
    terms = ThemeTerms(Kind.LONG_CAREER, {"fi": "K55", "sv": "K55"}, {"fi": "Pitkän työuran tehneille."})
    actions.add_theme(programme, terms=terms, by=OPERATOR)
    assert "K55 Pitkän työuran tehneille." in words()

    Programme.objects.update(published_at=clock.now())

    for language, name in (("fi", "Teemaryhmä"), ("sv", "Temagrupp"), ("en", "Theme group")):
        page = words(language=language)
        assert name in page
        assert "K55" not in page
        assert "Pitkän työuran" not in page


def test_the_lots_fingerprint_stands_on_the_page(house: cast.House) -> None:
    made = make.programme(house.organisation, announced=False, admission=Admission.NEW_FIRST)
    make.themes(made), make.slots(made), make.places(made)
    held = actions.announce(made, by=OPERATOR)

    page = Client().get(PAGE).content.decode()
    assert held.draw_digest in page.replace("<wbr>", "")
    assert held.draw_seed not in page
    Programme.objects.update(drawn_at=clock.now())
    assert f"{PAGE}arvonta/" in Client().get(PAGE).content.decode()


@pytest.mark.counting
def test_queries_do_not_grow_with_themes(house: cast.House) -> None:
    made, counts = make.programme(house.organisation), []
    for count in (1, 30):
        made.themes.all().delete()
        make.themes(made, count)
        with CaptureQueriesContext(connection) as queries:
            Client().get(PAGE)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


# --- the feed -----------------------------------------------------------------------------------------------------------


def feed(language: str = "fi") -> ET.Element:
    response = Client().get(f"{FEED}?kieli={language}")
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ET.fromstring(response.content)


def entries(found: ET.Element) -> list[tuple[str | None, ...]]:
    return [tuple(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "summary")) for entry in found.iter(f"{ATOM}entry")]


@pytest.mark.parametrize(
    ("language", "title", "summary"),
    [
        ("fi", "Verme, kutsut: Seinäjoki", "Ilmoittaudu viimeistään ti 8.9.2026."),
        ("sv", "Verme, inbjudningar: Seinäjoki (sv)", "Anmäl dig senast ti 8.9.2026."),
        ("en", "Verme, calls of Seinäjoki", "Sign up by Tue 8 Sep 2026."),
    ],
)
def test_the_feed_tells_of_calls_in_the_language_asked_for(programme: Programme, language: str, title: str, summary: str) -> None:
    found = feed(language)

    assert found.findtext(f"{ATOM}title") == title
    assert entries(found) == [("http://127.0.0.1:8000/i/seinajoki-2026/", "Verme 2026–2027", summary)]
    assert found.get("{http://www.w3.org/XML/1998/namespace}lang") == language


def test_every_part_that_the_format_asks_for_is_there(programme: Programme) -> None:
    found = feed()

    for where in (found, next(found.iter(f"{ATOM}entry"))):
        assert all(where.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
        assert dt.datetime.fromisoformat(where.findtext(f"{ATOM}updated") or "").tzinfo
    links = {link.get("rel"): link.get("href") for link in found.iter(f"{ATOM}link")}
    assert links == {
        "self": "http://127.0.0.1:8000/syote/seinajoki.atom?kieli=fi",
        "alternate": "http://127.0.0.1:8000/i/seinajoki-2026/?kieli=fi",
    }


def test_only_what_is_announced_and_real_is_told_the_latest_change_first(
    house: cast.House, programme: Programme, at: Callable[..., None]
) -> None:
    make.programme(house.organisation, slug="draft", announced=False)
    make.programme(house.organisation, slug="practice", is_practice=True)
    make.programme(cast.gradia().organisation)
    make.programme(
        house.organisation, slug="later", titles={"fi": "Kevään ryhmät & <muut>"}, changed_at=make.AUGUST + dt.timedelta(minutes=5)
    )
    assert [title for _id, title, _summary in entries(feed())] == ["Kevään ryhmät & <muut>", "Verme 2026–2027"]

    at(make.AUGUST + dt.timedelta(hours=1))
    actions.pause(programme, by=OPERATOR)

    assert [title for _id, title, _summary in entries(feed())] == ["Verme 2026–2027", "Kevään ryhmät & <muut>"]


def test_while_nothing_changes_readers_are_told_so(programme: Programme, at: Callable[..., None]) -> None:
    client = Client()
    since = client.get(FEED)["Last-Modified"]
    assert client.get(FEED, headers={"If-Modified-Since": since}).status_code == 304

    at(make.AUGUST + dt.timedelta(hours=1))
    actions.pause(programme, by=OPERATOR)
    assert client.get(FEED, headers={"If-Modified-Since": since}).status_code == 200


def test_a_feed_without_calls_and_one_of_nobody(house: cast.House) -> None:
    assert entries(feed()) == []
    assert Client().get("/syote/nobody.atom").status_code == 404


def test_the_public_page_names_its_feed(programme: Programme) -> None:
    assert f'<link rel="alternate" type="application/atom+xml" href="{FEED}?kieli=fi"' in Client().get(f"{PAGE}?kieli=fi").content.decode()
