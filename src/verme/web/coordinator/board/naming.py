"""What the ids of a board are called, for a reader of one language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from verme.groups.models import DraftGroup
from verme.groups.queries import Board
from verme.kernel.dates import clock, weekday
from verme.kernel.texts import OWN_NAMES
from verme.programmes.models import Slot
from verme.signups.models import Signup
from verme.web.ui.figures import Code, codes

NO_UNIT = "?"


def short_time(slot: Slot, language: str) -> str:
    """ti 14.30"""
    return f"{weekday(slot.weekday, language)} {clock(slot.starts, language)}"


def unit_of(signup: Signup) -> str:
    """The name of somebody's workplace, as it is on the list or as the person wrote it."""
    return signup.unit.name if signup.unit else signup.other_unit or _("Workplace not known")


@dataclass(frozen=True)
class Naming:
    """Names of people, mentors, groups and what groups consist of."""

    board: Board
    language: str

    @property
    def first(self) -> str:
        """The organisation's first language."""
        return self.board.draft.programme.organisation.first_language

    @cached_property
    def codes(self) -> Mapping[str, Code]:
        """The letters and hue of every workplace, the same in all rings and lists of the page."""
        return codes(unit_of(signup) for signup in self.board.labels.people.values())

    def person(self, person: str) -> str:
        """Somebody's name; a dash for who has no place any more."""
        signup = self.board.labels.people.get(person)
        return signup.name if signup else "–"

    def unit(self, person: str) -> str:
        """Somebody's workplace."""
        return unit_of(self.board.labels.people[person])

    def code(self, person: str) -> Code:
        """How somebody's workplace is drawn."""
        return self.codes[self.unit(person)]

    def job(self, person: str) -> str:
        """Somebody's staff group."""
        return self.board.labels.people[person].staff_group.name_in(self.language, self.first)

    def letter(self, mentor: str) -> str:
        """The letter of a mentor entry's group; a dash when it is not open."""
        group = self.board.groups.get(mentor)
        return group.letter if group else "–"

    def mentors(self, mentor: str) -> list[str]:
        """Who leads; nobody when the offer was taken back."""
        entry = self.board.labels.entries.get(mentor)
        return [row.mentor.name for row in entry.lead_rows.all()] if entry else []

    def theme(self, group: DraftGroup) -> str:
        """The theme as its own people know it: the coordinator sees it too."""
        return group.theme.title_in(self.language, self.first)

    def time(self, group: DraftGroup) -> str:
        """ti 14.30"""
        return short_time(group.slot, self.language)

    def place(self, group: DraftGroup) -> str:
        """Where."""
        return group.place.name_in(self.language, self.first)

    def spoken(self, group: DraftGroup) -> str:
        """The group's language in its own name, in small letters; nothing where the whole draft speaks one."""
        spoken = {each.language for each in self.board.groups.values()}
        return OWN_NAMES.get(group.language, group.language).lower() if len(spoken) > 1 else ""
