"""`verme serve` dies while people send their sign-ups. Who was not answered presses the button again."""

import contextlib
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count

from benchmarks.kit import counting
from benchmarks.kit.crowd import letters
from benchmarks.kit.deeds.deed import AFTER, BEFORE, HALF, Deed
from benchmarks.kit.installation import Installation, Process, answers, until
from benchmarks.kit.visitor import Unanswered, Visitor
from benchmarks.kit.walk import Walk
from benchmarks.kit.world import World
from verme.audit.models import Entry
from verme.mail.models import Letter
from verme.signups.models import Signup, SignupPlace, SignupSlot

AT_ONCE = 3  # people who press the button in the same moment
PLACES = 20


class OnPages(Deed):
    """The pages are served by two processes; whoever finds them dead waits until they are up again."""

    pages: Process
    port: int

    @contextlib.contextmanager
    def living(self) -> Iterator[None]:
        with self.site.serving() as (self.pages, self.port):
            yield

    @property
    def process(self) -> Process:
        return self.pages

    def stage(self) -> None:
        """The machine is started again; where only one process died, the other has seen to it."""
        if not self.pages.is_alive:
            self.pages.start()
        until(lambda: answers(self.port), "the pages")


class SigningUp(OnPages):
    """Three people send their sign-up in the same moment; twenty of all find a place."""

    name = "sign-up"

    def __init__(self, site: Installation, world: World) -> None:
        super().__init__(site, world)
        self.programme = world.programme(capacity=PLACES, is_open=True)
        self.numbers = count(1)
        self.came: list[Walk] = []

    @property
    def unanswered(self) -> list[Walk]:
        """Who has not seen a reference."""
        return [walk for walk in self.came if not walk.reference]

    def stage(self) -> None:
        super().stage()
        while len(self.unanswered) < AT_ONCE:
            number = next(self.numbers)
            visitor = Visitor(self.port, f"198.18.{number // 250}.{number % 250 + 1}")
            walk = Walk(visitor, self.programme.slug, f"Tulija {letters(number)}", f"tulija.{number}@koulu.example", random.Random(number))
            walk.to_the_button()
            self.came.append(walk)

    def do(self) -> bool:
        with ThreadPoolExecutor(AT_ONCE) as hands:
            return all(list(hands.map(_sends, self.unanswered)))

    def seen(self) -> list[str]:
        return [_seen(self.programme.pk, walk.email) for walk in self.unanswered]

    def faults(self) -> list[str]:
        shown = {walk.email: walk.reference for walk in self.came if walk.reference}
        return counting.faults(counting.signups(self.programme, shown))


def _sends(walk: Walk) -> bool:
    try:
        walk.send()
    except Unanswered:
        return False
    return True


def _seen(programme: int, address: str) -> str:
    """A sign-up is there with its answers, its letter and its entry in the log, or nothing of it is."""
    keys = list(Signup.objects.filter(programme=programme, address=address).values_list("pk", flat=True))
    parts = [
        len(keys),
        min(SignupSlot.objects.filter(signup__in=keys).count(), 1),
        min(SignupPlace.objects.filter(signup__in=keys).count(), 1),
        Letter.objects.filter(to_address=address).count(),
        Entry.objects.filter(verb="signup.received", target_id__in=[str(key) for key in keys]).count(),
    ]
    return {(0, 0, 0, 0, 0): BEFORE, (1, 1, 1, 1, 1): AFTER}.get(tuple(parts), HALF)
