"""The process that draws dies in the middle."""

import contextlib
from collections import Counter
from collections.abc import Iterator

from benchmarks.kit import counting
from benchmarks.kit.counting import Check
from benchmarks.kit.deeds.deed import AFTER, BEFORE, HALF, Deed
from benchmarks.kit.installation import Process
from benchmarks.kit.visitor import WrongAnswer
from verme.audit.models import Entry
from verme.mail.models import Letter
from verme.programmes.models import Programme
from verme.programmes.terms import Admission
from verme.signups.models import Signup
from verme.signups.terms import State

PEOPLE, PLACES = 24, 16
DRAW = """
from verme.kernel.refusals import Refused
from verme.people.models import Person
from verme.programmes.models import Programme
from verme.signups import actions
from verme.signups.terms import ChangeRefusal
try:
    actions.draw(Programme.objects.get(pk={programme}), by=Person.objects.get(pk={coordinator}).acting("coordinator"))
except Refused as no:
    assert no.reason == ChangeRefusal.DRAWN
"""


class Drawing(Deed):
    """Sixteen places for twenty-four people by lot, all letters included."""

    name = "draw"
    programme: Programme | None = None
    before: str
    drawing: Process | None = None

    @contextlib.contextmanager
    def living(self) -> Iterator[None]:
        try:
            yield
        finally:
            if self.drawing is not None:
                self.drawing.kill()

    @property
    def process(self) -> Process:
        if self.drawing is None:
            raise LookupError("nobody draws yet")
        return self.drawing

    def stage(self) -> None:
        if self.programme is None or Programme.objects.filter(pk=self.programme.pk, drawn_at__isnull=False).exists():
            self.programme = self.world.programme(capacity=PLACES, admission=Admission.LOTTERY)
            self.world.people(self.programme, PEOPLE)
        self.before = counting.fingerprint()

    def do(self) -> bool:
        programme = self.programme.pk if self.programme else 0
        self.drawing = self.site.doing(DRAW.format(programme=programme, coordinator=self.world.coordinator.pk))
        if self.drawing.exit_code not in {0, -9}:
            raise WrongAnswer(f"the draw ended with {self.drawing.exit_code}: {self.drawing.log.read_text()[-2000:]}")
        return self.drawing.exit_code == 0

    def seen(self) -> list[str]:
        """Not one value in the database is another, or everything is as it should be."""
        if counting.fingerprint() == self.before:
            return [BEFORE]
        return [HALF if self.faults() else AFTER]

    def faults(self) -> list[str]:
        programme = Programme.objects.get(pk=self.programme.pk if self.programme else None)
        mine = Signup.objects.filter(programme=programme)
        placed, waiting = (mine.filter(state=state) for state in (State.ACCEPTED, State.QUEUED))
        drawn = Letter.objects.filter(programme_id=programme.pk, kind__in=["signups.accepted", "signups.queued"])
        readers = [("signups.accepted", address) for address in placed.values_list("address", flat=True)]
        readers += [("signups.queued", address) for address in waiting.values_list("address", flat=True)]
        entries = Entry.objects.filter(verb="programme.drawn", target_id=str(programme.pk))
        return counting.faults(
            [
                Check("draws not done", Programme.objects.filter(pk=programme.pk, drawn_at=None).count(), 0),
                Check("places in the draw", sorted(mine.values_list("drawn_as", flat=True)), list(range(1, PEOPLE + 1))),
                Check("with a place", placed.count(), PLACES),
                Check("ranks of the queue", sorted(waiting.values_list("rank", flat=True)), list(range(1, PEOPLE - PLACES + 1))),
                Check("letters, one for each", Counter(drawn.values_list("kind", "to_address")), Counter(readers)),
                Check("entries in the log", entries.count(), 1),
            ]
        )
