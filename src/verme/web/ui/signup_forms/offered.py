"""What a programme offers and therefore asks, read once a page."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language

from verme.organisations.models import StaffGroup, Unit
from verme.programmes.models import Place, Programme, Slot, Theme
from verme.signups import queries
from verme.signups.models import Outsider
from verme.signups.queries.wishing import Catalogue
from verme.signups.rules import Applicant


def reader_language() -> str:
    """The language of the page: fi, sv or en."""
    return (get_language() or "fi")[:2]


@dataclass(frozen=True)
class Offered:
    """Units, staff groups the rules admit, themes, times, places; and the invitation by which somebody from outside came."""

    programme: Programme
    units: list[Unit]
    staff_groups: list[StaffGroup]
    themes: list[Theme]
    slots: list[Slot]
    places: list[Place]
    outsider: Outsider | None = None

    @classmethod
    def by(cls, programme: Programme, outsider: Outsider | None = None, *, to_anybody: bool = False) -> "Offered":
        """Reads everything, in seven queries whatever there is; `to_anybody`: in six, and whom each theme takes is not asked."""
        return cls(
            programme,
            list(programme.organisation.units.filter(is_closed=False).order_by("town", "level", "name")),
            queries.who_may_join(programme),
            list(programme.themes.all() if to_anybody else queries.themes(programme)),
            list(programme.slots.all()),
            list(programme.places.all()),
            outsider,
        )

    @property
    def first(self) -> str:
        """What missing texts fall back to."""
        return self.programme.organisation.first_language

    @property
    def languages(self) -> list[str]:
        """In which languages groups may talk."""
        return list(self.programme.organisation.languages) or [self.first]

    @property
    def asks_place(self) -> bool:
        """Where there is one place there is nothing to ask."""
        return len(self.places) > 1

    @property
    def asks_language(self) -> bool:
        """Where there is one language there is nothing to ask."""
        return len(self.languages) > 1

    @property
    def asks_new(self) -> bool:
        """Only where a theme is for those new in post."""
        return any(theme.only_new for theme in self.themes)

    @property
    def subjects(self) -> list[str]:
        """Only where a theme is for a subject."""
        return sorted({theme.admit_subject for theme in self.themes if theme.admit_subject})

    @property
    def is_for_student(self) -> bool:
        """Whether the visitor came by a students' link."""
        return self.outsider is not None and not self.outsider.is_personal

    @cached_property
    def catalogue(self) -> Catalogue:
        """Whom each theme takes."""
        return queries.catalogue_of(self.themes)

    def welcome(self, person: Applicant) -> list[Theme]:
        """The themes this person may wish, in their order."""
        open_to = queries.welcome_themes(self.catalogue, person)
        return [theme for theme in self.themes if theme.pk in open_to]
