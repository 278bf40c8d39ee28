"""The draw gives the places, and anybody can compute it again."""

import datetime as dt
import hashlib
from collections.abc import Callable

import pytest

from tests import make
from tests.rooms.signups.table import Table, letters, refused, table, verbs
from verme.audit.actors import OPERATOR, VISITOR
from verme.programmes.models import Programme, Theme
from verme.programmes.terms import Admission
from verme.signups import actions, queries
from verme.signups.models import Signup
from verme.signups.terms import ChangeRefusal, State

pytestmark = pytest.mark.django_db
SEED = "0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def august(at: Callable[[dt.datetime], None]) -> None:
    at(make.AUGUST)


def lottery(admission: Admission = Admission.LOTTERY, *, capacity: int = 3) -> Table:
    return table(capacity=capacity, admission=admission, draw_seed=SEED)


def by_hand(signups: list[Signup]) -> list[str]:
    """The order as the papers say it, computed from what is public."""
    return sorted((one.reference for one in signups), key=lambda reference: hashlib.sha256(f"{SEED}:{reference}".encode()).hexdigest())


def test_places_are_drawn_after_the_deadline(at: Callable[[dt.datetime], None]) -> None:
    made = lottery()
    signups = made.fill(8)
    at(make.OCTOBER)
    late = made.apply("Myöhäinen")

    order = actions.draw(made.programme, by=OPERATOR)

    assert order == by_hand(signups)
    held = {one.reference: one for one in Signup.objects.all()}
    assert [held[reference].state for reference in order] == ["accepted"] * 3 + ["queued"] * 5
    assert [held[reference].rank for reference in order[3:]] == [1, 2, 3, 4, 5]
    assert held[late.reference].rank == 6
    assert list(queries.drawn(made.programme).values_list("reference", "drawn_as")) == list(zip(order, range(1, 9), strict=True))
    assert letters()[9:] == ["accepted"] * 3 + ["queued"] * 5
    assert verbs()[-1] == "programme.drawn"
    assert Programme.objects.get().drawn_at == make.OCTOBER


def test_those_new_in_post_are_drawn_first(at: Callable[[dt.datetime], None]) -> None:
    made = lottery(Admission.NEW_FIRST)
    signups = [made.apply(is_new=number % 2 == 0) for number in range(8)]
    at(make.OCTOBER)

    order = actions.draw(made.programme, by=OPERATOR)

    new, others = ([one for one in signups if one.is_new is wanted] for wanted in (True, False))
    assert order == by_hand(new) + by_hand(others)
    assert set(queries.drawn(made.programme).filter(drawn_as_new=True)) == set(new)


def test_a_theme_with_a_limit_gives_what_it_has(at: Callable[[dt.datetime], None]) -> None:
    made = lottery(capacity=8)
    Theme.objects.filter(pk=made.themes[1].pk).update(capacity=1)
    signups = [*made.fill(3), made.apply(themes=[made.themes[2]])]
    at(make.OCTOBER)

    order = actions.draw(made.programme, by=OPERATOR)

    first = next(reference for reference in order if reference != signups[3].reference)
    assert set(Signup.objects.filter(state=State.ACCEPTED).values_list("reference", flat=True)) == {first, signups[3].reference}


def test_students_wait_for_a_yes_and_are_not_drawn(at: Callable[[dt.datetime], None]) -> None:
    made = lottery()
    link, _secret = actions.make_link(made.programme, name="Yliopisto", limit=3, expires_at=make.AUGUST + dt.timedelta(days=9), by=OPERATOR)
    student = actions.apply(made.programme, key="s", answers=made.answers("Opiskelija"), by=VISITOR, outsider=link).signup
    welcome = actions.apply(made.programme, key="t", answers=made.answers("Tervetullut"), by=VISITOR, outsider=link).signup
    assert student is not None and welcome is not None
    actions.admit(welcome, by=OPERATOR)
    at(make.OCTOBER)

    assert actions.draw(made.programme, by=OPERATOR) == [welcome.reference]
    assert made.states() == {"Opiskelija": "received", "Tervetullut": "accepted"}
    actions.admit(student, by=OPERATOR)
    assert made.states()["Opiskelija"] == "offered 1"  # after the draw the queue decides


def test_who_is_gone_is_not_drawn(at: Callable[[dt.datetime], None]) -> None:
    made = lottery(capacity=1)
    stays, goes = made.fill(2)
    actions.withdraw(goes, by=VISITOR)
    at(make.OCTOBER)

    assert actions.draw(made.programme, by=OPERATOR) == [stays.reference]


def test_one_draw_and_not_too_early(at: Callable[[dt.datetime], None]) -> None:
    made = lottery()
    made.fill(2)

    refused(ChangeRefusal.TOO_EARLY, actions.draw, made.programme, by=OPERATOR)
    at(make.OCTOBER)
    actions.draw(made.programme, by=OPERATOR)
    refused(ChangeRefusal.DRAWN, actions.draw, made.programme, by=OPERATOR)


def test_no_draw_where_places_go_in_order(at: Callable[[dt.datetime], None]) -> None:
    made = table()
    made.fill(2)
    at(make.OCTOBER)

    refused(ChangeRefusal.NO_DRAW, actions.draw, made.programme, by=OPERATOR)


def test_what_is_left_after_the_draw_is_offered_to_the_late(at: Callable[[dt.datetime], None]) -> None:
    made = lottery(capacity=3)
    made.fill(2)
    at(make.OCTOBER)
    made.send("Myöhäinen")

    actions.draw(made.programme, by=OPERATOR)

    assert made.states()["Myöhäinen"] == "offered 1"
