"""What an offer can be made of in a programme, read once a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import get_language

from verme.mentors import queries
from verme.mentors.models import Mentor, MentorEntry
from verme.mentors.queries import Offerable
from verme.programmes.models import Place, Programme, Slot, Theme


def reader_language() -> str:
    """The language of the page: fi, sv or en."""
    return (get_language() or "fi")[:2]


@dataclass(frozen=True)
class Asked:
    """Themes, weekly times and places of the programme, who may be named as the pair, and the offer that is changed."""

    programme: Programme
    offerable: Offerable
    pairs: Sequence[Mentor]
    entry: MentorEntry | None

    @classmethod
    def of(cls, programme: Programme, pairs: QuerySet[Mentor], entry: MentorEntry | None = None) -> "Asked":
        """Reads everything, in four queries. Who leads in the entry is prefetched (`mentors.queries.own_offers`)."""
        return cls(programme, queries.offerable(programme, entry), list(pairs), entry)

    @property
    def themes(self) -> Sequence[Theme]:
        return self.offerable.themes

    @property
    def slots(self) -> Sequence[Slot]:
        return self.offerable.slots

    @property
    def places(self) -> Sequence[Place]:
        return self.offerable.places

    @property
    def is_ready(self) -> bool:
        """Whether there is anything to choose from: a programme that is being set up may lack it."""
        return bool(self.themes and self.slots and self.places)

    @property
    def first(self) -> str:
        """What missing texts fall back to."""
        return self.programme.organisation.first_language

    @property
    def languages(self) -> Sequence[str]:
        """In which languages groups may talk."""
        return list(self.programme.organisation.languages) or [self.first]
