"""K5: everything that is told of a draft, the menu with its prices, every button, and what happens when somebody else was faster."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import cast, make
from tests.rooms.groups.round import Round, a_round, fresh, group_of, layout, seats
from tests.visit import signed_in
from tests.web.coordinator.conftest import told, words
from verme.audit.actors import OPERATOR, VISITOR
from verme.groups import actions, queries
from verme.groups.models import Draft, Lock
from verme.groups.terms import DraftState, LockKind, PairKind
from verme.kernel import clock
from verme.mentors import actions as mentors
from verme.mentors.models import MentorEntry
from verme.organisations import actions as organisations
from verme.organisations.terms import RoleKind
from verme.signups import actions as signups
from verme.signups.models import Signup

pytestmark = pytest.mark.django_db
BOARD = "/o/seinajoki/ohjelmat/seinajoki-2026/ryhmat/luonnos/1/"
NAMES = ["Aino", "Bertta", "Cecilia", "Daavid", "Eeva", "Fanni", "Göran", "Helmi", "Iiro"]


@pytest.fixture
def here(at: Callable[[Any], None]) -> Round:
    at(make.OCTOBER)
    return a_round()


@pytest.fixture
def client(here: Round) -> Client:
    return signed_in(here.house.coordinator)


@pytest.fixture
def made(here: Round) -> tuple[Draft, dict[str, Signup], list[MentorEntry]]:
    """A with Aino to Daavid, B with Eeva to Helmi; Iiro in none. Aino works in a unit of her own, so that moving her costs nothing."""
    people = [here.person(name, unit=here.house.units[number % 3]) for number, name in enumerate(NAMES)]
    entries = [here.mentor("Pirjo Salonen"), here.mentor("Heikki Mäkelä")]
    draft = here.draft((entries[0], people[:4]), (entries[1], people[4:8]))
    return draft, {person.name: person for person in people}, entries


def press(client: Client, revision: int = 1, **fields: Any) -> HttpResponse:
    return client.post(BOARD, {"revision": revision, **fields})


def menu(client: Client, person: Signup) -> list[str]:
    """The lines of the open menu."""
    html = client.get(f"{BOARD}?siirra={person.pk}").content.decode()
    form = html.partition('<form class="menu-to"')[2].partition("</form>")[0]
    return [" ".join(re.sub(r"<[^>]*>", " ", line).split()) for line in re.findall(r"<button name=\"\w+\".*?</button>", form, re.S)]


def test_the_whole_draft_at_a_glance(client: Client, made: Any) -> None:
    page = words(client.get(BOARD))

    assert "Luonnos 1, tallennettu klo 9.00." in page
    assert "0 ristiriitaa" in page
    assert "Ilman ryhmää: 1 Paikkoja on vapaana 8: ryhmissä A ja B." in page
    assert "4/8 , mentori Pirjo Salonen ma 14.30, sopii kaikille 4:lle Keskusta 3 työpaikkaa" in page
    assert "Kaikki saivat toivomansa teeman." in page
    assert "Miksi juuri tämä ryhmä? Aino: 1. toive, aika sopii hyvin, Keskusta sopii hyvin, samasta työpaikasta muita 1." in page
    assert "Mitään sääntöä ei rikota." in page


def test_a_menu_says_what_each_move_would_do(client: Client, here: Round, made: Any) -> None:
    """The first person of a small group: moving out costs a seat, coming in gives one, and what is not possible says why."""
    _draft, people, _ = made
    busy = here.person("Kiireinen", slots={here.slots[0]: 1})

    assert menu(client, people["Iiro"]) == [
        "A Teema 2 4/8 ma 14.30 sopii, 1. toive +1 ryhmään, +98",
        "B Teema 2 4/8 ti 14.30 sopii, 1. toive +1 ryhmään, +98",
    ]
    assert menu(client, busy) == [
        "A Teema 2 4/8 ma 14.30 tarvittaessa, 1. toive +1 ryhmään, +83",
        "B Teema 2 4/8 ei käy: ti 14.30 ei sovi",
    ]
    assert menu(client, people["Aino"]) == [
        "B Teema 2 4/8 ti 14.30 sopii, 1. toive; ryhmään A jäisi vain 3, vähintään 4 tarvitaan ±0 pistettä",
        "– Ilman ryhmää ryhmään A jäisi vain 3, vähintään 4 tarvitaan −1 ryhmästä, −98",
        "Lukitse paikalleen",
        "Ei koskaan tähän ryhmään",
    ]


def test_a_price_is_what_the_move_then_changes(client: Client, made: Any) -> None:
    """I-09 through the pages: the total after the move is the total before and the price."""
    draft, people, entries = made
    before = queries.board(fresh(draft)).score

    press(client, person=people["Iiro"].pk, to=entries[0].pk)

    after = queries.board(fresh(draft)).score
    assert (after.placed - before.placed, after.total - before.total) == (1, 98)


def test_full_groups_are_one_line(client: Client, here: Round, made: Any) -> None:
    draft, people, _ = made
    Draft.objects.update(criteria={**draft.criteria, "size_max": 4, "size_target": 4})

    page = words(client.get(f"{BOARD}?siirra={people['Iiro'].pk}"))

    assert "Täynnä: A ja B." in page
    assert menu(client, people["Iiro"]) == []


def test_a_rule_between_people_is_never_told_as_anybodys(client: Client, here: Round, made: Any) -> None:
    """Whoever wrote it: the menu and the conflict only say that a rule prevents it."""
    _draft, people, entries = made
    Signup.objects.filter(pk=people["Iiro"].pk).update(apart="Eeva")
    iiro = Signup.objects.select_related("programme").get(pk=people["Iiro"].pk)
    actions.read(iiro, kind=PairKind.APART, meant=[queries.person_id(people["Eeva"].pk)], by=here.by)

    assert "B Teema 2 4/8 ei käy: sääntö estää" in menu(client, people["Iiro"])
    press(client, person=people["Iiro"].pk, to=entries[1].pk)

    conflict = words(client.get(BOARD)).partition("Ristiriitoja: 1")[2].partition("Sopivuus")[0]
    assert "ryhmä B: Sääntö estää." in conflict
    assert ("Iiro" in conflict) != ("Eeva" in conflict)  # one of the two, not both
    assert client.get(BOARD).content.decode().count(" bad seat-") == 1


def test_moving_goes_back_to_the_person_and_says_what_it_did(client: Client, made: Any) -> None:
    draft, people, entries = made
    iiro = people["Iiro"]

    answer = press(client, person=iiro.pk, to=entries[1].pk)

    assert answer["Location"] == f"{BOARD}?siirretty={iiro.pk}#p{iiro.pk}"
    page = client.get(answer["Location"])
    assert "Iiro, uusi ryhmä: B. Sopivuus nyt" in words(page)
    assert f'class="person moved" id="p{iiro.pk}" tabindex="-1"' in page.content.decode()
    assert "Kumoa : Iiro ryhmään B" in words(page)
    assert seats(draft)["Iiro"] == "B"


def test_moving_out_of_the_groups(client: Client, made: Any) -> None:
    draft, people, _ = made

    page = told(client, press(client, person=people["Aino"].pk, to=""))

    assert "Aino on nyt ilman ryhmää." in page
    assert "Aino" not in seats(draft)


def test_undo_and_redo_name_what_they_do_and_survive(client: Client, here: Round, made: Any) -> None:
    draft, people, entries = made
    press(client, person=people["Iiro"].pk, to=entries[1].pk)
    tomorrow = signed_in(here.house.coordinator)  # another session, later

    undone = told(tomorrow, press(tomorrow, 2, undo="1"))
    assert "Kumottu: Iiro ryhmään B." in undone
    assert "Tee uudelleen: Iiro ryhmään B" in undone
    assert "Iiro" not in seats(draft)
    again = told(client, press(client, 3, redo="1"))
    assert "Tehty uudelleen: Iiro ryhmään B." in again
    assert seats(draft)["Iiro"] == "B"


def test_a_conflict_comes_with_its_cheapest_repair(client: Client, here: Round, made: Any) -> None:
    draft, _people, entries = made
    busy = here.person("Kiireinen", slots={here.slots[0]: 2})
    press(client, person=busy.pk, to=entries[1].pk)

    page = client.get(BOARD)
    assert "Ristiriitoja: 1 Kiireinen, ryhmä B: Ti 14.30 ei sovi. Kiireinen ryhmään A" in words(page)
    repair = re.search(
        r'name="person" value="(\d+)"><button[^>]*name="to" value="(\d*)">Kiireinen ryhmään A, ([^<]*)<', page.content.decode()
    )
    assert repair is not None
    press(client, 2, person=repair[1], to=repair[2])

    assert queries.board(fresh(draft)).conflicts == ()
    assert seats(draft)["Kiireinen"] == "A"


def test_a_group_that_is_too_small_is_filled(client: Client, here: Round, made: Any) -> None:
    _draft, people, _ = made
    with clock.frozen(make.AUGUST):
        signups.withdraw(people["Aino"], by=VISITOR)

    page = words(client.get(BOARD))

    assert "Ryhmä A: 3 jäsentä, vähintään 4 tarvitaan. Iiro ryhmään A, +1 ryhmään" in page
    assert "Muuta ryhmää" in page


def test_a_mentor_who_took_the_offer_back(client: Client, made: Any) -> None:
    draft, _, entries = made
    mentors.withdraw_entry(entries[0], by=OPERATOR)

    page = words(client.get(BOARD))
    assert "Ryhmä A: Mentori on perunut tarjouksensa." in page
    assert "ei mentoria" in page
    option = f"{BOARD}ryhma/{entries[0].pk}/"
    assert "ryhmä ei voi jäädä" in words(client.get(option))
    client.post(option, {"revision": 1, "close": "1"})
    assert set(seats(draft).values()) == {"B"}


def test_locks_and_bans(client: Client, made: Any) -> None:
    draft, people, entries = made
    aino = people["Aino"]
    assert "Aino pysyy tässä ryhmässä" in told(client, press(client, person=aino.pk, lock="1"))

    assert menu(client, aino) == ["Avaa lukitus"]
    assert "Aino lukittu" in words(client.get(BOARD)).replace(" ·", "")
    refused = words(press(client, 2, person=aino.pk, to=entries[1].pk))
    assert "Henkilö on lukittu paikalleen." in refused
    told(client, press(client, 2, person=aino.pk, unlock=entries[0].pk))
    assert "ei tule tähän ryhmään" in told(client, press(client, 3, person=aino.pk, ban="1"))
    assert Lock.objects.get().kind == LockKind.BAN
    assert menu(client, aino)[0].startswith("B")
    assert menu(client, aino)[-1] == "A Salli taas ryhmä A"
    told(client, press(client, 4, person=aino.pk, unlock=entries[0].pk))
    assert layout(draft).locks == {}


def test_somebody_else_was_faster(client: Client, here: Round, made: Any) -> None:
    """The newest version is shown, one's own change is kept as a button, and the button makes it."""
    draft, people, entries = made
    actions.move(draft, signup=people["Aino"], target=None, revision=1, by=here.by)

    response = press(client, 1, person=people["Iiro"].pk, to=entries[0].pk)

    page = words(response)
    assert "Joku muu muutti tätä samaan aikaan." in page
    assert "Oma muutoksesi Iiro ryhmään A Tee muutokseni uudelleen" in page
    assert "Ilman ryhmää: 2" in page
    again = response.content.decode().partition('class="msg warn" method="post"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'name="(\w+)" value="(\w*)"', again))
    told(client, client.post(BOARD, fields))
    assert (seats(draft)["Iiro"], "Aino" in seats(draft)) == ("A", False)


def test_who_else_is_at_it(client: Client, here: Round, made: Any) -> None:
    draft, people, _ = made
    other = cast.stranger()
    organisations.grant_role(here.house.organisation, person=other, kind=RoleKind.COORDINATOR, by=OPERATOR)
    assert "muokkaa samoja" not in words(client.get(BOARD))

    actions.move(draft, signup=people["Aino"], target=None, revision=1, by=other.acting("coordinator"))

    assert "Charlie Outo muokkaa samoja ryhmiä juuri nyt." in words(client.get(BOARD))


def test_parallel_drafts(client: Client, made: Any) -> None:
    draft, people, _ = made

    answer = press(client, copy="1")
    page = words(client.get(answer["Location"]))

    assert answer["Location"].endswith("/luonnos/2/")
    assert "Tämä on rinnakkainen luonnos. Luonnos 1 on ennallaan." in page
    assert "Luonnos 1 Luonnos 2" in page
    client.post(answer["Location"], {"revision": 0, "person": people["Aino"].pk, "to": ""})
    assert "Aino" in seats(draft)
    client.post(answer["Location"], {"revision": 1, "leave": "1"})
    assert Draft.objects.get(number=2).state == DraftState.LEFT
    assert client.get(answer["Location"]).status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"to": "", "lock": "1"},
        {"to": "999", "person": "999999"},
        {"to": "999"},
        {"lock": "1"},
        {"unlock": "x", "person": "1"},
        {"revision": "yksi", "undo": "1"},
    ],
)
def test_what_no_button_says_changes_nothing(client: Client, made: Any, fields: dict[str, str]) -> None:
    draft, people, _ = made
    before = layout(draft)
    if fields.get("person") == "1":
        fields = {**fields, "person": str(people["Aino"].pk)}

    response = client.post(BOARD, {"revision": 1, **fields})

    assert (response.status_code, layout(draft), fresh(draft).revision) == (200, before, 1)


def test_a_groups_option_is_chosen_from_what_the_mentor_offers(client: Client, here: Round, made: Any) -> None:
    draft, _, _ = made
    other = here.mentor("Leena Ahola", slots=here.slots[2:])
    assert "Mentorit ilman ryhmää Leena Ahola" in words(client.get(BOARD))
    url = f"{BOARD}ryhma/{other.pk}/"
    chosen = {"theme": here.themes[2].pk, "slot": here.slots[3].pk, "place": here.places[1].pk, "language": "fi", "revision": 1}
    page = words(client.get(url))
    assert ("ke 14.30–16.00" in page, "ma 14.30–16.00" in page) == (True, False)

    assert "Ryhmää on muutettu." in told(client, client.post(url, chosen))
    assert "C" in {group.letter for group in draft.groups.all()}
    assert group_of(draft, "C").slot == here.slots[3]
    stale = words(client.post(url, chosen))
    assert "Joku muu muutti tätä samaan aikaan." in stale
    assert client.post(url, {**chosen, "slot": here.slots[0].pk}).status_code == 200


@pytest.mark.parametrize("path", [f"{BOARD.replace('/1/', '/7/')}", f"{BOARD}ryhma/999/"])
def test_what_is_not_there(client: Client, made: Any, path: str) -> None:
    assert client.get(path).status_code == 404


def test_another_organisations_draft_is_not_found(made: Any) -> None:
    stranger = signed_in(cast.gradia().coordinator)

    assert stranger.get(BOARD).status_code == 404
    assert stranger.post(BOARD, {"revision": 1, "undo": "1"}).status_code == 404


@pytest.mark.counting
def test_queries_do_not_grow_with_rows(client: Client, here: Round, made: Any) -> None:
    def count(path: str) -> int:
        with CaptureQueriesContext(connection) as made_now:
            assert client.get(path).status_code == 200
        return len(made_now)

    _draft, people, entries = made
    paths = [BOARD, f"{BOARD}?siirra={people['Aino'].pk}", f"{BOARD}ryhma/{entries[0].pk}/"]
    few = [count(path) for path in paths]
    here.people(30)
    [here.mentor() for _ in range(3)]

    assert few == [count(path) for path in paths]
    assert max(few[:2]) <= 25
    assert few[2] <= 12
