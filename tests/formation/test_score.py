"""Points, costs, score and Sopivuus, by hand and against the independent judge."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.formation import score as checker
from tests.formation import make
from verme.groups import formation
from verme.groups.formation import Score


def test_the_parts_of_a_seat() -> None:
    people = [
        make.person("first"),
        make.person("third", themes=["t2", "t1"], slots={"ma": 1}, places={"koulu": 1}, languages=["sv", "fi"]),
        make.person("whatever", themes=["t2"], any_theme=True),
        make.person("cannot", themes=["t2"], slots={"ti": 2}, places={"etä": 2}, languages=["sv"]),
    ]
    problem = formation.read_problem(make.problem(people, [make.mentor("m")]))
    option = make.plan(("m", [])).groups[0].option

    points = [formation.seat_points(problem, person, option) for person in problem.people]

    assert [(each.theme, each.slot, each.place, each.language) for each in points] == [
        (50, 25, 15, 10),
        (35, 10, 5, 0),
        (5, 25, 15, 10),
        (0, 0, 0, 0),
    ]
    assert [formation.suits(problem, each.total).value for each in points] == ["well", "fairly", "fairly", "poorly"]


def test_wishes_beyond_the_scale_get_its_last_value() -> None:
    rules = {"points": {**make.RULES["points"], "theme": [50, 35]}}
    people = [make.person("p", themes=["t3", "t2", "t1"])]
    themes = [make.theme(name) for name in ("t1", "t2", "t3")]
    problem = formation.read_problem(make.problem(people, [make.mentor("m")], themes=themes, rules=rules))

    points = formation.seat_points(problem, problem.people[0], make.plan(("m", [])).groups[0].option)

    assert points.theme == 35


def test_the_costs_of_a_group() -> None:
    people = [make.person(name, unit=unit) for name, unit in zip("abcde", "AAABB", strict=True)]
    problem = formation.read_problem(
        make.problem(
            people,
            [make.mentor("m")],
            themes=[make.theme("t1", mix=3)],
            rules={"max_same_unit": 3},
            pairs={"met": [["a", "b"], ["b", "a"], ["a", "e"]], "together": [["c", "d"], ["c", "e"]]},
        )
    )

    costs = formation.group_costs(problem, make.plan(("m", ["a", "b", "c", "d"])).groups[0])

    assert (costs.unit, costs.size, costs.met, costs.mix, costs.together) == (-16, -6, -6, -20, 10)


def test_fit_is_a_figure_per_member() -> None:
    people = [make.person(name, unit=name) for name in "abc"] + [make.person("d", slots={"ma": 1}, places={"koulu": 1})]
    problem = formation.read_problem(make.problem(people, [make.mentor("m"), make.mentor("n")]))

    fit = formation.fit(problem, make.plan(("m", ["a", "d"]), ("n", [])))

    assert (fit.groups, fit.whole) == ((88, None), 82)  # (100 + 75) / 2 = 87.5; the empty group still costs 12: 163 / 2 = 81.5


def test_fit_of_nothing() -> None:
    problem = formation.read_problem(make.problem([], []))

    assert formation.fit(problem, formation.Plan(())) == formation.Fit(None, ())


@given(st.data())
@settings(deadline=None)
def test_the_score_is_the_judges_score(data: st.DataObject) -> None:
    written = data.draw(make.tiny_problems())
    problem = formation.read_problem(written)
    plan = _only_possible_seats(problem, data.draw(make.any_plans(problem)))

    found = formation.score(problem, plan)

    assert {"placed": found.placed, "poor": found.poor, "total": found.total} == checker.score(written, make.as_json(problem, plan))


def test_seats_nobody_may_have_are_still_valued() -> None:
    people = [make.person("p", themes=[], slots={}, places={}, languages=["sv"])]
    problem = formation.read_problem(make.problem(people, [make.mentor("m")]))

    found = formation.score(problem, make.plan(("m", ["p", "unknown"])))

    assert found == Score(placed=1, poor=1, total=-6)  # no points; one below the target size, strangers do not count


@pytest.mark.parametrize("name", ["seinajoki-50-a", "alue-800-a"])
def test_levels_come_in_order(name: str) -> None:
    problem = formation.read_problem(make.stored(name))
    nothing = formation.score(problem, formation.Plan(()))

    assert nothing == Score(0, 0, 0)
    assert Score(2, 2, 0).order > Score(1, 0, 900).order
    assert Score(2, 1, 0).order > Score(2, 2, 900).order


def _only_possible_seats(problem: formation.Problem, plan: formation.Plan) -> formation.Plan:
    """The plan without the members who may not have their seat: the judge gives such seats no value at all."""

    def may_sit(name: str, group: formation.Group) -> bool:
        return not formation.seat_breaches(problem, problem.person[name], group.option)

    groups = (replace(group, members=tuple(name for name in group.members if may_sit(name, group))) for group in plan.groups)
    return formation.Plan(tuple(groups))
