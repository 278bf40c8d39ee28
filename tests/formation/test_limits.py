"""The hard rules: each broken on paper, and all of them against the independent judge."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.formation import score as checker
from tests.formation import make
from verme.groups import formation
from verme.groups.formation import Breach, Kind, Rule

PAIR = [make.person("a", unit="A"), make.person("b", unit="B")]


def _broken(people: list[make.Data], plan: formation.Plan, **other: object) -> list[Breach]:
    problem = formation.read_problem(make.problem(people, [make.mentor("m"), make.mentor("n")], **other))
    return list(formation.conflicts(problem, plan))


def test_a_plan_that_keeps_every_rule() -> None:
    assert _broken(PAIR, make.plan(("m", ["a", "b"])), locks=[["a", "m"]], banned=[["a", "n"]]) == []


@pytest.mark.parametrize(
    ("change", "kind", "rule"),
    [
        ({"slots": {"ma": 0, "ti": 2}}, Kind.SLOT, Rule.SLOT),
        ({"places": {"etä": 2}}, Kind.PLACE, Rule.PLACE),
        ({"languages": ["sv"]}, Kind.LANGUAGE, Rule.LANGUAGE),
        ({"themes": ["t2"]}, Kind.WISH, Rule.THEME),
    ],
)
def test_a_seat_the_person_cannot_have(change: make.Data, kind: Kind, rule: Rule) -> None:
    people = [make.person("a", unit="A", **change), PAIR[1]]

    assert _broken(people, make.plan(("m", ["a", "b"]))) == [Breach(rule, kind, "m", "a")]


@pytest.mark.parametrize(
    ("admits", "kinds"),
    [
        ({"roles": ["ohjaaja"]}, [Kind.ROLE]),
        ({"new": True}, [Kind.NEW]),
        ({"wished": True}, [Kind.WISH]),
        ({"roles": ["ohjaaja"], "new": True, "wished": True}, [Kind.WISH, Kind.ROLE, Kind.NEW]),
    ],
)
def test_a_theme_that_does_not_admit(admits: make.Data, kinds: list[Kind]) -> None:
    people = [make.person("a", themes=[], any_theme=True), make.person("b", unit="B", role="ohjaaja", new=True)]

    found = _broken(people, make.plan(("m", ["a", "b"])), themes=[make.theme("t1", **admits), make.theme("t2")])

    assert found == [Breach(Rule.THEME, kind, "m", "a") for kind in kinds]


def test_too_few_and_too_many() -> None:
    people = [make.person(name, unit=name) for name in "abcdef"]

    found = _broken(people, make.plan(("m", list("abcde")), ("n", ["f"])))

    assert found == [
        Breach(Rule.SIZE, Kind.MANY, "m", count=5, limit=4),
        Breach(Rule.SIZE, Kind.FEW, "n", count=1, limit=2),
    ]


def test_what_is_not_offered() -> None:
    assert _broken(PAIR, make.plan(("m", ["a", "b"]), language="sv"))[0] == Breach(Rule.OFFER, Kind.OFFER, "m", what="language")


def test_a_second_group_and_a_second_seat() -> None:
    assert _broken(PAIR, make.plan(("m", ["a", "b"]), ("m", ["b", "a"]))) == [
        Breach(Rule.OFFER, Kind.TWO_GROUPS, "m"),
        Breach(Rule.ONCE, Kind.TWICE, "m", "b"),
        Breach(Rule.ONCE, Kind.TWICE, "m", "a"),
    ]


def test_strangers() -> None:
    assert _broken(PAIR, make.plan(("x", ["a", "y"]))) == [
        Breach(Rule.OFFER, Kind.UNKNOWN_MENTOR, "x"),
        Breach(Rule.ONCE, Kind.UNKNOWN_PERSON, "x", "y"),
    ]


def test_a_pair_to_be_kept_apart() -> None:
    found = _broken(PAIR, make.plan(("m", ["a", "b"])), pairs={"apart": [["b", "a"], ["a", "b"], ["m", "a"]]})

    assert set(found) == {Breach(Rule.APART, Kind.APART, "m", "b", "a"), Breach(Rule.APART, Kind.APART, "m", "a", "m")}
    assert len(found) == 2


def test_too_many_of_one_unit() -> None:
    people = [make.person(name) for name in "abc"]

    assert _broken(people, make.plan(("m", ["a", "b", "c"]))) == [Breach(Rule.UNIT, Kind.UNIT, "m", what="A", count=3, limit=2)]


def test_a_lock_that_is_not_kept_and_a_ban() -> None:
    found = _broken(PAIR, make.plan(("m", ["a", "b"])), locks=[["a", "n"]], banned=[["b", "m"], ["b", "m"]])

    assert found == [Breach(Rule.LOCK, Kind.BANNED, "m", "b"), Breach(Rule.LOCK, Kind.LOCK, "n", "a")]


@pytest.mark.slow
@given(st.data())
@settings(deadline=None)
def test_the_judge_finds_the_same_rules_broken(data: st.DataObject) -> None:
    written = data.draw(make.tiny_problems(locks=2))
    problem = formation.read_problem(written)
    plan = data.draw(make.any_plans(problem))

    found = {breach.rule.value for breach in formation.conflicts(problem, plan)}

    judged = Counter(line.split(":")[0] for line in checker.problems_of(written, make.as_json(problem, plan)))
    assert found == set(judged)
    assert formation.is_valid(problem, plan) == (not judged)
