"""Freed places go along the queue: to the first whom they fit, for three days, with the rank kept."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests import make
from tests.rooms.signups.table import Table, letters, refused, secret, table, verbs
from verme.audit.actors import OPERATOR, VISITOR
from verme.kernel import clock
from verme.mail.models import Letter
from verme.mentors import actions as mentors
from verme.mentors.actions.offer import Terms
from verme.mentors.terms import Training
from verme.programmes.models import Programme
from verme.programmes.terms import Admission
from verme.signups import actions, jobs, queries
from verme.signups.models import Offer, Signup, Vacancy
from verme.signups.terms import ChangeRefusal

pytestmark = pytest.mark.django_db
THREE_DAYS = dt.timedelta(hours=72)


@pytest.fixture(autouse=True)
def august(at: Callable[[dt.datetime], None]) -> None:
    at(make.AUGUST)


@pytest.fixture
def full() -> Table:
    """One place, taken by Aino; Bertta, Cecilia and Daavid wait."""
    made = table(capacity=1)
    for name in ("Aino", "Bertta", "Cecilia", "Daavid"):
        made.apply(name)
    return made


def cancel(name: str) -> None:
    actions.withdraw(Signup.objects.get(name=name), by=VISITOR)


def offer_to(name: str) -> Offer:
    return Offer.objects.get(signup__name=name, answered_at__isnull=True)


def answer(name: str, *, takes: bool) -> None:
    actions.answer_offer(offer_to(name), takes=takes, by=VISITOR)


def test_a_freed_place_is_offered_to_the_first(full: Table) -> None:
    cancel("Aino")

    assert full.states() == {"Aino": "withdrawn", "Bertta": "offered 1", "Cecilia": "queued 2", "Daavid": "queued 3"}
    letter = Letter.objects.get(kind="signups.offer")
    assert (letter.to_address, "vastaa viimeistään su 23.8.2026 klo 9.00" in letter.text) == ("bertta@koulu.example", True)
    assert queries.offer_by_secret(secret("offer", "paikka")) == offer_to("Bertta")
    assert queries.offer_by_secret("x" * 32) is None


def test_yes_gives_the_place(full: Table) -> None:
    cancel("Aino")
    answer("Bertta", takes=True)

    assert full.states() == {"Aino": "withdrawn", "Bertta": "accepted", "Cecilia": "queued 2", "Daavid": "queued 3"}
    assert letters(to="bertta@koulu.example") == ["waiting", "offer", "accepted"]
    assert Vacancy.objects.filter(closed_at__isnull=True).count() == 0


def test_no_passes_it_on_and_keeps_the_rank(full: Table) -> None:
    cancel("Aino")
    answer("Bertta", takes=False)

    assert full.states() == {"Aino": "withdrawn", "Bertta": "queued 1", "Cecilia": "offered 2", "Daavid": "queued 3"}


def test_silence_is_the_next_and_keeps_the_rank(full: Table, at: Callable[[dt.datetime], None]) -> None:
    cancel("Aino")
    at(make.AUGUST + THREE_DAYS - dt.timedelta(seconds=1))
    early = jobs.expire_offers()
    at(make.AUGUST + THREE_DAYS)
    on_time = [jobs.expire_offers() for _ in range(2)]

    assert (early, on_time) == (0, [1, 0])
    assert full.states() == {"Aino": "withdrawn", "Bertta": "queued 1", "Cecilia": "offered 2", "Daavid": "queued 3"}
    assert verbs()[-1] == "queue.passed_on"


def test_nobody_is_asked_twice_about_a_place_but_about_the_next_one(full: Table, at: Callable[[dt.datetime], None]) -> None:
    cancel("Aino")
    for name in ("Bertta", "Cecilia", "Daavid"):
        answer(name, takes=False)
    assert (full.states()["Bertta"], jobs.expire_offers(), letters("offer")) == ("queued 1", 0, ["offer"] * 3)

    at(make.AUGUST + dt.timedelta(days=1))
    Programme.objects.update(capacity=2)
    jobs.expire_offers()

    assert full.states()["Bertta"] == "offered 1"  # a second free place: Bertta is first again
    assert letters("offer") == ["offer"] * 4


def test_a_place_that_nobody_wanted_goes_to_the_next_who_comes(full: Table) -> None:
    cancel("Aino")
    for name in ("Bertta", "Cecilia", "Daavid"):
        answer(name, takes=False)

    full.send("Eeva")

    assert full.states()["Eeva"] == "offered 4"


def test_a_surplus_place_does_not_remember(full: Table) -> None:
    cancel("Aino")
    answer("Bertta", takes=False)
    actions.accept(Signup.objects.get(name="Cecilia"), by=OPERATOR)  # the coordinator gives the place that was offered to Cecilia
    cancel("Cecilia")

    assert full.states() == {"Aino": "withdrawn", "Bertta": "offered 1", "Cecilia": "withdrawn", "Daavid": "queued 3"}


def test_the_place_goes_to_the_first_whom_it_fits(full: Table) -> None:
    mentor = mentors.register(
        full.house.organisation, name="Heikki", email="heikki@koulu.example", training=Training.TRAINED, language="fi", by=OPERATOR
    )
    terms = Terms([mentor], full.themes, full.slots[:1], full.places, ["fi"])
    mentors.offer(full.programme, terms=terms, by=OPERATOR)
    bertta = Signup.objects.get(name="Bertta")
    actions.amend(bertta, answers=full.answers("Bertta", slots={full.slots[1]: 2}), revision=bertta.revision, by=VISITOR)

    cancel("Aino")

    assert full.states() == {"Aino": "withdrawn", "Bertta": "queued 1", "Cecilia": "offered 2", "Daavid": "queued 3"}


def test_whoever_changes_answers_so_that_the_place_fits_gets_the_offer(full: Table) -> None:
    mentor = mentors.register(
        full.house.organisation, name="Heikki", email="heikki@koulu.example", training=Training.TRAINED, language="fi", by=OPERATOR
    )
    mentors.offer(full.programme, terms=Terms([mentor], full.themes, full.slots[:1], full.places, ["sv"]), by=OPERATOR)
    cancel("Aino")
    assert letters("offer") == []

    cecilia = Signup.objects.get(name="Cecilia")
    actions.amend(cecilia, answers=full.answers("Cecilia", languages=["fi", "sv"]), revision=cecilia.revision, by=VISITOR)

    assert full.states()["Cecilia"] == "offered 2"


def test_an_old_offer_does_not_act_again(full: Table, at: Callable[[dt.datetime], None]) -> None:
    cancel("Aino")
    offer = offer_to("Bertta")
    actions.answer_offer(offer, takes=True, by=VISITOR)
    actions.answer_offer(offer, takes=True, by=VISITOR)  # the same answer: nothing

    assert letters("accepted") == ["accepted"]
    refused(ChangeRefusal.OFFER_GONE, actions.answer_offer, offer, takes=False, by=VISITOR)
    cancel("Bertta")
    refused(ChangeRefusal.OFFER_GONE, actions.answer_offer, offer, takes=False, by=VISITOR)
    at(make.AUGUST + THREE_DAYS)
    refused(ChangeRefusal.OFFER_GONE, actions.answer_offer, offer_to("Cecilia"), takes=True, by=VISITOR)


def test_cancelling_with_an_offer_passes_the_place_on(full: Table) -> None:
    cancel("Aino")
    offer = offer_to("Bertta")
    cancel("Bertta")

    assert full.states() == {"Aino": "withdrawn", "Bertta": "withdrawn", "Cecilia": "offered 2", "Daavid": "queued 3"}
    assert Vacancy.objects.count() == 1  # it is the same place
    refused(ChangeRefusal.OFFER_GONE, actions.answer_offer, offer, takes=True, by=VISITOR)


def test_nothing_is_offered_once_the_groups_are_published(full: Table) -> None:
    cancel("Aino")
    Programme.objects.update(published_at=clock.now())

    refused(ChangeRefusal.PUBLISHED, actions.answer_offer, offer_to("Bertta"), takes=True, by=VISITOR)
    assert (actions.offer(full.programme), jobs.expire_offers()) == (0, 0)


def test_more_places_are_offered_at_the_next_beat(full: Table) -> None:
    Programme.objects.update(capacity=3)

    assert [jobs.expire_offers() for _ in range(2)] == [2, 0]
    assert full.states() == {"Aino": "accepted", "Bertta": "offered 1", "Cecilia": "offered 2", "Daavid": "queued 3"}


def test_fewer_places_than_people_push_nobody_out(full: Table) -> None:
    full.send("Eeva")
    Programme.objects.update(capacity=3)
    jobs.expire_offers()
    for name in ("Bertta", "Cecilia"):
        answer(name, takes=True)
    Programme.objects.update(capacity=1)

    jobs.expire_offers()
    cancel("Aino")

    assert full.states() == {
        "Aino": "withdrawn",
        "Bertta": "accepted",
        "Cecilia": "accepted",
        "Daavid": "queued 3",
        "Eeva": "queued 4",
    }


def test_the_unplaced_go_first(full: Table) -> None:
    Programme.objects.update(capacity=2)
    jobs.expire_offers()
    placed = full.apply("Eeva")
    aino = Signup.objects.get(name="Aino")

    actions.put_first(full.programme, signups=[aino], by=OPERATOR)

    assert full.states() == {"Aino": "queued 1", "Bertta": "queued 2", "Cecilia": "queued 3", "Daavid": "queued 4", "Eeva": "queued 5"}
    assert Offer.objects.filter(answered_at__isnull=True).count() == 0
    refused(ChangeRefusal.MOVE, actions.put_first, full.programme, signups=[placed, placed], by=OPERATOR)


def test_before_the_draw_nothing_is_offered(at: Callable[[dt.datetime], None]) -> None:
    made = table(capacity=1, admission=Admission.LOTTERY)
    made.apply("Aino"), made.apply("Bertta")
    at(make.OCTOBER)
    made.send("Cecilia")
    cancel("Aino")

    assert (jobs.expire_offers(), made.states()) == (0, {"Aino": "withdrawn", "Bertta": "received", "Cecilia": "queued 1"})
