"""From rows to a formation problem: who is in it, whom themes admit, who may not sit together, and no names."""

import datetime as dt
import json
from typing import Any

import pytest

from tests import cast, make
from tests.rooms.groups.round import Round, a_round
from verme.audit.actors import OPERATOR, VISITOR
from verme.groups import actions, queries
from verme.groups.formation import Kind, Option, read_problem, seat_breaches
from verme.groups.models import Group, Seat
from verme.groups.rules import Criteria
from verme.groups.terms import PairKind
from verme.kernel import clock
from verme.mentors import actions as mentors
from verme.organisations import actions as organisations
from verme.organisations.models import StaffMember
from verme.organisations.terms import RoleKind
from verme.programmes.models import Theme
from verme.signups import actions as signups
from verme.signups.models import Signup
from verme.signups.terms import Source

pytestmark = pytest.mark.django_db
QUERIES = 14
LAST_YEAR = dt.date(2025, 9, 15)


@pytest.fixture
def here() -> Round:
    return a_round()


def problem(here: Round, **criteria: Any) -> dict[str, Any]:
    found, _labels = queries.formation_problem(here.programme, Criteria(**criteria))
    read_problem(found)  # it can always be read
    return found


def ids(*signups: Signup) -> list[str]:
    return sorted(queries.person_id(signup.pk) for signup in signups)


def test_people_and_mentors_as_they_answered(here: Round) -> None:
    monday, tuesday, *_ = here.slots
    centre, online = here.places
    entry = here.mentor(slots=[tuesday, monday], languages=["sv", "fi"])
    person = here.person(
        unit=here.house.units[2], themes=[here.themes[2], here.themes[1]], any_theme=True,
        slots={monday: 1, tuesday: 2}, places={online: 1}, languages=["sv", "fi"], is_new=True,
    )  # fmt: skip
    withdrawn, gone = here.mentor(), here.person()
    mentors.withdraw_entry(withdrawn, by=OPERATOR)
    with clock.frozen(make.AUGUST):
        signups.withdraw(gone, by=VISITOR)

    found = problem(here)

    assert found["people"] == [
        {
            "id": f"s{person.pk}", "unit": f"u{here.house.units[2].pk}", "role": "class_teacher", "new": True, "languages": ["sv", "fi"],
            "themes": ["teema-3", "teema-2"], "any_theme": True, "slots": {"ma-1430": 1, "ti-1430": 2}, "places": {"eta": 1},
        }
    ]  # fmt: skip
    assert found["mentors"] == [
        {
            "id": f"m{entry.pk}", "themes": ["teema-1", "teema-2", "teema-3"], "slots": ["ma-1430", "ti-1430"],
            "places": ["keskusta", "eta"], "languages": ["sv", "fi"],
        }
    ]  # fmt: skip
    assert (found["slots"], found["languages"]) == (["ma-1430", "ti-1430", "ke-1430", "to-1430"], ["fi", "sv", "en"])
    assert centre.key in found["places"]


def test_no_name_address_or_word_is_in_it(here: Round) -> None:
    here.mentor("Pirjo Salonen")
    here.person("Aino Virtanen", together="Liisa Lahti", apart="Matti Meikäläinen", wish="Kiitos!", other_unit="", unit=here.house.units[0])

    text = json.dumps(problem(here), ensure_ascii=False)

    assert not [word for word in ("Aino", "aino", "Pirjo", "Liisa", "Matti", "Kiitos", "example") if word in text]


def test_workplaces_that_are_not_on_the_list(here: Round) -> None:
    here.person(unit=None, other_unit="Musiikkiopisto")
    here.person(unit=None, other_unit=" musiikkiopisto")
    alone = here.person(unit=None, other_unit="")

    assert [person["unit"] for person in problem(here)["people"]] == ["x:musiikkiopisto", "x:musiikkiopisto", f"s{alone.pk}"]


@pytest.mark.parametrize(
    ("key", "unit", "subject", "admitted"),
    [
        ("class_teacher", 0, "", True),
        ("subject_teacher", 2, "Ruotsi", True),
        ("subject_teacher", 2, "Kemia", False),
        ("principal", 0, "", False),
    ],
)
def test_themes_admit_by_staff_group_level_and_subject(here: Round, key: str, unit: int, subject: str, admitted: bool) -> None:
    """One theme for class teachers of grades 1–6, one for teachers of Swedish of any level; the person must fit one of them."""
    group = here.house.organisation.staff_groups.get
    small, swedish = here.themes[1:]
    small.admit_levels = ["lower"]
    small.save()
    small.admit_groups.set([group(key="class_teacher")])
    swedish.admit_subject = "ruotsi"
    swedish.save()
    person = here.person(staff_group=group(key="class_teacher"), unit=here.house.units[0], subject="", themes=[small])
    Signup.objects.filter(pk=person.pk).update(staff_group=group(key=key), unit=here.house.units[unit], subject=subject, any_theme=True)
    here.person(staff_group=group(key="subject_teacher"), unit=here.house.units[2], subject="RUOTSI", themes=[swedish])

    read = read_problem(problem(here))
    one = read.people[0]
    kinds = {theme: [kind for _, kind in seat_breaches(read, one, _option(here, theme))] for theme in read.theme}

    may = [theme for theme in (small.key, swedish.key) if Kind.ROLE not in kinds[theme]]
    assert bool(may) is admitted


def _option(here: Round, theme: str) -> Option:
    return Option(theme, here.slots[0].key, here.places[0].key, "fi")


def test_a_theme_for_which_nobody_is_admitted_admits_nobody(here: Round) -> None:
    here.themes[2].admit_groups.set([here.house.organisation.staff_groups.get(key="principal")])
    here.person()

    found = {theme["id"]: theme["admits"]["roles"] for theme in problem(here)["themes"]}

    assert found == {"teema-1": [], "teema-2": [], "teema-3": ["-"]}


def test_a_staff_group_is_one_role_unless_its_people_are_admitted_differently(here: Round) -> None:
    here.themes[2].admit_levels = ["upper"]
    here.themes[2].save()
    assistant = here.house.organisation.staff_groups.get(key="school_assistant")
    lower, _, upper = here.house.units
    for unit in (lower, upper):
        here.person(unit=unit)
    here.person(unit=lower, staff_group=assistant)

    assert [person["role"] for person in problem(here)["people"]] == ["class_teacher/lower/-", "class_teacher/upper/-", "school_assistant"]


def staff(here: Round, email: str, supervisor: StaffMember | None = None) -> StaffMember:
    return StaffMember.objects.create(organisation=here.house.organisation, name=email, email=email, supervisor=supervisor)


def test_supervisors_and_their_staff_are_kept_apart(here: Round) -> None:
    entry = here.mentor("Sari Mentori")
    boss, worker, other = here.person("Pomo"), here.person("Työntekijä"), here.person("Muu")
    mentor_boss, under_mentor = here.mentor("Eino Mentori"), here.person("Alainen")
    chief = staff(here, "Pomo@koulu.example")
    staff(here, "työntekijä@koulu.example", chief)
    staff(here, "sari.mentori@koulu.example", chief)  # Pomo's staff leads a group
    staff(here, "alainen@koulu.example", staff(here, "eino.mentori@koulu.example"))

    assert sorted(map(sorted, problem(here)["pairs"]["apart"])) == sorted(
        [ids(boss, worker), sorted([f"s{boss.pk}", f"m{entry.pk}"]), sorted([f"s{under_mentor.pk}", f"m{mentor_boss.pk}"])]
    )
    assert queries.person_id(other.pk) not in {end for pair in problem(here)["pairs"]["apart"] for end in pair}


@pytest.mark.parametrize(("one", "two", "apart"), [(True, True, True), (False, True, True), (True, False, True), (False, False, False)])
def test_only_both_together_lift_it(here: Round, one: bool, two: bool, apart: bool) -> None:
    boss, worker = here.person("Pomo", apart_from_supervisor=one), here.person("Tekijä", apart_from_supervisor=two)
    staff(here, "tekijä@koulu.example", staff(here, "pomo@koulu.example"))

    assert problem(here)["pairs"]["apart"] == ([ids(boss, worker)] if apart else [])
    Signup.objects.filter(pk=boss.pk).update(source=Source.COORDINATOR)  # nobody else can lift it
    assert problem(here)["pairs"]["apart"] == [ids(boss, worker)]


def test_a_principal_is_the_supervisor_of_the_unit(here: Round) -> None:
    lower, harju, _ = here.house.units
    principal = here.house.people[RoleKind.PRINCIPAL]  # of the first unit
    boss = here.person(principal.name, email=principal.email, unit=harju)
    worker, other = here.person(unit=lower), here.person(unit=harju)
    entry = here.mentor(unit=lower)

    found = {tuple(pair) for pair in problem(here)["pairs"]["apart"]}

    assert found == {tuple(ids(boss, worker)), (f"m{entry.pk}", f"s{boss.pk}")}
    assert other.pk


def test_texts_count_as_they_were_read(here: Round) -> None:
    entry = here.mentor("Pirjo Salonen")
    aino, liisa, matti = here.person("Aino", together="Liisa", apart="Pirjo ja Matti"), here.person("Liisa", together="Aino"), here.person()
    actions.read(aino, kind=PairKind.TOGETHER, meant=ids(liisa), by=here.by)
    actions.read(aino, kind=PairKind.APART, meant=[*ids(matti), queries.entry_id(entry.pk)], by=here.by)

    one_sided = problem(here)["pairs"]
    actions.read(liisa, kind=PairKind.TOGETHER, meant=ids(aino), by=here.by)
    mutual = problem(here)["pairs"]

    assert one_sided["together"] == []
    assert mutual["together"] == [ids(aino, liisa)]
    assert sorted(mutual["apart"]) == sorted([ids(aino, matti), sorted([f"m{entry.pk}", f"s{aino.pk}"])])


def test_a_changed_text_must_be_read_anew(here: Round) -> None:
    aino, matti = here.person("Aino", apart="Matti"), here.person("Matti")
    actions.read(aino, kind=PairKind.APART, meant=ids(matti), by=here.by)
    assert problem(here)["pairs"]["apart"] == [ids(aino, matti)]

    Signup.objects.filter(pk=aino.pk).update(apart="")
    lifted = problem(here)["pairs"]["apart"]
    Signup.objects.filter(pk=aino.pk).update(apart="Joku muu")

    assert lifted == problem(here)["pairs"]["apart"] == []


def test_who_shared_a_group_last_year(here: Round) -> None:
    earlier = make.programme(here.house.organisation, slug="viime", starts_on=LAST_YEAR, school_year=2025)
    theirs = make.programme(cast.gradia().organisation, starts_on=LAST_YEAR)
    people = here.people(3)
    entry = here.mentor()
    for programme, members in ((earlier, people[:2]), (theirs, people[1:])):
        (theme, *_), (slot, *_), (place, *_) = make.themes(programme), make.slots(programme), make.places(programme)
        draft = actions.make(programme, criteria=Criteria(), by=here.by)
        group = Group.objects.create(
            programme=programme, draft=draft, entry=entry, letter="A", theme=theme, slot=slot, place=place, language="fi"
        )
        for person in members:
            before = Signup.objects.get(pk=person.pk)
            before.pk, before.programme = None, programme
            before.reference, before.manage_digest = f"X{programme.pk}{person.pk}", f"{programme.pk}-{person.pk}"
            before.save()
            Seat.objects.create(group=group, signup=before)

    assert problem(here)["pairs"]["met"] == [ids(*people[:2])]


def test_locks_and_bans_of_a_draft_come_along(here: Round) -> None:
    people, entry = here.people(5), here.mentor()
    draft = here.draft((entry, people[:4]))
    draft = actions.lock(draft, signup=people[0], revision=draft.revision, by=here.by)
    draft = actions.ban(draft, signup=people[1], revision=draft.revision, by=here.by)

    found, _labels = queries.formation_problem(here.programme, Criteria(), draft)

    assert (found["locks"], found["banned"]) == ([[f"s{people[0].pk}", f"m{entry.pk}"]], [[f"s{people[1].pk}", f"m{entry.pk}"]])


@pytest.mark.parametrize(
    ("own", "sizes"),
    [
        ({}, None),
        ({"size_max": 3}, {"min": 3, "target_min": 3, "target_max": 3, "max": 3}),
        ({"size_min": 12}, {"min": 12, "target_min": 12, "target_max": 12, "max": 12}),
        ({"size_target_max": 6}, {"min": 4, "target_min": 6, "target_max": 6, "max": 10}),
        (
            {"size_min": 5, "size_target_min": 7, "size_target_max": 9, "size_max": 12},
            {"min": 5, "target_min": 7, "target_max": 9, "max": 12},
        ),
    ],
)
def test_a_theme_has_its_own_sizes(here: Round, own: dict[str, int], sizes: dict[str, int] | None) -> None:
    Theme.objects.filter(pk=here.themes[1].pk).update(**own)

    assert problem(here)["themes"][1]["size"] == sizes


@pytest.mark.counting
def test_queries_do_not_grow_with_rows(here: Round, django_assert_num_queries: Any) -> None:
    here.mentor()
    here.people(1)
    with django_assert_num_queries(QUERIES):
        queries.formation_problem(here.programme, Criteria())
    organisations.add_unit(here.house.organisation, name="Uusi koulu", level="lower", by=OPERATOR)
    here.mentor()
    here.people(15)

    with django_assert_num_queries(QUERIES):
        queries.formation_problem(here.programme, Criteria())
