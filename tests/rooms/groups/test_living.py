"""Published groups live: somebody joins, leaves quietly, moves; mentors change; two become one; one ends. Everything is dated."""

import pytest

from tests import make
from tests.rooms.groups.living import LATER, Year, approver, led, names, state, verbs
from tests.rooms.groups.round import letters, refused
from verme.audit.actors import OPERATOR
from verme.groups import actions
from verme.groups.models import Consent, Group, Leader, Seat
from verme.groups.terms import GroupRefusal
from verme.mail.models import Letter
from verme.mentors.terms import Training
from verme.organisations import actions as organisations
from verme.organisations.terms import RoleKind
from verme.people import actions as people
from verme.signups.models import Signup
from verme.signups.terms import State

pytestmark = pytest.mark.django_db


def test_who_waits_joins(year: Year) -> None:
    signup = year.people[8]

    seat = actions.join(year.a, signup=signup, by=year.by)
    again = actions.join(year.a, signup=signup, by=year.by)

    assert isinstance(seat, Seat)
    assert (seat.group, seat.since, seat.until, again) == (year.a, LATER, None, seat)
    assert (state(signup), len(names(year.a))) == (State.ACCEPTED, 5)
    assert letters() == [("member", signup.email), ("newcomer", "pirjo.salonen@koulu.example")]
    assert verbs() == ["signup.seated", "seat.taken"]
    told = Letter.objects.get(kind="groups.newcomer")
    assert (told.subject, signup.name in told.text) == ("Uusi jäsen verme-ryhmässäsi", False)


def test_who_does_not_join(year: Year) -> None:
    waiting, seated, gone = year.people[8], year.people[0], year.people[9]
    Signup.objects.filter(pk=gone.pk).update(state=State.WITHDRAWN, rank=None)
    refused(GroupRefusal.NOT_WAITING, actions.join, year.b, signup=seated, by=year.by)
    refused(GroupRefusal.NOT_WAITING, actions.join, year.b, signup=gone, by=year.by)
    Group.objects.filter(pk=year.a.pk).update(closed_at=LATER)
    refused(GroupRefusal.CLOSED, actions.join, year.a, signup=waiting, by=year.by)


def test_a_full_group_takes_nobody(year: Year) -> None:
    for signup in year.people[8:14]:
        actions.join(year.a, signup=signup, by=year.by)

    no = refused(GroupRefusal.FULL, actions.join, year.a, signup=year.people[14], by=year.by)

    assert no.sentence == "Ryhmä on täynnä: siinä voi olla enintään 10 ihmistä."


def test_leaving_is_quiet(year: Year) -> None:
    seat = year.seat(1)

    for _ in range(2):
        left = actions.give_up(seat, by=OPERATOR)

    assert (left.until, state(year.people[1])) == (LATER, State.WITHDRAWN)
    assert year.people[1].name not in names(year.a)
    assert letters() == [("left", year.people[1].email), ("leaver", "pirjo.salonen@koulu.example")]
    told = Letter.objects.get(kind="groups.leaver")
    assert "yksi ryhmän A jäsenistä ei jatka ryhmässä. Muuta emme kerro." in told.text
    assert year.people[1].name not in told.text
    assert verbs() == ["signup.withdrawn", "seat.given_up"]


def test_a_move_tells_only_those_concerned(year: Year) -> None:
    seat = year.seat(1)

    moved = actions.transfer(seat, to=year.b, by=year.by)
    again = actions.transfer(seat, to=year.b, by=year.by)

    assert (again, isinstance(moved, Seat)) == (moved, True)
    seat.refresh_from_db()
    assert (seat.until, moved.since if isinstance(moved, Seat) else None) == (LATER, LATER)
    assert year.people[1].name in names(year.b)
    assert state(year.people[1]) == State.ACCEPTED
    assert letters() == [
        ("moved", year.people[1].email),
        ("leaver", "pirjo.salonen@koulu.example"),
        ("newcomer", "heikki.mäkelä@koulu.example"),
    ]
    text = Letter.objects.get(kind="groups.moved").text
    assert "paikkasi on siirtynyt ryhmästä A ryhmään B." in text
    assert "Ryhmäsi on B, Teema 2, ja mentorinne Heikki Mäkelä." in text


def test_who_is_not_moved(year: Year) -> None:
    seat = year.seat(1)
    refused(GroupRefusal.SAME, actions.transfer, seat, to=year.a, by=year.by)
    actions.give_up(seat, by=OPERATOR)
    refused(GroupRefusal.NO_SEAT, actions.transfer, seat, to=year.b, by=year.by)


def test_supervisor_and_staff_stay_apart(year: Year) -> None:
    """I-05, whose rule it is stays unsaid."""
    boss, staff = year.people[0], year.people[8]
    person = people.ensure(boss.address, name=boss.name, language="fi", by=OPERATOR)
    organisations.grant_role(year.here.house.organisation, person=person, kind=RoleKind.PRINCIPAL, unit=staff.unit, by=OPERATOR)

    refused(GroupRefusal.APART, actions.join, year.a, signup=staff, by=year.by)
    assert isinstance(actions.join(year.b, signup=staff, by=year.by), Seat)


@pytest.mark.parametrize("says_yes", [True, False])
def test_a_role_at_work_asks_the_group_first(year: Year, says_yes: bool) -> None:
    signup = approver(year, 8)

    asked = actions.join(year.a, signup=signup, by=year.by)

    assert isinstance(asked, Consent)
    assert letters() == [("asked_about", signup.email), ("asked", "pirjo.salonen@koulu.example")]
    refused(GroupRefusal.IS_ASKED, actions.join, year.b, signup=signup, by=year.by)
    actions.answer(asked, voice=Leader.objects.get(group=year.a), says_yes=says_yes, by=OPERATOR)
    assert (signup.name in names(year.a)) is says_yes
    assert state(signup) == (State.ACCEPTED if says_yes else State.QUEUED)


@pytest.mark.parametrize("says_yes", [True, False])
def test_a_role_at_work_sits_on_until_the_other_group_answers(year: Year, says_yes: bool) -> None:
    signup = approver(year, 0)

    asked = actions.transfer(year.seat(0), to=year.b, by=year.by)

    assert isinstance(asked, Consent)
    assert (signup.name in names(year.a), signup.name in names(year.b)) == (True, False)
    actions.answer(asked, voice=Leader.objects.get(group=year.b), says_yes=says_yes, by=OPERATOR)
    assert (signup.name in names(year.a), signup.name in names(year.b)) == (not says_yes, says_yes)
    assert state(signup) == State.ACCEPTED
    assert Seat.objects.filter(signup=signup, until__isnull=True).count() == 1
    if not says_yes:
        assert ("stays", signup.email) in letters()


def test_another_mentor_takes_over(year: Year) -> None:
    old, new = Leader.objects.get(group=year.a).mentor, year.register("Uuno Uusi")

    made = actions.hand_over(year.a, to=new, instead_of=old, by=year.by)
    again = actions.hand_over(year.a, to=new, instead_of=old, by=year.by)

    assert (led(year.a), again) == (["Uuno Uusi"], made)
    dates = Leader.objects.filter(group=year.a).order_by("id").values_list("mentor__name", "since", "until")
    assert list(dates) == [("Pirjo Salonen", make.OCTOBER, LATER), ("Uuno Uusi", LATER, None)]
    assert letters() == [
        ("mentor", new.email),
        ("led", old.email),
        *(("leaders", signup.email) for signup in sorted(year.people[:4], key=lambda each: each.name)),
    ]
    assert "ryhmäsi on A, Teema 2, ja mentorinne Uuno Uusi." in Letter.objects.filter(kind="groups.leaders")[0].text


def test_a_pair_comes_and_goes(year: Year) -> None:
    old, new = Leader.objects.get(group=year.a), year.register("Uuno Uusi")

    actions.hand_over(year.a, to=new, instead_of=None, by=year.by)
    assert led(year.a) == ["Pirjo Salonen", "Uuno Uusi"]
    refused(GroupRefusal.TWO_LEAD, actions.hand_over, year.a, to=year.register("Kolmas"), instead_of=None, by=year.by)
    refused(GroupRefusal.LEADS_ALREADY, actions.hand_over, year.a, to=new, instead_of=old.mentor, by=year.by)
    for _ in range(2):
        actions.stop_leading(old, by=year.by)

    assert led(year.a) == ["Uuno Uusi"]
    refused(GroupRefusal.NEEDS_LEADER, actions.stop_leading, Leader.objects.get(mentor=new), by=year.by)
    assert verbs() == ["group.leader_changed", "group.leader_gone"]


def test_who_does_not_lead(year: Year) -> None:
    old, other = (Leader.objects.get(group=group).mentor for group in (year.a, year.b))
    retired = year.register("Raija Rauhassa", Training.RETIRED)
    member = year.register(year.people[0].name)
    Group.objects.update(slot=year.a.slot)

    refused(GroupRefusal.NOT_TRAINED, actions.hand_over, year.a, to=retired, instead_of=old, by=year.by)
    refused(GroupRefusal.SITS, actions.hand_over, year.a, to=member, instead_of=old, by=year.by)
    refused(GroupRefusal.SAME_TIME, actions.hand_over, year.a, to=other, instead_of=old, by=year.by)
    refused(GroupRefusal.NOT_LEADING, actions.hand_over, year.a, to=year.register("Uuno Uusi"), instead_of=other, by=year.by)


def test_a_leader_does_not_sit_in_the_own_group(year: Year) -> None:
    """I-06."""
    pirjo = Leader.objects.get(group=year.a).mentor
    Signup.objects.filter(pk=year.people[8].pk).update(address=pirjo.email, email=pirjo.email)

    refused(GroupRefusal.LEADS, actions.join, year.a, signup=year.people[8], by=year.by)
    assert isinstance(actions.join(year.b, signup=year.people[8], by=year.by), Seat)


def test_two_groups_become_one(year: Year) -> None:
    actions.give_up(year.seat(0), by=OPERATOR)
    Letter.objects.all().delete()

    for _ in range(2):
        merged = actions.merge(year.a, into=year.b, by=year.by)

    assert (merged, len(names(year.b)), names(year.a), led(year.a)) == (year.b, 7, [], [])
    assert Group.objects.get(pk=year.a.pk).closed_at == LATER
    counted = {kind: len([each for each, _ in letters() if each == kind]) for kind, _ in letters()}
    assert counted == {"moved": 3, "grown": 4, "newcomer": 1, "closed_mentor": 1}
    ended = Seat.objects.filter(group=year.a).values_list("until", flat=True)
    assert set(ended) == {LATER}


def test_two_groups_that_are_too_many_stay_two(year: Year) -> None:
    for signup in year.people[8:11]:
        actions.join(year.a, signup=signup, by=year.by)

    refused(GroupRefusal.FULL, actions.merge, year.a, into=year.b, by=year.by)
    refused(GroupRefusal.SAME, actions.merge, year.a, into=year.a, by=year.by)


def test_a_group_ends_in_the_middle_of_the_year(year: Year) -> None:
    for _ in range(2):
        actions.shut(year.a, by=year.by)

    assert (names(year.a), led(year.a), Group.objects.get(pk=year.a.pk).closed_at) == ([], [], LATER)
    queue = list(Signup.objects.filter(rank__isnull=False).order_by("rank").values_list("name", "state"))
    members = sorted(signup.name for signup in year.people[:4])
    assert queue == [(name, State.QUEUED) for name in [*members, *(signup.name for signup in year.people[8:])]]
    assert [kind for kind, _ in letters()] == ["closed"] * 4 + ["closed_mentor"]
    assert verbs() == ["queue.unplaced_first", "group.ended"]


def test_after_the_year_nothing_changes(year: Year) -> None:
    year.here.programme.refresh_from_db()
    year.here.programme.ended_at = LATER
    year.here.programme.save()

    refused(GroupRefusal.ENDED, actions.give_up, year.seat(0), by=OPERATOR)
    refused(GroupRefusal.ENDED, actions.shut, year.a, by=year.by)
