"""What the coordinator decides: a place past the order, the queue, a no, corrections, merging."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests import make
from tests.rooms.signups.table import Table, letters, refused, secret, table, verbs
from verme.audit.actors import VISITOR, Actor
from verme.mail.models import Letter
from verme.programmes.models import Programme, Theme
from verme.programmes.terms import Admission
from verme.signups import actions, queries
from verme.signups.models import Offer, Signup
from verme.signups.terms import ApplyRefusal, ChangeRefusal, Flag, State

pytestmark = pytest.mark.django_db
BY = Actor("coordinator", 1)


@pytest.fixture(autouse=True)
def august(at: Callable[[dt.datetime], None]) -> None:
    at(make.AUGUST)


@pytest.fixture
def full() -> Table:
    """Two places, taken by Aino and Bertta; Cecilia and Daavid wait."""
    made = table(capacity=2)
    for name in ("Aino", "Bertta", "Cecilia", "Daavid"):
        made.apply(name)
    return made


def named(name: str) -> Signup:
    return Signup.objects.get(name=name)


def test_a_place_is_given_past_the_order(full: Table) -> None:
    refused(ChangeRefusal.FULL, actions.accept, named("Daavid"), by=BY)
    Programme.objects.update(capacity=3)

    actions.accept(named("Daavid"), by=BY)

    assert full.states() == {"Aino": "accepted", "Bertta": "accepted", "Cecilia": "queued 1", "Daavid": "accepted"}
    assert letters(to="daavid@koulu.example") == ["waiting", "accepted"]
    refused(ChangeRefusal.MOVE, actions.accept, named("Daavid"), by=BY)


def test_a_theme_without_room_has_no_place_to_give(full: Table) -> None:
    Programme.objects.update(capacity=9)
    Theme.objects.filter(pk=full.themes[1].pk).update(capacity=2)

    refused(ChangeRefusal.FULL, actions.accept, named("Daavid"), by=BY)


def test_the_draw_is_not_gone_around() -> None:
    made = table(admission=Admission.LOTTERY)
    held = made.apply("Aino")

    refused(ChangeRefusal.DRAW_FIRST, actions.accept, held, by=BY)
    refused(ChangeRefusal.DRAW_FIRST, actions.to_queue, held, by=BY)


def test_moved_to_the_end_of_the_queue(full: Table) -> None:
    actions.to_queue(named("Aino"), by=BY)

    assert full.states() == {"Aino": "queued 3", "Bertta": "accepted", "Cecilia": "offered 1", "Daavid": "queued 2"}
    assert letters(to="aino@koulu.example") == ["confirmation", "queued"]
    refused(ChangeRefusal.MOVE, actions.to_queue, named("Aino"), by=BY)


def test_a_place_taken_away_does_not_come_straight_back(full: Table) -> None:
    for name in ("Cecilia", "Daavid"):
        actions.withdraw(named(name), by=VISITOR)

    actions.to_queue(named("Aino"), by=BY)
    actions.offer(full.programme)

    assert full.states()["Aino"] == "queued 1"
    actions.withdraw(named("Bertta"), by=VISITOR)  # another place
    assert full.states()["Aino"] == "offered 1"


def test_a_no_with_the_coordinators_own_words(full: Table) -> None:
    actions.decline(named("Aino"), words="Valitettavasti tänä vuonna ei onnistu.\nTule ensi vuonna.", by=BY)

    letter = Letter.objects.get(kind="signups.declined")
    assert "Valitettavasti tänä vuonna ei onnistu.\nTule ensi vuonna." in letter.text
    assert "ei onnistu.<br>Tule" in letter.html
    assert full.states() == {"Aino": "declined", "Bertta": "accepted", "Cecilia": "offered 1", "Daavid": "queued 2"}
    assert verbs()[-1] == "signup.declined"


def test_who_was_refused_may_come_back_but_not_twice(full: Table) -> None:
    aino = named("Aino")
    actions.decline(aino, words="Ei.", by=BY)
    full.send("Aino Taas", email=aino.email)

    refused(ChangeRefusal.ADDRESS, actions.to_queue, aino, by=BY)
    actions.withdraw(named("Aino Taas"), by=VISITOR)
    actions.to_queue(aino, by=BY)

    assert full.states()["Aino"] == "queued 3"


def test_nothing_is_decided_after_publishing(full: Table) -> None:
    Programme.objects.update(published_at=make.AUGUST)
    aino, cecilia = named("Aino"), named("Cecilia")

    refused(ChangeRefusal.PUBLISHED, actions.accept, cecilia, by=BY)
    refused(ChangeRefusal.PUBLISHED, actions.to_queue, aino, by=BY)
    refused(ChangeRefusal.PUBLISHED, actions.decline, aino, words="Ei.", by=BY)
    refused(ChangeRefusal.PUBLISHED, actions.correct, aino, answers=full.answers(), revision=aino.revision, by=BY)
    refused(ChangeRefusal.PUBLISHED, actions.merge, aino, other=cecilia, answers=full.answers(), by=BY)
    refused(ApplyRefusal.CLOSED, actions.enter, full.programme, key="k", answers=full.answers(), by=BY)


def test_corrected_answers(full: Table, at: Callable[[dt.datetime], None]) -> None:
    at(make.OCTOBER)  # the coordinator may after the deadline too
    aino = named("Aino")

    actions.correct(aino, answers=full.answers("Aino Oikea", email=aino.email, slots={full.slots[0]: 1}), revision=aino.revision, by=BY)

    held = Signup.objects.get(pk=aino.pk)
    assert (held.name, [(answer.slot, answer.value) for answer in held.slot_answers.all()]) == ("Aino Oikea", [(full.slots[0], 1)])
    assert (held.revision, letters(to=aino.email), verbs()[-1]) == (aino.revision + 1, ["confirmation", "corrected"], "signup.corrected")
    assert queries.by_secret(secret("corrected")) == held
    refused(ChangeRefusal.STALE, actions.correct, aino, answers=full.answers(), revision=aino.revision, by=BY)


def test_a_corrected_address_proves_itself_again(full: Table) -> None:
    aino = actions.confirm(named("Aino"), by=VISITOR)

    actions.correct(aino, answers=full.answers("Aino", email="oikea@koulu.example"), revision=aino.revision, by=BY)

    held = Signup.objects.get(pk=aino.pk)
    assert (held.address, held.person, held.confirmed_at) == ("oikea@koulu.example", None, None)
    assert letters(to="oikea@koulu.example") == ["confirmation"]
    assert queries.by_secret(secret("confirmation")) == held
    answers = full.answers("Aino", email="Bertta@koulu.example")
    refused(ChangeRefusal.ADDRESS, actions.correct, held, answers=answers, revision=held.revision, by=BY)


def test_two_become_one_and_both_histories_stay(full: Table) -> None:
    waiting, placed = actions.confirm(named("Cecilia"), by=VISITOR), named("Aino")
    answers = full.answers("Aino Cecilia", email=waiting.email)

    kept = actions.merge(waiting, other=placed, answers=answers, by=BY)

    gone = Signup.objects.get(pk=waiting.pk)
    assert (kept, kept.state, kept.name, kept.address) == (placed, State.ACCEPTED, "Aino Cecilia", "cecilia@koulu.example")
    assert (kept.person, kept.confirmed_at) == (waiting.person, waiting.confirmed_at)  # the address is the one that was proven
    assert (gone.state, gone.merged_into, gone.name, gone.rank) == (State.MERGED, placed, "Cecilia", None)
    assert letters("merged") == ["merged"]
    assert queries.by_secret(secret("merged")) == kept
    assert verbs()[-1] == "signup.merged"
    assert full.states()["Daavid"] == "queued 2"


def test_merging_two_with_places_frees_one(full: Table) -> None:
    aino, bertta = named("Aino"), named("Bertta")

    actions.merge(aino, other=bertta, answers=full.answers("Aino", email=aino.email), by=BY)

    assert full.states() == {"Aino": "accepted", "Bertta": "merged", "Cecilia": "offered 1", "Daavid": "queued 2"}


def test_merging_keeps_the_better_rank_and_the_offer(full: Table) -> None:
    cecilia, daavid = named("Cecilia"), named("Daavid")
    actions.withdraw(named("Aino"), by=VISITOR)

    kept = actions.merge(daavid, other=cecilia, answers=full.answers("Cecilia", email=cecilia.email), by=BY)

    assert (kept, full.states()["Cecilia"], full.states()["Daavid"]) == (cecilia, "offered 1", "merged")
    assert Offer.objects.get(answered_at__isnull=True).signup == cecilia


def test_what_cannot_be_merged(full: Table) -> None:
    aino, bertta, cecilia = named("Aino"), named("Bertta"), named("Cecilia")
    actions.withdraw(cecilia, by=VISITOR)
    other = Table(full.house, make.programme(full.house.organisation, slug="toinen"), full.themes, full.slots, full.places)
    other.themes, other.slots, other.places = make.themes(other.programme), make.slots(other.programme), make.places(other.programme)
    stranger = other.apply("Eeva")

    refused(ChangeRefusal.SAME, actions.merge, aino, other=aino, answers=full.answers(), by=BY)
    refused(ChangeRefusal.SAME, actions.merge, aino, other=stranger, answers=full.answers(), by=BY)
    refused(ChangeRefusal.NOT_ACTIVE, actions.merge, aino, other=cecilia, answers=full.answers(), by=BY)
    refused(ChangeRefusal.ADDRESS, actions.merge, aino, other=bertta, answers=full.answers("X", email="daavid@koulu.example"), by=BY)
    refused(ApplyRefusal.NO_SLOT, actions.merge, aino, other=bertta, answers=full.answers("X", email=aino.email, slots={}), by=BY)


def test_a_cleared_flag_is_not_shown_again(full: Table) -> None:
    aino = named("Aino")
    assert queries.noticed(full.programme)[aino.pk] == [Flag.UNCONFIRMED]

    actions.clear_flag(aino, flag=Flag.UNCONFIRMED, by=BY)
    actions.clear_flag(aino, flag=Flag.UNCONFIRMED, by=BY)

    assert aino.pk not in queries.noticed(full.programme)
    assert verbs().count("signup.flag_cleared") == 1
