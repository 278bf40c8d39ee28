"""What an offer can be made of in a programme, read once a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import get_language

from verme.mentors.models import Mentor
from verme.programmes.models import Place, Programme, Slot, Theme


def reader_language() -> str:
    """The language of the page: fi, sv or en."""
    return (get_language() or "fi")[:2]


@dataclass(frozen=True)
class Asked:
    """Themes, weekly times and places of the programme, and who may be named as the pair."""

    programme: Programme
    themes: Sequence[Theme]
    slots: Sequence[Slot]
    places: Sequence[Place]
    pairs: Sequence[Mentor]

    @classmethod
    def of(cls, programme: Programme, pairs: QuerySet[Mentor]) -> "Asked":
        """Reads everything, in four queries."""
        return cls(programme, list(programme.themes.all()), list(programme.slots.all()), list(programme.places.all()), list(pairs))

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
