"""Who has left a group comes back, into the same one or another: a new seat from that day on, and those concerned are told."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests.rooms.groups.living import LATER, Year, approver, names, state, verbs
from tests.rooms.groups.round import letters, refused
from verme.audit.actors import OPERATOR
from verme.groups import actions, queries
from verme.groups.models import Consent, Group, Leader, Seat
from verme.groups.terms import GroupRefusal
from verme.mail.models import Letter
from verme.signups.models import Signup
from verme.signups.terms import ChangeRefusal, State

pytestmark = pytest.mark.django_db
SOON = LATER + dt.timedelta(days=14)


def gone(year: Year, number: int) -> Signup:
    """A member who has left."""
    actions.give_up(year.seat(number), by=OPERATOR)
    Letter.objects.all().delete()
    return year.people[number]


@pytest.mark.parametrize("other", [False, True])
def test_back_into_the_same_group_or_another(year: Year, at: Callable[[dt.datetime], None], other: bool) -> None:
    signup, group = gone(year, 1), year.b if other else year.a
    mentor = "heikki.mäkelä@koulu.example" if other else "pirjo.salonen@koulu.example"
    at(SOON)

    seat = actions.rejoin(group, signup=signup, by=year.by)
    again = actions.rejoin(group, signup=signup, by=year.by)

    assert (again, state(signup), signup.name in names(group)) == (seat, State.ACCEPTED, True)
    dated = Seat.objects.filter(signup=signup).order_by("since").values_list("group__letter", "until")
    assert list(dated) == [("A", LATER), (group.letter, None)]
    assert letters() == [("back", signup.email), ("newcomer", mentor)]
    assert verbs()[-2:] == ["signup.taken_back", "seat.taken_again"]
    told = Letter.objects.get(kind="groups.back")
    assert told.subject == "Olet taas mukana verme-ryhmässä"
    assert f"tervetuloa takaisin. Sinulla on tästä päivästä alkaen paikka ryhmässä {group.letter}." in told.text
    assert "Aiemmin kertyneet tapaamisesi lasketaan kuten ennenkin." in told.text


def test_who_does_not_come_back(year: Year) -> None:
    waiting, seated, never = year.people[9], year.people[0], year.people[10]
    Signup.objects.filter(pk=never.pk).update(state=State.WITHDRAWN, rank=None)
    left = gone(year, 1)

    for signup in (waiting, seated, never):
        refused(GroupRefusal.NOT_LEFT, actions.rejoin, year.b, signup=signup, by=year.by)
    Signup.objects.filter(pk=waiting.pk).update(address=left.address)
    refused(ChangeRefusal.ADDRESS, actions.rejoin, year.b, signup=left, by=year.by)
    Group.objects.filter(pk=year.b.pk).update(closed_at=LATER)
    refused(GroupRefusal.CLOSED, actions.rejoin, year.b, signup=left, by=year.by)


def test_not_into_a_full_group(year: Year) -> None:
    left = gone(year, 1)
    for signup in year.people[8:15]:
        actions.join(year.a, signup=signup, by=year.by)

    refused(GroupRefusal.FULL, actions.rejoin, year.a, signup=left, by=year.by)
    assert isinstance(actions.rejoin(year.b, signup=left, by=year.by), Seat)


@pytest.mark.parametrize("says_yes", [True, False])
def test_a_role_at_work_asks_the_group_first(year: Year, says_yes: bool) -> None:
    gone(year, 1)
    signup = approver(year, 1)

    asked = actions.rejoin(year.a, signup=signup, by=year.by)

    assert isinstance(asked, Consent)
    assert actions.rejoin(year.a, signup=signup, by=year.by) == asked
    assert letters() == [("asked_about", signup.email), ("asked", "pirjo.salonen@koulu.example")]
    actions.answer(asked, voice=Leader.objects.get(group=year.a), says_yes=says_yes, by=OPERATOR)
    assert (signup.name in names(year.a), state(signup)) == (says_yes, State.ACCEPTED if says_yes else State.QUEUED)


def test_who_could_come_back(year: Year) -> None:
    programme = year.here.programme
    assert queries.who_left(programme) == []
    first, second = gone(year, 1), gone(year, 5)
    actions.rejoin(year.b, signup=first, by=year.by)
    actions.give_up(year.seat(1), by=OPERATOR)

    assert queries.who_left(programme) == [(first, "B"), (second, "B")]
    Signup.objects.filter(pk=first.pk).update(name="")
    assert queries.who_left(programme) == [(second, "B")]
