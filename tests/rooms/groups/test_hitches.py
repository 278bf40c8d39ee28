"""Which rules a change of published groups would break: named before it is done, never whose rule it is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.rooms.groups.living import Year, approver, led, names
from tests.rooms.groups.round import a_round, letters, refused
from verme.audit.actors import OPERATOR
from verme.groups import actions, queries, rules
from verme.groups.models import Group, Leader
from verme.groups.queries import groups as living
from verme.groups.rules.hitches import Limits, Newcomer, Table, against_leaving, against_seats
from verme.groups.terms import STOPS, GroupRefusal, Hitch, PairKind
from verme.kernel.refusals import Refused
from verme.mail.models import Letter
from verme.mentors.models import Mentor
from verme.organisations import actions as organisations
from verme.organisations.models import StaffMember
from verme.organisations.terms import RoleKind
from verme.people import actions as people
from verme.signups.models import Signup, SignupPlace, SignupSlot, SignupTheme

TABLE, LIMITS = Table("B", 4, 1, 2, 3, "fi"), Limits(4, 10, 3)
FITS: dict[str, Any] = {"themes": {1}, "slots": {2}, "places": {3}, "languages": ["fi"]}


def found(**said: Any) -> list[Hitch]:
    return [each.hitch for each in against_seats(TABLE, [Newcomer("Aino", **{**FITS, **said})], LIMITS, units=[1])]


def test_each_rule_by_its_name() -> None:
    assert found() == []
    assert found(themes={9}) == [Hitch.THEME]
    assert found(slots=()) == [Hitch.SLOT]
    assert found(places={1}) == [Hitch.PLACE]
    assert found(languages=["sv"]) == [Hitch.LANGUAGE]
    assert found(is_supervised=True, slots=()) == [Hitch.SUPERVISOR, Hitch.SLOT]
    assert found(leads=True, is_asked=True, is_asked_apart=True) == [Hitch.LEADS, Hitch.IS_ASKED, Hitch.ASKED]


def test_sizes() -> None:
    comers = [Newcomer(f"Henkilö {number}", **FITS) for number in range(7)]
    eleven, four = against_seats(TABLE, comers, LIMITS, units=[1, 4, 2])
    assert (eleven.hitch, eleven.sentence) == (Hitch.FULL, "Ryhmässä B olisi 11 jäsentä, enintään 10 mahtuu.")
    assert (four.hitch, four.stops) == (Hitch.UNIT, False)
    assert against_leaving("A", 4, LIMITS) == []
    assert [each.sentence for each in against_leaving("A", 3, LIMITS)] == ["Ryhmään A jäisi vain 3 jäsentä, vähintään 4 tarvitaan."]


def test_a_mentor_is_told_that_a_rule_holds_not_which() -> None:
    told = rules.unsaid(against_seats(TABLE, [Newcomer("Aino", **FITS, is_asked_apart=True)], LIMITS, units=[1]))
    assert [(each.who, each.hitch, each.stops) for each in told] == [("Aino", Hitch.APART, True)]


@given(kept=some.booleans(), asked=some.booleans(), leads=some.booleans(), members=some.integers(0, 12))
def test_what_stops_is_what_the_deed_refuses(kept: bool, asked: bool, leads: bool, members: int) -> None:
    """The page and the deed judge by two functions; they never disagree."""
    table = Table("B", members, 1, 2, 3, "fi")
    comer = Newcomer("Aino", **FITS, is_supervised=kept, is_asked=asked, leads=leads)
    shown = any(each.stops for each in against_seats(table, [comer], LIMITS, units=[1]))
    reason = rules.why_not_sit(is_closed=False, members=members, most=LIMITS.most, leads=leads, is_apart=kept, is_asked=asked)
    assert shown == (reason is not None)


def loaded(group: Group) -> Group:
    made: Group = living(group.programme).get(pk=group.pk)
    return made


def hitches(people: list[Signup], group: Group, source: Group | None = None) -> list[tuple[str, Hitch]]:
    return [(each.who, each.hitch) for each in queries.against_sitting(people, loaded(group), loaded(source) if source else None)]


def make_boss(year: Year, signup: Signup, of: Signup) -> None:
    organisation = year.here.house.organisation
    boss = StaffMember.objects.create(organisation=organisation, name=signup.name, email=signup.email)
    StaffMember.objects.create(organisation=organisation, name=of.name, email=of.email, supervisor=boss)


@pytest.mark.django_db
def test_a_move_names_what_it_would_break(year: Year) -> None:
    mover, staff = year.people[0], year.people[5]
    assert hitches([mover], year.b, year.a) == [("", Hitch.FEW)]
    make_boss(year, mover, staff)
    for answers in (SignupSlot, SignupPlace, SignupTheme):
        answers.objects.filter(signup=mover).delete()
    Signup.objects.filter(pk=mover.pk).update(languages=["sv"])
    mover = Signup.objects.get(pk=mover.pk)

    said = hitches([mover], year.b, year.a)

    named = [(mover.name, each) for each in (Hitch.SUPERVISOR, Hitch.SLOT, Hitch.PLACE, Hitch.LANGUAGE, Hitch.THEME)]
    assert said == [*named, ("", Hitch.FEW)]
    refused(GroupRefusal.APART, actions.transfer, year.seat(0), to=year.b, by=year.by)


@pytest.mark.django_db
def test_the_same_workplace(year: Year) -> None:
    unit = year.here.house.units[0]
    Signup.objects.filter(pk__in=[each.pk for each in (year.people[8], *year.people[:3])]).update(unit=unit)

    assert hitches([Signup.objects.get(pk=year.people[8].pk)], year.a) == [("", Hitch.UNIT)]


@pytest.mark.django_db
def test_merging_names_whom_it_is_about(year: Year) -> None:
    make_boss(year, year.people[2], year.people[6])

    said = queries.against_merging(loaded(year.a), loaded(year.b))

    assert [(each.who, each.hitch) for each in said] == [(year.people[2].name, Hitch.SUPERVISOR)]
    refused(GroupRefusal.APART, actions.merge, year.a, into=year.b, by=year.by)


@pytest.mark.django_db
def test_a_new_mentor_is_not_a_members_supervisor(year: Year) -> None:
    old, new, other = Leader.objects.get(group=year.a).mentor, year.register("Uuno Uusi"), year.register("Elli Esihenkilö")
    person = people.ensure(other.email, name=other.name, language="fi", by=OPERATOR)
    unit = Signup.objects.get(pk=year.people[0].pk).unit
    organisations.grant_role(year.here.house.organisation, person=person, kind=RoleKind.PRINCIPAL, unit=unit, by=OPERATOR)

    assert queries.against_mentor(new, loaded(year.a)) == []
    assert [each.hitch for each in queries.against_mentor(other, loaded(year.a))] == [Hitch.SUPERVISOR]
    refused(GroupRefusal.APART, actions.hand_over, year.a, to=other, instead_of=old, by=year.by)
    assert led(year.a) == [old.name]


@pytest.mark.django_db
def test_after_a_change_of_mentor_the_rules_are_the_new_mentors(year: Year) -> None:
    """Whose staff may join follows who leads now, not who led when the groups were formed."""
    old, new, staff = Leader.objects.get(group=year.a).mentor, year.register("Uuno Uusi"), year.people[8]
    boss = StaffMember.objects.create(organisation=year.here.house.organisation, name=new.name, email=new.email)
    StaffMember.objects.create(organisation=year.here.house.organisation, name=staff.name, email=staff.email, supervisor=boss)
    assert hitches([staff], year.a) == []

    actions.hand_over(year.a, to=new, instead_of=old, by=year.by)

    assert hitches([staff], year.a) == [(staff.name, Hitch.SUPERVISOR)]
    refused(GroupRefusal.APART, actions.join, year.a, signup=staff, by=year.by)


@pytest.mark.django_db
def test_who_does_not_want_to_be_with_a_mentor() -> None:
    """The text was about an offer; it holds wherever its mentors lead later. A mentor as stand-in or follower is stopped alike."""
    here = a_round()
    members, entries = here.people(8), [here.mentor("Pirjo Salonen"), here.mentor("Heikki Mäkelä")]
    Signup.objects.filter(pk=members[0].pk).update(apart="Heikki")
    actions.read(Signup.objects.get(pk=members[0].pk), kind=PairKind.APART, meant=[queries.entry_id(entries[1].pk)], by=here.by)
    a, _b = actions.publish(here.draft((entries[0], members[:4]), (entries[1], members[4:])), revision=1, by=here.by)
    heikki = Mentor.objects.get(name="Heikki Mäkelä")

    said = queries.against_mentor(heikki, loaded(a))

    assert [(each.who, each.hitch) for each in said] == [("Heikki Mäkelä", Hitch.ASKED)]
    assert members[0].name not in said[0].sentence
    with pytest.raises(Refused) as no:
        actions.hand_over(a, to=heikki, instead_of=None, by=here.by)
    assert no.value.reason == GroupRefusal.APART


@pytest.mark.django_db
def test_merging_asks_first_and_does_not_say_that_it_is_done(year: Year) -> None:
    """Who has a role at work is not told of a move that has not happened."""
    signup = approver(year, 0)
    Letter.objects.all().delete()

    actions.merge(year.a, into=year.b, by=year.by)

    assert signup.name not in names(year.b)
    assert [kind for kind, address in letters() if address == signup.email] == ["asked_about"]
    assert ("asked", "heikki.mäkelä@koulu.example") in letters()


def test_stops_are_known() -> None:
    """Nothing that the deed refuses is offered as "you may go on"."""
    assert STOPS.isdisjoint({Hitch.SLOT, Hitch.PLACE, Hitch.LANGUAGE, Hitch.THEME, Hitch.UNIT, Hitch.FEW})
