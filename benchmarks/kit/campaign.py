"""Kill -9 by the dozen: at chosen moments, spread over everything that a deed writes, or by the clock."""

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.kit.deeds.deed import BEFORE, HALF, Deed

MISSES = 3  # times as many tries as kills, at most: by the clock a deed may be done first


@dataclass(frozen=True)
class Aim:
    """When a process is to die: at the moment numbered `at` of what it writes, or after this share of the time that the deed takes.

    `whole`: with its whole group of processes, as when the machine dies.
    """

    at: int = 0
    share: float = 0.0
    whole: bool = True


@dataclass
class Report:
    """What a campaign has seen: at which moments processes died, what the database showed then, and what did not hold."""

    deed: str
    moments: int = 0  # that there are to die at
    deaths: list[str] = field(default_factory=list)
    states: Counter[str] = field(default_factory=Counter)
    missed: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        """Whether nothing was half and nothing did not hold."""
        return not self.faults and not self.states[HALF]


def campaign(deed: Deed, kills: int, *, by_the_clock: int = 0, seed: int = 1) -> Report:
    """So many deaths, the last of them by the clock; after each the database is looked at, and the deed is tried again.

    Where a death left everything as before, the next try is killed too. Raises TimeoutError when too few tries were hit.
    """
    report = Report(deed.name)
    with deed.living():
        seconds = _rehearse(deed, report)
        aims = _aims(report.moments, kills - by_the_clock, by_the_clock, random.Random(seed))
        for aim in aims:
            deed.stage()
            if _strike(deed, aim, seconds, report):
                _look(deed, report)
            else:
                report.faults += deed.faults()
                report.missed += 1
            if len(report.deaths) == kills:
                break
        else:
            raise TimeoutError(f"{deed.name}: only {len(report.deaths)} of {kills} kills hit")
        _try_again(deed, report)
    return report


def _rehearse(deed: Deed, report: Report) -> float:
    """Once without death: how many moments there are, and how many seconds lie between the first and the last of them."""
    deed.stage()
    deed.site.set_trap(tables=deed.tables)
    watch = _Watch(deed)
    with watch:
        answered = deed.do()
    report.moments = max(int(note.partition(" ")[0]) for note in deed.site.take_trap_away())
    report.faults += deed.faults() if answered else [f"{deed.name}: no answer though nothing was killed"]
    return watch.seconds


def _aims(moments: int, exact: int, by_the_clock: int, dice: random.Random) -> Iterator[Aim]:
    """First spread evenly over all moments, then by the clock; missed ones are made up for by chance. The whole group, or one process."""
    for turn in range(exact):
        yield Aim(at=1 + turn * (moments - 1) // max(exact - 1, 1), whole=turn % 2 == 0)
    for turn in range(by_the_clock):
        yield Aim(share=(turn + dice.random()) / by_the_clock)
    for _ in range(MISSES * (exact + by_the_clock)):
        yield Aim(share=dice.random()) if by_the_clock else Aim(at=dice.randint(1, moments))


def _strike(deed: Deed, aim: Aim, seconds: float, report: Report) -> bool:
    """One try under threat; True when the process died of it."""
    deed.site.set_trap(aim.at, tables=deed.tables, whole=aim.whole)
    with _Watch(deed, None if aim.at else aim.share * seconds):
        answered = deed.do()
    notes = deed.site.take_trap_away()
    if not answered:
        report.deaths.append(_words(notes, aim))
    return not answered


def _words(notes: Sequence[str], aim: Aim) -> str:
    if aim.at:
        return next((note for note in notes if note.startswith(f"{aim.at} ")), f"{aim.at}")
    return f"by the clock, after {notes[-1] if notes else 'nothing'}"


def _look(deed: Deed, report: Report) -> None:
    states = deed.seen()
    report.states.update(states)
    if HALF in states:
        report.faults += [f"half, killed at {report.deaths[-1]}", *deed.faults()]
    if set(states) != {BEFORE}:
        _try_again(deed, report)


def _try_again(deed: Deed, report: Report) -> None:
    """Whoever was not answered tries again: it works, and everything holds."""
    deed.stage()
    report.faults += deed.faults() if deed.do() else [f"{deed.name}: no answer though nothing was killed"]


class _Watch:
    """Waits for the first moment that the trap notes. Kills the process so many seconds later, or takes the time until the last one."""

    def __init__(self, deed: Deed, kills_after: float | None = None) -> None:
        self.deed, self.kills_after = deed, kills_after
        self.noted = deed.site.order.with_suffix(".noted")
        self.over = threading.Event()
        self.first = 0.0
        self.seconds = 0.0
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *raised: object) -> None:
        self.over.set()
        self.thread.join()
        if self.first and self.noted.exists():
            self.seconds = max(self.noted.stat().st_mtime - self.first, 0.0)

    def _watch(self) -> None:
        while not self.noted.exists():
            if self.over.wait(0.001):
                return
        self.first = time.time()
        if self.kills_after is not None and not self.over.wait(self.kills_after):
            self.deed.process.kill()
