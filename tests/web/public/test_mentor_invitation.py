"""The mentor's own pages: the question and its answer by the letter's link or signed in, a pair, a second group, changed and taken back."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.rooms.mentors.season import Season, everything, held, letters, season, secret
from tests.rooms.signups.table import Table
from tests.visit import signed_in
from tests.web.public.way import faults, words
from verme.audit.actors import OPERATOR, VISITOR
from verme.mentors import actions, queries
from verme.mentors.models import Invitation, Mentor, MentorEntry
from verme.mentors.terms import Answer, Training
from verme.people import actions as people
from verme.programmes.models import Programme
from verme.programmes.terms import Kind

pytestmark = pytest.mark.django_db
YES: dict[str, Any] = {
    "answer": "alone",
    "pair": "",
    "slot_ma-1430": "2",
    "slot_ti-1430": "1",
    "themes": ["teema-1", "teema-3"],
    "places": ["keskusta"],
    "languages": ["fi", "sv"],
    "contact": "040 2",
}
OTHER_TIMES = {"slot_ma-1430": "0", "slot_ti-1430": "0", "slot_to-1430": "2"}


@pytest.fixture
def here(at: Callable[[dt.datetime], None]) -> Season:
    """August: sign-up is open, nobody has been asked."""
    at(make.AUGUST)
    return season()


@pytest.fixture
def client() -> Client:
    """A phone on which nobody has signed in."""
    return Client()


def asked(here: Season, mentor: Mentor) -> str:
    """The address in the letter that asks the mentor."""
    here.invited(mentor)
    return f"/mentori/{secret()}/"


def answered(client: Client, address: str, **said: Any) -> str:
    """What the page says after an answer that was taken."""
    response = client.post(address, {**YES, **said})
    assert response.status_code == 302, words(response)
    return words(client.get(response["Location"]))


# --- the question -------------------------------------------------------------------------------------------------------


def test_the_question_tells_what_it_is_about_and_changes_nothing(client: Client, here: Season) -> None:
    address = asked(here, here.mentor("Sari Koski"))
    before = everything()
    page = words(client.get(address))

    assert page.startswith(
        "Lähdetkö verme-mentoriksi 2026–2027? Hei Sari, kokoamme uusia verme-ryhmiä, ja osaamisesi olisi meille arvokasta."
    )
    assert "Vastaa viimeistään ti 8.9." in page
    assert "6 kertaa lukuvuodessa, 1,5 tuntia kerrallaan" in page
    assert "Suunnittelu lukuvuoden alussa 3 yksikköä" in page
    assert "enintään 3 yksikköä" in page
    assert everything() == before


@pytest.mark.parametrize(
    ("language", "heading"), [("sv", "Vill du vara verme-mentor 2026–2027?"), ("en", "Will you be a Verme mentor in 2026–2027?")]
)
def test_the_question_is_asked_in_the_letters_language(client: Client, here: Season, language: str, heading: str) -> None:
    address = asked(here, here.mentor("Sari"))

    assert words(client.get(address, {"kieli": language}, follow=True)).startswith(heading)


@pytest.mark.parametrize("end", ["", "ryhma/", "ryhma/1/"])
def test_a_link_that_is_not_known_says_what_to_do(client: Client, here: Season, end: str) -> None:
    page = client.get(f"/mentori/outo/{end}")

    assert page.status_code == 404
    assert words(page).startswith("Linkki ei avaudu")
    assert client.post(f"/mentori/outo/{end}", YES).status_code == 404


def test_a_reminder_replaces_the_link(client: Client, here: Season) -> None:
    mentor = here.mentor("Sari")
    old = asked(here, mentor)
    actions.remind(Invitation.objects.get(), by=here.by)

    assert client.get(old).status_code == 404
    assert client.get(f"/mentori/{secret()}/").status_code == 200


def test_a_programme_without_times_asks_to_come_again(client: Client, here: Season) -> None:
    address = asked(here, here.mentor("Sari"))
    here.programme.slots.all().delete()

    assert "Avaa linkki uudelleen muutaman päivän päästä." in words(client.get(address))


def test_a_participant_is_told_that_one_cannot_be_both(client: Client, here: Season) -> None:
    signup = Table(here.house, here.programme, here.themes, here.slots, here.places).apply("Sari")

    assert "Olet ilmoittautunut tähän ohjelmaan myös osallistujaksi." in words(
        client.get(asked(here, here.mentor("Sari", email=signup.email)))
    )


# --- the answer ---------------------------------------------------------------------------------------------------------


def test_a_yes_comes_with_what_is_offered(client: Client, here: Season) -> None:
    address = asked(here, here.mentor("Sari Koski"))
    page = answered(client, address, is_visible="on")

    assert page.startswith("Kiitos, Sari. Olet mukana mentorina.")
    assert "ma 14.30–16.00, ti 14.30–16.00 (tarvittaessa)" in page
    assert held(MentorEntry.objects.get()) == {
        "leads": ["Sari Koski"],
        "themes": ["teema-1", "teema-3"],
        "times": {"ma-1430": False, "ti-1430": True},
        "places": ["keskusta"],
        "languages": ["fi", "sv"],
        "contact": "040 2",
    }
    assert (Invitation.objects.get().answer, Mentor.objects.get().is_visible) == (Answer.YES, True)
    assert letters() == [("invitation", "sari.koski")]


def test_a_no_asks_for_nothing_else(client: Client, here: Season) -> None:
    address = asked(here, here.mentor("Sari"))
    response = client.post(address, {"answer": "no"})

    assert words(client.get(response["Location"])).startswith("Kiitos tiedosta")
    assert (Invitation.objects.get().answer, MentorEntry.objects.count()) == (Answer.NO, 0)
    assert "Lähdetkö verme-mentoriksi" in words(client.get(address, {"uudelleen": "1"}))
    assert answered(client, address).startswith("Kiitos, Sari.")


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"answer": ""}, ["Valitse vastauksesi"]),
        ({"answer": "ehkä"}, ["Valitse vastauksesi"]),
        ({"slot_ma-1430": "0", "slot_ti-1430": "0"}, ["Valitse vähintään yksi aika."]),
        ({"themes": []}, ["Valitse vähintään yksi teema."]),
        ({"places": []}, ["Valitse vähintään yksi paikka."]),
        ({"languages": []}, ["Valitse vähintään yksi kieli."]),
        ({"answer": "pair"}, ["Valitse, kenen kanssa vetäisit"]),
        (
            {"slot_ma-1430": "0", "slot_ti-1430": "0", "themes": [], "places": []},
            ["Valitse vähintään yksi aika.", "Valitse vähintään yksi teema.", "Valitse vähintään yksi paikka."],
        ),
    ],
)
def test_what_is_missing_is_said_and_nothing_given_is_lost(client: Client, here: Season, said: dict[str, Any], found: list[str]) -> None:
    here.mentor("Tiina")
    address = asked(here, here.mentor("Sari"))
    before = everything()
    page = client.post(address, {**YES, "contact": "Kirjoitin tämän", **said})

    assert faults(page) == found
    assert page.status_code == 200
    assert 'value="Kirjoitin tämän"' in page.content.decode()
    assert everything() == before


def test_what_stands_elsewhere_cannot_be_offered(client: Client, here: Season) -> None:
    address = asked(here, here.mentor("Sari"))
    other = make.programme(here.house.organisation, slug="toinen")
    theme = make.themes(other, 4)[3]

    assert client.post(address, {**YES, "themes": [theme.key]}).context["form"].errors.keys() == {"themes"}
    assert MentorEntry.objects.count() == 0


def test_once_answered_the_link_shows_the_answer(client: Client, here: Season) -> None:
    address = asked(here, here.mentor("Sari"))
    answered(client, address)
    page = words(client.get(address))

    assert page.startswith("Kiitos, Sari.")
    assert "ti 15.9." in page


def test_the_same_answer_sent_twice_is_one(client: Client, here: Season) -> None:
    address = asked(here, here.mentor("Sari"))
    answered(client, address)
    answered(client, address)

    assert MentorEntry.objects.count() == 1


def test_after_publishing_the_answer_stays(client: Client, here: Season) -> None:
    address = asked(here, here.mentor("Sari"))
    answered(client, address)
    entry = MentorEntry.objects.get()
    Programme.objects.filter(pk=here.programme.pk).update(published_at=make.AUGUST)
    before = everything()

    for end in ("", "ryhma/", f"ryhma/{entry.pk}/"):
        for said in ({**YES, "contact": "toinen"}, {"answer": "no"}, {"take_back": "1"}):
            assert "Ryhmät on julkaistu. Ota yhteyttä vastuuhenkilöön." in words(client.post(address + end, said))
    assert everything() == before


# --- a pair -------------------------------------------------------------------------------------------------------------


def test_a_pair_is_named_and_told_by_letter(client: Client, here: Season) -> None:
    tiina = here.mentor("Tiina")
    address = asked(here, here.mentor("Sari"))
    page = answered(client, address, answer="pair", pair=str(tiina.pk))

    assert "Kenen kanssa Tiina" in page
    assert held(MentorEntry.objects.get())["leads"] == ["Sari", "Tiina"]
    assert letters() == [("invitation", "sari"), ("offer", "tiina")]
    assert "Kenen kanssa Sari" in words(client.get(f"/mentori/{secret()}/"))


def test_who_cannot_be_a_pair_is_not_among_the_choices(client: Client, here: Season) -> None:
    no, retired, free = here.mentor("Eeva"), here.mentor("Veikko", training=Training.RETIRED), here.mentor("Tiina")
    (said,) = here.invited(no)
    actions.answer(said, answer=Answer.NO, by=VISITOR)
    address = asked(here, here.mentor("Sari"))

    assert [pair.name for pair in client.get(address).context["form"].asked.pairs] == ["Tiina"]
    for mentor in (no, retired):
        assert "pair" in client.post(address, {**YES, "answer": "pair", "pair": str(mentor.pk)}).context["form"].errors
    assert free.entries.count() == 0


def test_who_is_alone_in_the_register_is_not_asked_for_a_pair(client: Client, here: Season) -> None:
    page = client.get(asked(here, here.mentor("Sari")))

    assert "parin kanssa" not in words(page)
    assert "pair" not in page.context["form"].fields


def test_the_pairs_times_must_be_free(client: Client, here: Season) -> None:
    tiina = here.mentor("Tiina")
    here.offer(tiina)
    address = asked(here, here.mentor("Sari"))
    before = everything()
    page = client.post(address, {**YES, "answer": "pair", "pair": str(tiina.pk)})

    assert faults(page) == ["Mentori tarjoaa jo toista ryhmää jonakin näistä ajoista."]
    assert everything() == before


# --- two groups, changing, taking back ----------------------------------------------------------------------------------


def test_a_second_group_is_offered_at_other_times(client: Client, here: Season) -> None:
    address = asked(here, here.mentor("Sari"))
    answered(client, address)

    assert faults(client.post(f"{address}ryhma/", YES)) == []  # the same once more is one
    assert faults(client.post(f"{address}ryhma/", {**YES, "contact": "toinen"})) == [
        "Mentori tarjoaa jo toista ryhmää jonakin näistä ajoista."
    ]
    page = answered(client, f"{address}ryhma/", **OTHER_TIMES)
    assert "Tarjouksesi 1" in page
    assert "Tarjouksesi 2" in page
    assert [list(entry.times.values_list("slot__weekday", flat=True)) for entry in MentorEntry.objects.all()] == [[0, 1], [3]]


def test_an_offer_is_changed_from_what_stands_in_it(client: Client, here: Season) -> None:
    address = asked(here, here.mentor("Sari"))
    answered(client, address, is_visible="on")
    entry = MentorEntry.objects.get()
    form = client.get(f"{address}ryhma/{entry.pk}/").context["form"]
    said = {name: form.initial[name] for name in ("themes", "places", "languages", "contact")}

    assert said == {name: YES[name] for name in said}
    assert {name: str(form.initial[name]) for name in form.initial if name.startswith("slot_")} == {
        "slot_ma-1430": "2",
        "slot_ti-1430": "1",
    }
    assert "to 14.30–16.00" in answered(client, f"{address}ryhma/{entry.pk}/", **OTHER_TIMES)
    assert held(MentorEntry.objects.get())["times"] == {"to-1430": False}
    assert Mentor.objects.get().is_visible


def test_an_offer_is_taken_back_and_the_pair_is_told(client: Client, here: Season) -> None:
    tiina = here.mentor("Tiina")
    address = asked(here, here.mentor("Sari"))
    answered(client, address, answer="pair", pair=str(tiina.pk))
    response = client.post(f"{address}ryhma/{MentorEntry.objects.get().pk}/", {"take_back": "1"})

    assert "Tarjous otettiin takaisin." in words(client.get(response["Location"]))
    assert queries.standing(here.programme).count() == 0
    assert letters()[-1] == ("taken_back", "tiina")


def test_a_no_after_a_yes_takes_everything_back(client: Client, here: Season) -> None:
    address = asked(here, here.mentor("Sari"))
    answered(client, address)
    response = client.post(address, {"answer": "no"})

    assert words(client.get(response["Location"])).startswith("Kiitos tiedosta")
    assert queries.standing(here.programme).count() == 0


def test_the_network_is_ones_own_choice(client: Client, here: Season) -> None:
    address = asked(here, here.mentor("Sari"))
    answered(client, address)
    for said, is_visible in (({"is_visible": "on"}, True), ({}, False)):
        assert client.post(address, {"network": "1", **said}).status_code == 302
        assert Mentor.objects.get().is_visible is is_visible


def test_a_discreet_kind_is_offered_openly_until_groups_exist(client: Client, here: Season) -> None:
    theme = here.themes[2]
    theme.kind, theme.titles = Kind.LONG_CAREER, {"fi": "K55"}
    theme.save()

    assert "K55" in words(client.get(asked(here, here.mentor("Sari"))))


# --- signed in ----------------------------------------------------------------------------------------------------------


def test_signed_in_the_same_pages_need_no_link(here: Season) -> None:
    sari = people.ensure("sari@seinajoki.example", name="Sari", language="fi", by=OPERATOR)
    here.invited(here.mentor("Sari"))
    address = f"/oma/mentorointi/{Invitation.objects.get().pk}/"
    client = signed_in(sari)

    assert "Lähdetkö verme-mentoriksi" in words(client.get(address))
    assert answered(client, address).startswith("Kiitos, Sari.")
    assert "Tarjouksesi 2" in answered(client, f"{address}ryhma/", **OTHER_TIMES)
    entry = MentorEntry.objects.earliest("id")
    assert client.post(f"{address}ryhma/{entry.pk}/", {"take_back": "1"})["Location"] == address


def test_anothers_invitation_and_offer_are_not_there(client: Client, here: Season) -> None:
    sari = people.ensure("sari@seinajoki.example", name="Sari", language="fi", by=OPERATOR)
    tiina = here.mentor("Tiina")
    anothers = asked(here, tiina)
    answered(client, anothers)
    entry = MentorEntry.objects.get()
    mine = asked(here, here.mentor("Sari"))
    number = Invitation.objects.get(mentor=tiina).pk
    own = Invitation.objects.exclude(mentor=tiina).get().pk
    before = everything()
    signed = signed_in(sari)
    addresses = [f"/oma/mentorointi/{number}/{end}" for end in ("", "ryhma/", f"ryhma/{entry.pk}/")]
    addresses += [f"/oma/mentorointi/{own}/ryhma/{entry.pk}/", f"{mine}ryhma/{entry.pk}/"]

    for address in addresses:
        assert [signed.get(address).status_code, signed.post(address, YES).status_code] == [404, 404], address
    assert everything() == before


# --- the weight ---------------------------------------------------------------------------------------------------------


@pytest.mark.counting
def test_queries_do_not_grow_with_mentors(client: Client, here: Season) -> None:
    """Twelve are allowed."""
    address = asked(here, here.mentor("Sari"))
    here.mentor("Tiina")
    answered(client, address)
    pages = [address, f"{address}?uudelleen=1", f"{address}ryhma/", f"{address}ryhma/{MentorEntry.objects.get().pk}/"]
    few = {page: queries_of(client, page) for page in pages}
    for _ in range(30):
        here.offer(here.mentor(), here.mentor())

    assert {page: queries_of(client, page) for page in pages} == few
    assert max(few.values()) <= 12, few


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)
