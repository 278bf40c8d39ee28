"""A free place in a published group goes along the queue: one at a time, for three days, to whom it fits."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests.rooms.groups.living import LATER, Year, names, state
from tests.rooms.groups.round import refused
from verme.audit.actors import OPERATOR, WORKER
from verme.groups import actions, jobs, queries
from verme.groups.models import Group, Seat
from verme.groups.terms import GroupRefusal
from verme.kernel.refusals import Refused
from verme.mail.models import Letter
from verme.signups.models import Offer, Signup, SignupSlot, Vacancy
from verme.signups.terms import ChangeRefusal, State

pytestmark = pytest.mark.django_db
THREE_DAYS = dt.timedelta(hours=72)


def asked() -> list[str]:
    """Who has been offered a place, in order."""
    return list(Letter.objects.filter(kind="signups.offer").order_by("id").values_list("to_name", flat=True))


def test_the_first_whom_it_fits_is_asked(year: Year) -> None:
    first, second = year.people[8:10]
    SignupSlot.objects.filter(signup=first, slot=year.a.slot).delete()

    offer = actions.offer_place(year.a, by=year.by)

    assert (offer.signup, offer.expires_at, asked()) == (second, LATER + THREE_DAYS, [second.name])
    assert (state(first), state(second)) == (State.QUEUED, State.OFFERED)


def test_whom_the_page_showed_must_still_be_the_first(year: Year) -> None:
    first, second = year.people[8:10]
    seen = queries.next_in_line(year.here.programme, list(queries.open_groups(year.here.programme))[:1], most=10)
    assert seen == first
    refused(GroupRefusal.STALE, actions.offer_place, year.a, to=second, by=year.by)

    assert actions.offer_place(year.a, to=first, by=year.by).signup == first


def test_yes_gives_the_seat_once(year: Year) -> None:
    offer = actions.offer_place(year.a, by=year.by)

    seat = actions.answer_place(offer, takes=True, by=OPERATOR)
    again = actions.answer_place(offer, takes=True, by=OPERATOR)

    assert isinstance(seat, Seat)
    assert (again, state(offer.signup), len(names(year.a))) == (seat, State.ACCEPTED, 5)
    assert Letter.objects.filter(kind="groups.member", to_address=offer.signup.email).count() == 1
    assert Vacancy.objects.get().closed_at == LATER


def test_no_passes_it_on_and_the_rank_stays(year: Year) -> None:
    offer = actions.offer_place(year.a, by=year.by)
    rank = Signup.objects.get(pk=offer.signup_id).rank

    for _ in range(2):
        assert actions.answer_place(offer, takes=False, by=OPERATOR) is None

    held = Signup.objects.get(pk=offer.signup_id)
    assert (held.state, held.rank) == (State.QUEUED, rank)
    assert asked()[:2] == [year.people[8].name, year.people[9].name]


def test_silence_passes_it_on(year: Year, at: Callable[[dt.datetime], None]) -> None:
    offer = actions.offer_place(year.a, by=year.by)
    assert jobs.pass_offers_on() == 0
    at(LATER + THREE_DAYS)

    assert (jobs.pass_offers_on(), jobs.pass_offers_on()) == (1, 0)

    assert asked() == [year.people[8].name, year.people[9].name]
    assert state(offer.signup) == State.QUEUED
    with pytest.raises(Refused) as no:
        actions.answer_place(offer, takes=True, by=OPERATOR)
    assert no.value.reason == ChangeRefusal.OFFER_GONE


def test_what_is_not_offered(year: Year) -> None:
    SignupSlot.objects.filter(slot=year.b.slot).delete()
    refused(GroupRefusal.NOBODY_FITS, actions.offer_place, year.b, by=year.by)
    for _ in range(6):
        actions.offer_place(year.a, by=year.by)
    refused(GroupRefusal.FULL, actions.offer_place, year.a, by=year.by)
    Group.objects.filter(pk=year.a.pk).update(closed_at=LATER)
    refused(GroupRefusal.CLOSED, actions.offer_place, year.a, by=year.by)


def test_a_place_that_is_gone_is_said_so(year: Year) -> None:
    offer = actions.offer_place(year.a, by=year.by)
    Group.objects.update(closed_at=LATER)

    with pytest.raises(Refused) as no:
        actions.answer_place(offer, takes=True, by=OPERATOR)

    assert no.value.reason == ChangeRefusal.OFFER_GONE
    assert Offer.objects.get().answered_at is None
    assert actions.pass_offers_on(year.here.programme, by=WORKER) == 0
