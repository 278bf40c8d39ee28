"""The rush: a crowd signs up at real processes, and SQL counts afterwards."""

from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path

from django.db import connection

from benchmarks.kit import counting, figures
from benchmarks.kit.counting import Check
from benchmarks.kit.crowd import Person, crowd, let_in
from benchmarks.kit.figures import percentile
from benchmarks.kit.installation import PATIENCE, Installation, database, until
from benchmarks.kit.world import World
from tests.rooms.mail.server import running
from verme.mail.models import Letter
from verme.mail.terms import State

PROMISED = 0.5  # seconds within which 95 of 100 sends are answered (trust.md F-1)


@dataclass(frozen=True)
class Rush:
    """What was asked for, how it went, what was counted."""

    words: str
    people: list[Person]
    checks: list[Check]
    cpu_seconds: float  # of the pages' processes

    @property
    def faults(self) -> list[str]:
        """Wrong and missing answers, and counts that are not as promised."""
        return [fault for one in self.people for fault in one.faults] + counting.faults(self.checks)

    @property
    def is_right(self) -> bool:
        """Whether nothing was lost, double or over."""
        return not self.faults

    @property
    def times(self) -> dict[str, list[float]]:
        """Page → seconds of each answer, in the order of going."""
        held: dict[str, list[float]] = {}
        for page, seconds in chain.from_iterable(one.walk.times for one in self.people):
            held.setdefault(page, []).append(seconds)
        return held

    @property
    def is_quick(self) -> bool:
        """Whether the send was as quick as promised."""
        return percentile(sorted(self.times["send, sent"]), 0.95) < PROMISED


def run(folder: Path, *, people: int, seconds: float, capacity: int, workers: int = 2, seed: int = 1) -> Rush:
    """Everybody comes within so many seconds; returns when all are done and all letters have gone out."""
    words = (
        f"{people} sign-ups in {seconds:g} s for {capacity} places, {database()}, verme serve with {workers} processes; {figures.machine()}"
    )
    programme = World.founded().programme(capacity=capacity, is_open=True)
    with running() as post:
        site = Installation(folder, post.url)
        with site.serving(workers) as (pages, port), site.running("worker"):
            before = pages.cpu_seconds
            came = crowd(programme.slug, port, people=people, seconds=seconds, seed=seed)
            let_in(came, patience=PATIENCE)
            worked = pages.cpu_seconds - before
            until(lambda: not Letter.objects.filter(state=State.WAITING).exists(), "the letters")
    shown = {one.walk.email: one.walk.reference for one in came}
    checks = [*counting.signups(programme, shown), *counting.post(post.ids), _second_presses(came), _addresses(came)]
    connection.close()
    return Rush(words, came, checks, worked)


def _second_presses(came: list[Person]) -> Check:
    """Who pressed twice saw the same reference twice."""
    hasty = [one for one in came if one.is_hasty]
    return Check("references after a second press", [one.again for one in hasty], [[one.walk.reference] for one in hasty])


def _addresses(came: list[Person]) -> Check:
    """The proxy was believed: as many addresses were counted as there were clients."""
    return Check("clients' addresses", counting.number("SELECT COUNT(DISTINCT key) FROM signups_counter"), len(came))


def told(found: Rush) -> str:
    """The table."""
    lines = [found.words, "", f"{'answer':16} {'count':>6} {'p50':>7} {'p95':>7} {'p99':>7} {'most':>7}  ms"]
    lines += [f"{page:16} {len(seconds):6} {figures.milliseconds(seconds)}" for page, seconds in found.times.items()]
    done = sorted(one.done for one in found.people)
    requests = sum(len(one.walk.visitor.answers) for one in found.people)
    lines += ["", f"the last was done after {done[-1]:.1f} s; {requests / done[-1]:.0f} answers a second"]
    each = found.cpu_seconds / len(done) * 1000
    lines += [f"the pages' processes worked {each:.0f} ms of a core for each sign-up, in all {found.cpu_seconds:.0f} s"]
    lines += [f"{check.words:34} {'right' if check.is_right else 'WRONG'}" for check in found.checks]
    lines += [f"{fault} ({len(list(same))})" for fault, same in groupby(sorted(found.faults))] or ["no wrong answer, none missing"]
    return "\n".join([*lines, f"95 of 100 sends in less than {PROMISED * 1000:.0f} ms: {'kept' if found.is_quick else 'NOT kept'}"])
