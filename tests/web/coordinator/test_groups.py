"""K4 and the search: criteria, the page that refreshes itself, what becomes of it; wishes about company; the published groups."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.rooms.groups.round import Round, a_round, two_groups
from tests.visit import signed_in
from tests.web.coordinator.conftest import told, words
from verme.groups import actions, jobs, queries
from verme.groups.models import Draft, Run
from verme.groups.rules import Criteria
from verme.groups.terms import DraftState, PairKind, RunState
from verme.kernel import clock
from verme.mail.models import Letter
from verme.mail.terms import State
from verme.programmes.models import Programme, RuleSet

pytestmark = pytest.mark.django_db
GROUPS = "/o/seinajoki/ohjelmat/seinajoki-2026/ryhmat/"
K4 = f"{GROUPS}ehdotus/"
CHOSEN = {"theme": "important", "units": "whatever", "mix": "gladly", "size_min": "4", "size_target": "6", "size_max": "9"}


@pytest.fixture
def here(at: Callable[[Any], None]) -> Round:
    at(make.OCTOBER)
    return a_round()


@pytest.fixture
def client(here: Round) -> Client:
    return signed_in(here.house.coordinator)


def test_what_the_forming_starts_from(client: Client, here: Round) -> None:
    here.people(5, slots={here.slots[0]: 1})
    here.person(slots={here.slots[1]: 2})
    here.mentor("Pirjo Salonen", slots=here.slots[:2])
    here.mentor("Heikki Mäkelä", slots=here.slots[1:2])

    page = words(client.get(GROUPS, follow=True))

    assert "ihmistä odottaa ryhmää 6" in page
    assert "Pirjo Salonen ma 14.30, ti 14.30 6" in page
    assert "Heikki Mäkelä ti 14.30 1" in page
    assert page.count("Aina voimassa") == 2


def test_a_proposal_is_asked_for_and_becomes_the_board(client: Client, here: Round) -> None:
    here.people(9)
    here.mentor(), here.mentor()

    answer = client.post(K4, CHOSEN)
    run = Run.objects.get()
    waiting = client.get(answer["Location"])
    jobs.form_groups.call(run.pk)

    assert answer["Location"] == f"{GROUPS}haku/{run.pk}/"
    assert (waiting["Refresh"], "Haku alkaa hetken päästä" in words(waiting)) == ("2", True)
    assert Criteria.stored(Draft.objects.get().criteria, queries.start(here.programme).rules).size_target == 6
    assert client.get(answer["Location"])["Location"] == client.get(GROUPS)["Location"] == f"{GROUPS}luonnos/1/"


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"size_min": "9", "size_target": "6"}, "Kokojen täytyy kasvaa ja pysyä toimintamallin rajoissa: 4–10."),
        ({"size_max": "11"}, "Kokojen täytyy kasvaa ja pysyä toimintamallin rajoissa: 4–10."),
        ({"size_max": "monta"}, "Kirjoita luku 2–30"),
    ],
)
def test_sizes_that_do_not_fit_are_told_at_their_field_and_kept(client: Client, here: Round, said: dict[str, str], fault: str) -> None:
    here.people(4)
    here.mentor()

    response = client.post(K4, {**CHOSEN, **said})

    assert words(response).count(fault) == 2  # in the summary and at the field
    assert f'value="{next(reversed(said.values()))}"' in response.content.decode()
    assert Run.objects.count() == 0


@pytest.mark.parametrize(
    ("people", "mentors", "fault"), [(0, 1, "Kenelläkään ei ole vielä paikkaa"), (4, 0, "Yksikään mentori ei ole vielä tarjonnut")]
)
def test_nobody_to_put_into_groups(client: Client, here: Round, people: int, mentors: int, fault: str) -> None:
    here.people(people)
    [here.mentor() for _ in range(mentors)]

    assert fault in words(client.post(K4, CHOSEN))


def test_without_an_operating_model_the_way_to_it(client: Client, here: Round) -> None:
    earliest = RuleSet.objects.order_by("valid_from").first()
    assert earliest is not None
    Programme.objects.update(starts_on=earliest.valid_from - timedelta(days=1))

    response = client.get(K4)

    assert "Valitse toimintamalli" in words(response)
    assert 'href="/o/seinajoki/toimintamalli/"' in response.content.decode()


def test_pressing_twice_leads_to_the_one_search(client: Client, here: Round) -> None:
    here.people(9)
    here.mentor()
    first = client.post(K4, CHOSEN)

    assert client.post(K4, CHOSEN, follow=True).redirect_chain[-1][0] == first["Location"]
    assert Run.objects.count() == 1


def running(here: Round) -> Run:
    """A search that has found something."""
    run = actions.ask(here.programme, criteria=Criteria(), by=here.by)
    group = here.group(queries.standing_entries(here.programme)[0], queries.placed(here.programme)[:4])
    progress = {
        "groups": [{**vars(group), "members": list(group.members)}],
        "proven": [True, True, False],
        "rose": [[0.4, 4, 1, 250], [1.2, 4, 0, 312]],
    }
    since = clock.real_now() - timedelta(seconds=7)
    Run.objects.filter(pk=run.pk).update(state=RunState.RUNNING, started_at=since, beat_at=clock.real_now(), progress=progress)
    return run


def test_a_running_search_shows_the_best_so_far(client: Client, here: Round) -> None:
    here.people(9)
    here.mentor()
    run = running(here)

    page = words(response := client.get(f"{GROUPS}haku/{run.pk}/"))

    assert "Etsitty 7 sekuntia, enintään 60." in page
    assert "ihmistä saa ryhmän 4 /9" in page
    assert "pistettä koko ehdotuksella 312" in page
    assert "Viimeiset 6 sekuntia eivät ole tuoneet parempaa" in page
    assert response["Refresh"] == "2"
    Run.objects.update(started_at=clock.real_now() - timedelta(seconds=30))
    assert client.get(f"{GROUPS}haku/{run.pk}/")["Refresh"] == "5"  # so that the button can be reached by keyboard


def test_enough_and_cancel(client: Client, here: Round) -> None:
    here.people(9)
    here.mentor()
    run = running(here)
    client.post(f"{GROUPS}haku/{run.pk}/", {})
    assert Run.objects.get().wants_stop

    client.post(f"{GROUPS}haku/{run.pk}/", {"cancel": "1"})

    assert (Run.objects.get().state, Draft.objects.get().state) == (RunState.CANCELLED, DraftState.LEFT)
    assert client.get(f"{GROUPS}haku/{run.pk}/")["Location"] == K4


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ({"status": "unknown"}, "Aika ei riittänyt"),
        ({"status": "feasible", "groups": []}, "Ryhmiä ei voitu muodostaa"),
    ],
)
def test_a_search_without_groups_says_why(client: Client, here: Round, result: dict[str, Any], said: str) -> None:
    here.people(9)
    here.mentor()
    run = running(here)
    Run.objects.update(state=RunState.DONE, result=result)

    response = client.get(f"{GROUPS}haku/{run.pk}/")

    assert said in words(response)
    assert "Refresh" not in response


def test_a_failed_search_says_that_it_is_not_ones_own_fault(client: Client, here: Round) -> None:
    here.people(9)
    here.mentor()
    run = running(here)
    actions.fail(run)

    assert "Vika on meidän, ei sinun." in words(client.get(f"{GROUPS}haku/{run.pk}/"))


def test_a_clash_names_locks_and_never_whose_rule_it_is(client: Client, here: Round) -> None:
    people = [here.person("Aino Virtanen"), here.person("Matti Lahti"), *here.people(7)]
    entry = here.mentor("Pirjo Salonen")
    run = running(here)
    one, other = (queries.person_id(person.pk) for person in people[:2])
    conflict = [{"kind": "lock", "person": one, "mentor": f"m{entry.pk}"}, {"kind": "apart", "pair": [one, other]}]
    Run.objects.update(state=RunState.DONE, result={"status": "impossible", "conflict": conflict})

    page = words(client.get(f"{GROUPS}haku/{run.pk}/"))

    assert "Lukitus: Aino Virtanen ryhmään, jonka mentori on Pirjo Salonen" in page
    assert "Sääntö estää: Aino Virtanen" in page
    assert "Matti Lahti" not in page


def test_locks_of_an_earlier_draft_are_offered(client: Client, here: Round) -> None:
    draft, people, _ = two_groups(here)
    draft = actions.lock(draft, signup=people[0], revision=1, by=here.by)
    actions.copy(draft, by=here.by)

    assert "Pidä 1 lukitus tai kielto voimassa" in words(client.get(f"{K4}?luonnos=1"))
    client.post(f"{K4}?luonnos=1", {**CHOSEN, "keep": "on"})
    assert list(Run.objects.get().draft.locks.values_list("signup", flat=True)) == [people[0].pk]


def test_texts_stand_on_their_own_page_only(client: Client, here: Round) -> None:
    aino = here.person("Aino", together="Liisan kanssa", apart="ei Matin kanssa, kiitos")
    matti, _liisa, _other = here.person("Matti Meri"), here.person("Liisa Lahti"), here.person()
    for page in (K4, f"{GROUPS}toiveet/"):
        assert "kiitos" not in words(client.get(page))
    assert "2 toivetta seurasta on lukematta" in words(client.get(K4))

    own = client.get(f"{GROUPS}toiveet/{aino.reference}/apart/")

    assert "ei Matin kanssa, kiitos" in words(own)
    assert "Matti Meri" in words(own).partition("Joku muu")[0]
    assert "Liisa Lahti" in words(own).partition("Joku muu")[2]
    page = told(client, client.post(f"{GROUPS}toiveet/{aino.reference}/apart/", {"likely": [queries.person_id(matti.pk)]}))
    assert "Tallennettu." in page
    found, _labels = queries.formation_problem(here.programme, Criteria())
    assert found["pairs"]["apart"] == [sorted([queries.person_id(aino.pk), queries.person_id(matti.pk)])]


@pytest.mark.parametrize("path", ["EI-OLE/apart/", "{ref}/apart/", "{ref}/muu/"])
def test_texts_that_are_not_there(client: Client, here: Round, path: str) -> None:
    person = here.person(together="Liisa")

    assert client.get(f"{GROUPS}toiveet/{path.format(ref=person.reference)}").status_code == 404


def test_what_is_ticked_must_be_there(client: Client, here: Round) -> None:
    person = here.person(together="Liisa")
    url = f"{GROUPS}toiveet/{person.reference}/together/"

    assert client.post(url, {"likely": ["s999"]}).status_code == 200
    assert queries.meant(person, PairKind.TOGETHER).chosen == frozenset()


def test_published_groups_and_their_letters(client: Client, here: Round) -> None:
    draft, people, _ = two_groups(here)
    actions.publish(draft, revision=1, by=here.by)
    Letter.objects.filter(kind="groups.member").update(state=State.SENT, sent_at=clock.now())
    Letter.objects.filter(kind="groups.waiting").update(state=State.REFUSED)

    page = words(client.get(GROUPS))

    assert "2 ryhmää, julkaistu to 1.10.2026." in page
    assert "8 ihmistä on ryhmässä." in page
    assert "Viestejä lähetetty: 8/11." in page
    assert "1 hylättiin" in page
    assert all(person.name in page for person in people[:8])
    assert people[8].name not in page


@pytest.mark.parametrize(("path", "most"), [(K4, 12), (f"{GROUPS}toiveet/", 12), (GROUPS, 13)])
@pytest.mark.counting
def test_queries_do_not_grow_with_rows(client: Client, here: Round, path: str, most: int) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries_made:
            assert client.get(path).status_code == 200
        return len(queries_made)

    people, entries = here.people(4, together="Liisa"), [here.mentor()]
    draft = here.draft((entries[0], people))
    if path == GROUPS:
        actions.publish(draft, revision=1, by=here.by)
        few = count()
        other = make.programme(here.house.organisation, slug="toinen", starts_on=make.OCTOBER.date())
        more = Round(here.house, other, make.themes(other), make.slots(other), make.places(other), here.numbers)
        crowd, led = more.people(30), [more.mentor() for _ in range(4)]
        big = more.draft(*((entry, crowd[number::4]) for number, entry in enumerate(led)))
        actions.publish(big, revision=1, by=here.by)
        with CaptureQueriesContext(connection) as many:
            client.get(path.replace("seinajoki-2026", "toinen"))
        assert few == len(many) <= most
        return
    few = count()
    here.people(30, together="Matti")
    [here.mentor() for _ in range(4)]

    assert few == count() <= most


def test_another_programmes_search_is_not_found(client: Client, here: Round) -> None:
    here.people(4)
    here.mentor()
    run = running(here)
    make.programme(here.house.organisation, slug="toinen")

    assert client.get(f"/o/seinajoki/ohjelmat/toinen/ryhmat/haku/{run.pk}/").status_code == 404
