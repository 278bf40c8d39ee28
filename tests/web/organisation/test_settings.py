"""Settings: texts in each language, languages, contact, supervisors, logo, and how others see them."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from tests import cast, make
from tests.web.coordinator.conftest import told, words
from verme.audit import queries as audit
from verme.organisations import queries
from verme.organisations.terms import SupervisorNotice

pytestmark = pytest.mark.django_db
PAGE = "/o/seinajoki/asetukset/"


def png(width: int = 120, height: int = 40) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(out, "PNG")
    return SimpleUploadedFile("logo.png", out.getvalue(), "image/png")


def texts(**changes: str) -> dict[str, str]:
    """Everything that the page of texts asks for."""
    return {
        f"{name}_{language}": changes.get(f"{name}_{language}", f"{name} {language}")
        for name in ("names", "sender_names", "about", "privacy")
        for language in ("fi", "sv", "en")
    }


def last_deed(town: cast.House) -> str:
    return audit.of_organisation(town.organisation.pk)[0].verb


def test_texts_are_kept_in_each_language(town: cast.House, client: Client) -> None:
    read = told(client, client.post(f"{PAGE}tekstit/", texts(about_sv="", names_fi="  Seinäjoen kaupunki ")))

    town.organisation.refresh_from_db()
    assert town.organisation.names == {"fi": "Seinäjoen kaupunki", "sv": "names sv", "en": "names en"}
    assert town.organisation.about == {"fi": "about fi", "en": "about en"}
    assert town.organisation.sender_in("sv") == "sender_names sv"
    assert "Tallennettu." in read
    assert "Vielä kirjoittamatta: Svenska" in read
    assert last_deed(town) == "organisation.changed"


def test_a_name_is_needed_in_the_first_language_and_the_rest_stays_typed(town: cast.House, client: Client) -> None:
    response = client.post(f"{PAGE}tekstit/", texts(names_fi=" ", about_sv="Nytt om verme"))
    read = words(response)

    town.organisation.refresh_from_db()
    assert town.organisation.names["fi"] != ""
    assert town.organisation.about == {}
    assert "Kirjoita nimi" in read
    assert "Nytt om verme" in read
    assert 'href="#id_names_fi"' in response.content.decode()


def test_texts_of_a_language_that_is_left_out_come_back_with_it(town: cast.House, client: Client) -> None:
    client.post(f"{PAGE}tekstit/", texts())
    told(client, client.post(f"{PAGE}kielet/", {"first": "sv", "second": "fi", "third": ""}))
    client.post(f"{PAGE}tekstit/", texts(about_fi="Uusi"))

    town.organisation.refresh_from_db()
    assert town.organisation.languages == ["sv", "fi"]
    assert town.organisation.about == {"fi": "Uusi", "sv": "about sv", "en": "about en"}
    assert "English" not in words(client.get(f"{PAGE}tekstit/"))


def test_a_language_is_chosen_once_and_needs_the_name(town: cast.House, client: Client) -> None:
    twice = words(client.post(f"{PAGE}kielet/", {"first": "fi", "second": "fi", "third": ""}))
    nameless = words(client.post(f"{PAGE}kielet/", {"first": "en", "second": "", "third": ""}))

    town.organisation.refresh_from_db()
    assert town.organisation.languages == ["fi", "sv", "en"]
    assert "Sama kieli on valittu kahdesti." in twice
    assert "Kirjoita nimi ensimmäisellä kielellä." in nameless


def test_whom_to_ask_is_changed_and_a_bad_address_stays_typed(town: cast.House, client: Client) -> None:
    bad = client.post(f"{PAGE}yhteystiedot/", {"contact_name": "Riitta", "contact_email": "riitta(at)x", "contact_phone": "040"})
    kept = bad.content.decode()
    read = told(
        client, client.post(f"{PAGE}yhteystiedot/", {"contact_name": "Riitta", "contact_email": "verme@x.example", "contact_phone": ""})
    )

    assert "muodossa" in kept
    assert 'value="riitta(at)x"' in kept
    assert 'value="040"' in kept
    assert "Riitta verme@x.example" in read


def test_supervisors_are_told_only_when_the_organisation_says_so(town: cast.House, client: Client) -> None:
    nothing = words(client.post(f"{PAGE}esihenkilot/", {"supervisor_notice": ""}))
    read = told(client, client.post(f"{PAGE}esihenkilot/", {"supervisor_notice": "asked"}))

    town.organisation.refresh_from_db()
    assert "Valitse yksi" in nothing
    assert town.organisation.supervisor_notice == SupervisorNotice.ASKED
    assert "Esihenkilöltä kysytään" in read


def test_a_logo_is_shown_to_everybody_until_it_is_removed(town: cast.House, client: Client) -> None:
    programme = make.programme(town.organisation)
    told(client, client.post(f"{PAGE}logo/", {"file": png()}))
    mark = queries.logo_mark(town.organisation)
    address = f"/logo/seinajoki.png?v={mark}"

    picture = Client().get(address)
    again = Client().get(address, headers={"If-None-Match": picture["ETag"]})
    stale = Client().get("/logo/seinajoki.png?v=000000000000")

    assert picture["Content-Type"] == "image/png"
    assert "immutable" in picture["Cache-Control"]
    assert (again.status_code, again.content) == (304, b"")
    assert "immutable" not in stale["Cache-Control"]
    assert f'src="{address}"' in Client().get(f"/i/{programme.slug}/").content.decode()

    told(client, client.post(f"{PAGE}logo/", {"remove": "1"}))
    assert Client().get(address).status_code == 404
    assert "house-logo" not in Client().get(f"/i/{programme.slug}/").content.decode()
    assert last_deed(town) == "organisation.logo_removed"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"GIF89a", "PNG-kuva"),
        (b"x" * 1_000_001, "PNG-kuva"),
        (b"", "PNG-kuva"),
        (None, "Valitse kuva"),
    ],
    ids=["gif", "large", "empty", "nothing"],
)
def test_what_is_no_logo_is_refused(town: cast.House, client: Client, content: bytes | None, said: str) -> None:
    given = {} if content is None else {"file": SimpleUploadedFile("logo.png", content, "image/png")}

    assert said in words(client.post(f"{PAGE}logo/", given))
    assert queries.logo("seinajoki") is None


def test_the_preview_shows_page_and_letter_in_the_language_asked_for(town: cast.House, client: Client) -> None:
    client.post(f"{PAGE}tekstit/", texts(about_sv=""))

    swedish = client.get(f"{PAGE}esikatselu/", {"teksti": "sv"}).content.decode()
    unknown = words(client.get(f"{PAGE}esikatselu/", {"teksti": "xx"}))

    assert "sender_names sv" in swedish
    assert "Du har en roll i verme" in swedish
    assert 'lang="fi"><p>about fi</p>' in swedish
    assert "about fi" in unknown


def test_settings_are_for_the_own_coordinator(town: cast.House, client: Client, other: cast.House) -> None:
    pages = ["", "tekstit/", "kielet/", "yhteystiedot/", "esihenkilot/", "logo/", "esikatselu/"]

    assert {client.get(f"/o/gradia/asetukset/{page}").status_code for page in pages} == {404}
    assert {client.post(f"/o/gradia/asetukset/{page}", texts()).status_code for page in pages} == {404}


@pytest.mark.parametrize("page", ["", "tekstit/", "esikatselu/", "logo/"])
@pytest.mark.counting
def test_few_queries(town: cast.House, client: Client, page: str, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    client.post(f"{PAGE}logo/", {"file": png()})

    with django_assert_max_num_queries(12):
        assert client.get(PAGE + page).status_code == 200
