"""`verme serve` dies while a coordinator publishes."""

from collections import Counter

from benchmarks.kit import counting
from benchmarks.kit.counting import Check
from benchmarks.kit.deeds.deed import AFTER, BEFORE, HALF
from benchmarks.kit.deeds.signing_up import OnPages
from benchmarks.kit.signing_in import signed_in
from benchmarks.kit.visitor import Fields, Unanswered, Visitor, WrongAnswer, form
from verme.audit.models import Entry
from verme.groups.models import Draft, Leader, Placement, Seat
from verme.groups.terms import DraftState
from verme.mail.models import Letter
from verme.programmes.models import Programme
from verme.signups.models import Signup
from verme.signups.terms import State

PEOPLE, PLACES = 24, 22  # two wait from the beginning


class Publishing(OnPages):
    """A draft of about four groups, published by the button of the last page."""

    name = "publish"
    draft: Draft | None = None
    visitor: Visitor
    page: str
    fields: Fields
    before: str

    def stage(self) -> None:
        super().stage()
        if self.draft is None or self._is_published():
            programme = self.world.programme(capacity=PLACES)
            self.world.people(programme, PEOPLE)
            self.draft = self.world.draft(programme)
        self.visitor = signed_in(self.port, self.world.coordinator)
        programme = self.draft.programme
        self.page = f"/o/{programme.organisation.slug}/ohjelmat/{programme.slug}/ryhmat/luonnos/{self.draft.number}/julkaise/vahvista/"
        self.fields = form(self.visitor.get(self.page)).filled({})
        self.before = counting.fingerprint()

    def _is_published(self) -> bool:
        return self.draft is not None and Draft.objects.filter(pk=self.draft.pk, state=DraftState.PUBLISHED).exists()

    def do(self) -> bool:
        try:
            answer = self.visitor.post(self.page, self.fields)
        except Unanswered:
            return False
        if answer.status != 302:
            raise WrongAnswer(f"{self.page}: {answer.status}")
        return True

    def seen(self) -> list[str]:
        """Not one value in the database is another, or everything is as it should be."""
        if counting.fingerprint() == self.before:
            return [BEFORE]
        return [HALF if self.faults() else AFTER]

    def faults(self) -> list[str]:
        draft = Draft.objects.select_related("programme").get(pk=self.draft.pk if self.draft else None)
        programme = draft.programme
        seats = Counter(Seat.objects.filter(group__programme=programme).values_list("signup__address", "group__letter"))
        drafted = Counter(Placement.objects.filter(draft=draft).values_list("signup__address", "group__letter"))
        waiting = Signup.objects.filter(programme=programme, state=State.QUEUED).order_by("rank")
        leaders = Leader.objects.filter(group__programme=programme).values_list("mentor__email", flat=True)
        letters = Letter.objects.filter(programme_id=programme.pk, kind__startswith="groups.").exclude(kind="groups.formed")
        readers = [address for address, _letter in drafted] + list(leaders) + list(waiting.values_list("address", flat=True))
        entries = Entry.objects.filter(verb="draft.published", target_id=str(draft.pk))
        return counting.faults(
            [
                Check("the draft", draft.state, DraftState.PUBLISHED),
                Check("publishing not marked", Programme.objects.filter(pk=programme.pk, published_at=None).count(), 0),
                Check("seats", seats, drafted),
                Check("in a group or waiting", len(drafted) + waiting.count(), PEOPLE),
                Check("ranks of the queue", list(waiting.values_list("rank", flat=True)), list(range(1, waiting.count() + 1))),
                Check("letters, one for each", Counter(letters.values_list("to_address", flat=True)), Counter(readers)),
                Check("entries in the log", entries.count(), 1),
            ]
        )
