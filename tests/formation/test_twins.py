"""Mentor entries that offer the same thing share their seats in the proof. What is proven is right nevertheless."""

import time

import pytest
from hypothesis import assume, given, settings

from tests.formation import judge, make
from verme.groups import formation
from verme.groups.formation import Status
from verme.groups.formation.exact import SeatModel
from verme.groups.formation.offers import offers_of
from verme.groups.formation.proof import Prover
from verme.groups.formation.search import Search


def _alike(written: make.Data) -> make.Data:
    """Two mentor entries with everything that the first one offers; all else that speaks of the second is gone."""

    def known(pairs: list[list[str]]) -> list[list[str]]:
        return [pair for pair in pairs if "m1" not in pair]

    return {
        **written,
        "mentors": [{**written["mentors"][0], "id": name} for name in ("m0", "m0x")],
        **{part: known(written[part]) for part in ("locks", "banned")},
        "pairs": {kind: known(pairs) for kind, pairs in written["pairs"].items()},
    }


def _three_apart() -> make.Data:
    """Six people for two mentor entries with equal offers; of the first three no two may share a group."""
    people = [make.person(f"p{number}", unit="ABC"[number % 3]) for number in range(6)]
    apart = [["p0", "p1"], ["p1", "p2"], ["p0", "p2"]]
    return make.problem(people, [make.mentor("m0"), make.mentor("m1")], pairs={"apart": apart})


def _proven_from_nothing(written: make.Data) -> Search:
    """The proof alone, which has no plan to start from but the empty one."""
    search = Search(offers_of(formation.read_problem(written)), time.monotonic(), 60, lambda progress: None, lambda: False)
    search.take({})
    prover = Prover(search, seed=1, workers=1)
    prover.upper_levels()
    prover.total()
    return search


@pytest.mark.slow
@given(make.tiny_problems())
@settings(deadline=None, max_examples=40)
def test_the_best_plan_is_found_and_proven_where_two_offer_the_same(written: make.Data) -> None:
    assume(written["mentors"])
    twins = _alike(written)

    result = formation.solve(formation.read_problem(twins), workers=1)

    best = judge.best(twins)
    assert (result.score and result.score.order) == best
    assert result.status is (Status.IMPOSSIBLE if best is None else Status.OPTIMAL)


@pytest.mark.slow
@given(make.tiny_problems(locks=0))
@settings(deadline=None, max_examples=60)
def test_the_proof_alone_finds_it_too(written: make.Data) -> None:
    assume(written["mentors"])
    twins = _alike(written)

    search = _proven_from_nothing(twins)

    assert search.is_proven()
    assert search.plan is not None and formation.is_valid(search.offers.problem, search.plan)
    assert search.score is not None and search.score.order == judge.best(twins)


def test_two_groups_are_not_taken_for_one_that_is_twice_as_large() -> None:
    written = _three_apart()

    search = _proven_from_nothing(written)

    assert search.is_proven()
    assert search.plan is not None and formation.is_valid(search.offers.problem, search.plan)
    assert search.score is not None and search.score.order == judge.best(written) == (5, 0, 500)


def test_twins_share_their_seats() -> None:
    offers = offers_of(formation.read_problem(_three_apart()))

    assert (len(SeatModel(offers, twins=offers.twins).x), len(SeatModel(offers).x)) == (6, 12)


@pytest.mark.parametrize("item", ["locks", "banned"])
def test_a_lock_or_a_ban_tells_mentor_entries_apart(item: str) -> None:
    written = {**_three_apart(), item: [["p0", "m0"]]}

    assert offers_of(formation.read_problem(_three_apart())).twins == ((0, 1),)
    assert offers_of(formation.read_problem(written)).twins == ()
