"""K3 through its pages: the register in the light of the year, inviting and reminding, what is not one's own."""

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import cast, make
from tests.rooms.mentors.season import Season, everything, letters
from tests.rooms.signups.table import Table
from tests.web.coordinator.conftest import told, words
from tests.web.coordinator.mentoring import OFFER, PAGE, REGISTER, a_year, at_page, faults
from verme.audit.actors import VISITOR
from verme.mentors import actions as mentors
from verme.mentors.models import Invitation, Mentor, MentorEntry
from verme.mentors.terms import Answer, Training
from verme.programmes.models import Programme
from verme.programmes.terms import Kind
from verme.signups.models import Signup

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(house: cast.House) -> Season:
    """The coordinator's year, nobody in the register."""
    return a_year(house)


def row(page: str, name: str) -> str:
    """The list's words from a name to the row's link."""
    return name + page.partition(name)[2].partition("Avaa")[0]


# --- the list -----------------------------------------------------------------------------------------------------------


def test_an_empty_register_says_what_comes_first(client: Client, here: Season) -> None:
    page = client.get(PAGE)

    assert "Lisää mentori" in words(page)
    assert f'href="{PAGE}uusi/"' in page.content.decode()


def test_the_list_says_where_each_mentor_stands(client: Client, here: Season) -> None:
    asked, yes, no, leads = (here.mentor(name) for name in ("Aino", "Eeva", "Kalle", "Sari"))
    here.mentor("Mikko", training=Training.IN_TRAINING, trained_by="Opisto", trained_in=2024, credits=5)
    here.mentor("Veikko", training=Training.RETIRED)
    for invitation, answer in zip(here.invited(asked, yes, no), (None, Answer.YES, Answer.NO), strict=True):
        if answer:
            mentors.answer(invitation, answer=answer, by=VISITOR)
    here.offer(leads, slots=here.slots[:2], if_needed=here.slots[1:2])
    here.offer(leads, slots=here.slots[2:])
    response = client.get(PAGE)
    page = words(response)

    assert row(page, "Aino") == "Aino Ei vielä vastausta, kutsuttu to 20.8. Koulutettu Ei vielä vastausta kutsuttu to 20.8. "
    assert row(page, "Eeva") == "Eeva Ajat puuttuvat, vastasi to 20.8. Koulutettu Ajat puuttuvat vastasi to 20.8. "
    assert row(page, "Kalle") == "Kalle En pääse tänä vuonna, vastasi to 20.8. Koulutettu En pääse tänä vuonna vastasi to 20.8. "
    assert row(page, "Mikko") == "Mikko Ei kutsuttu Koulutuksessa Opisto, 2024, 5 op Ei kutsuttu "
    assert "Tarjoaa 2 ryhmää" in row(page, "Sari")
    assert "ma 14.30–16.00, ti 14.30–16.00 (tarvittaessa); ke 14.30–16.00, to 14.30–16.00" in response.content.decode()
    assert "Ei enää toiminnassa" in row(page, "Veikko")


def test_the_figures_say_whether_there_are_enough_offers(client: Client, here: Season) -> None:
    here.offer(here.mentor("Aino"))
    here.invited(here.mentor("Eeva"))
    people(here, 9)
    page = words(client.get(PAGE))

    assert "mentoria rekisterissä 2" in page
    assert "ryhmä voidaan avata 1" in page
    assert "ryhmää tarvitaan paikan saaneille 2" in page
    assert "mentori ei ole vastannut 1" in page
    assert "Tarvitaan vielä yksi tarjous, jotta jokainen paikan saanut mahtuu ryhmään." in page


def people(here: Season, count: int) -> list[Signup]:
    """So many sign-ups."""
    return Table(here.house, here.programme, here.themes, here.slots, here.places).fill(count)


def test_a_mentor_who_has_also_signed_up_is_marked(client: Client, here: Season) -> None:
    (signup,) = people(here, 1)
    mentor = here.mentor("Aino", email=signup.email)
    page = words(client.get(PAGE, {"auki": mentor.pk}))

    assert "Ilmoittautunut myös osallistujaksi" in page
    assert "Ohjelman mentori ei voi olla sen osallistuja" in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Aino Ääri", "Eeva", "Sari"]),
        ("?tila=kutsumatta", ["Aino Ääri"]),
        ("?tila=odottaa", ["Eeva"]),
        ("?tila=mukana", ["Sari"]),
        ("?tila=ei", []),
        ("?tila=outo", ["Aino Ääri", "Eeva", "Sari"]),
        ("?q=ÄÄR", ["Aino Ääri"]),
        ("?q=alakylän", ["Eeva"]),
        ("?tila=mukana&q=eeva", []),
    ],
)
def test_filters_and_search_narrow_the_list(client: Client, here: Season, query: str, names: list[str]) -> None:
    here.mentor("Aino Ääri")
    here.invited(here.mentor("Eeva", unit=here.house.units[0]))
    here.offer(here.mentor("Sari"))

    assert [each.mentor.name for each in client.get(PAGE + query).context["list"].rows] == names


def test_an_opened_row_tells_all_that_is_known(client: Client, here: Season) -> None:
    known = {"phone": "040 55", "trained_by": "Opisto", "trained_in": 2019, "credits": 10, "languages": ["fi", "sv"], "areas": "Nurmo"}
    sari, tiina = here.mentor("Sari", kinds=[Kind.LONG_CAREER], is_visible=True, **known), here.mentor("Tiina")
    here.offer(sari, tiina, languages=["fi", "sv"], contact="Teams: Sari")
    page = words(client.get(PAGE, {"auki": sari.pk}))

    assert "Kenen kanssa Tiina Ajat ma 14.30–16.00 Teemat Teema 1, Teema 2 Tapaamispaikat Keskusta, Etänä" in page
    assert "Kielet Suomi, Svenska Yhteystieto ryhmälle Teams: Sari" in page
    assert "Puhelin 040 55" in page
    assert "Koulutettu Opisto, 2019, 10 op" in page
    assert "Alueet Nurmo" in page
    assert "Näytetään mentorin omasta valinnasta" in page


def test_once_published_nothing_is_asked_any_more(client: Client, here: Season) -> None:
    waiting, offered, new = (here.mentor(name) for name in ("Aino", "Sari", "Tiina"))
    (invitation,) = here.invited(waiting)
    entry = here.offer(offered)
    Programme.objects.filter(pk=here.programme.pk).update(published_at=make.AUGUST)
    before = everything()
    page = client.get(PAGE, {"auki": offered.pk})
    too_late = "Ryhmät on julkaistu. Ota yhteyttä vastuuhenkilöön."

    assert "Ryhmät on julkaistu, joten tarjoukset eivät enää muutu." in words(page)
    assert not [word for word in ("kutsu/", "muistuta/", "linkki/", "peru/") if word in page.content.decode()]
    assert too_late in told(client, client.post(f"{PAGE}kutsu/?m={new.pk}"))
    assert too_late in told(client, client.post(f"{PAGE}muistuta/"))
    assert too_late in told(client, client.post(at_page(invitation.mentor, "linkki/")))
    assert too_late in told(client, client.post(at_page(invitation.mentor, "ei/")))
    assert too_late in told(client, client.post(at_page(offered, f"tarjous/{entry.pk}/peru/")))
    assert faults(client.post(at_page(offered, "tarjous/"), OFFER)) == {"__all__": [too_late]}
    assert everything() == before


# --- inviting -----------------------------------------------------------------------------------------------------------


def test_the_invitation_is_seen_before_it_is_sent(client: Client, here: Season) -> None:
    finnish, swedish = here.mentor("Aino"), here.mentor("Börje", language="sv")
    chosen = f"{PAGE}kutsu/?m={finnish.pk}&m={swedish.pk}"
    before = everything()
    seen = words(client.get(chosen))

    assert "2 mentoria saa tämän kirjeen." in seen
    assert "Lähdetkö verme-mentoriksi 2026–2027?" in seen
    assert "Vill du vara verme-mentor 2026–2027?" in words(client.get(f"{chosen}&nayta=sv"))
    assert everything() == before
    assert "2 viestiä on matkalla." in told(client, client.post(chosen))
    assert letters() == [("invitation", "aino"), ("invitation", "börje")]


@pytest.mark.parametrize("query", ["", "?m=", "?m=999999", "?m=outo"])
def test_without_anybody_chosen_there_is_nothing_to_see(client: Client, here: Season, query: str) -> None:
    here.mentor("Aino")

    assert "Valitse ainakin yksi mentori." in told(client, client.get(f"{PAGE}kutsu/{query}"))
    assert letters() == []


def test_only_those_are_asked_who_can_be(client: Client, here: Season) -> None:
    asked, retired, new = here.mentor("Aino"), here.mentor("Veikko", training=Training.RETIRED), here.mentor("Sari")
    here.invited(asked)
    told(client, client.post(f"{PAGE}kutsu/?m={asked.pk}&m={retired.pk}&m={new.pk}"))

    assert letters() == [("invitation", "aino"), ("invitation", "sari")]


def test_who_has_not_answered_is_reminded_once_a_day(client: Client, here: Season, at: Callable[[dt.datetime], None]) -> None:
    waiting, answered = here.mentor("Aino"), here.mentor("Sari")
    _asked, said = here.invited(waiting, answered)
    mentors.answer(said, answer=Answer.YES, by=VISITOR)

    assert "1 muistutus on matkalla." in told(client, client.post(f"{PAGE}muistuta/"))
    assert "Kaikkia vastaamattomia on jo muistutettu tänään." in told(client, client.post(f"{PAGE}muistuta/"))
    assert "Linkki on jo lähetetty tänään." in told(client, client.post(at_page(waiting, "linkki/")))
    assert "Kirje on matkalla: sari@seinajoki.example" in told(client, client.post(at_page(answered, "linkki/")))
    at(make.AUGUST + dt.timedelta(days=1))
    told(client, client.post(f"{PAGE}muistuta/"))
    assert letters()[2:] == [("invitation", "aino"), ("link", "sari"), ("invitation", "aino")]


def test_looking_at_a_deeds_address_does_nothing(client: Client, here: Season) -> None:
    waiting = here.mentor("Aino")
    here.invited(waiting)
    before = everything()
    for address in (f"{PAGE}muistuta/", at_page(waiting, "linkki/"), at_page(waiting, "ei/")):
        assert client.get(address).status_code == 302

    assert everything() == before


def test_a_no_told_otherwise_is_noted(client: Client, here: Season) -> None:
    waiting = here.mentor("Aino")
    here.invited(waiting)

    assert "Merkitty." in told(client, client.post(at_page(waiting, "ei/")))
    assert Invitation.objects.get().answer == Answer.NO


def test_who_was_not_asked_has_no_answer_to_note(client: Client, here: Season) -> None:
    new = here.mentor("Aino")

    assert [client.post(at_page(new, end)).status_code for end in ("linkki/", "ei/")] == [404, 404]


# --- what is not one's own ----------------------------------------------------------------------------------------------


def test_what_belongs_elsewhere_is_not_there(client: Client, here: Season) -> None:
    sari = here.mentor("Sari")
    other = dataclasses.replace(here, programme=make.programme(here.house.organisation, slug="toinen"))
    elsewhere = mentors.offer(other.programme, terms=other.terms(sari), by=VISITOR)
    gradia = cast.gradia()
    stranger = mentors.register(gradia.organisation, email="s@gradia.example", name="Outo", training=Training.TRAINED, by=VISITOR)
    before = everything()
    own = ("", "linkki/", "ei/", "tarjous/")
    addresses = [at_page(stranger, end) for end in own]
    addresses += [at_page(sari, f"tarjous/{elsewhere.pk}/{end}") for end in ("", "peru/")]

    assert {method(address).status_code for address in addresses for method in (client.get, client.post)} == {404}
    assert "Outo" not in words(client.get(PAGE))
    assert letters() == []
    assert everything() == before


def test_a_practice_has_its_own_mentors(client: Client, here: Season) -> None:
    real = here.mentor("Sari")
    practice = make.programme(here.house.organisation, slug="harjoitus", is_practice=True)
    page = "/o/seinajoki/ohjelmat/harjoitus/mentorit/"
    told(client, client.post(f"{page}uusi/", REGISTER))

    assert Mentor.objects.get(name="Aino Vänskä").practice == practice
    assert "Sari" not in words(client.get(page))
    assert "Aino Vänskä" not in words(client.get(PAGE))
    assert client.get(f"{page}{real.pk}/").status_code == 404


# --- the weight ---------------------------------------------------------------------------------------------------------


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


@pytest.mark.counting
def test_queries_do_not_grow_with_mentors(client: Client, here: Season) -> None:
    """Twelve are allowed."""

    def grow(count: int) -> None:
        for number in range(count):
            first, second = here.mentor(unit=here.house.units[number % 3]), here.mentor()
            here.offer(first, second)
            here.invited(here.mentor())

    grow(1)
    opened, asked = Mentor.objects.earliest("id"), here.mentor("Kysytty")
    entry = MentorEntry.objects.get()
    pages = [PAGE, f"{PAGE}?auki={opened.pk}", f"{PAGE}kutsu/?m={asked.pk}", f"{PAGE}uusi/", at_page(opened)]
    pages += [at_page(opened, f"tarjous/{end}") for end in ("", f"{entry.pk}/", f"{entry.pk}/peru/")]
    few = {page: queries_of(client, page) for page in pages}
    grow(29)

    assert {page: queries_of(client, page) for page in pages} == few
    assert max(few.values()) <= 12, few
