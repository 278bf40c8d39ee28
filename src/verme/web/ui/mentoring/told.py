"""A standing offer in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from verme.kernel.texts import OWN_NAMES
from verme.mentors.models import Mentor, MentorEntry
from verme.web.ui.mentoring.asked import reader_language


@dataclass(frozen=True)
class Told:
    """One offer as its mentor and the coordinator read it."""

    number: int
    pair: str  # who else leads
    times: Sequence[str]
    themes: Sequence[str]
    places: Sequence[str]
    languages: Sequence[str]
    contact: str

    @property
    def pairs(self) -> list[dict[str, str]]:
        """Name and value, for rows."""
        rows = [
            (_("Times"), ", ".join(self.times)),
            (_("Themes"), ", ".join(self.themes)),
            (_("Places to meet"), ", ".join(self.places)),
            (_("Languages"), ", ".join(self.languages)),
            (_("Contact for the group"), self.contact),
        ]
        if self.pair:
            rows.insert(0, (_("With whom"), self.pair))
        return [{"name": name, "value": value} for name, value in rows]


def told(entry: MentorEntry, mentor: Mentor, first: str) -> Told:
    """The offer to a reader of the active language; its lists and leads are prefetched by `mentors.queries`."""
    spoken = reader_language()
    times = [(time.slot.words_in(spoken), time.is_if_needed) for time in entry.times.all()]
    return Told(
        number=entry.pk,
        pair=", ".join(row.mentor.name for row in entry.lead_rows.all() if row.mentor_id != mentor.pk),
        times=[_("%(time)s (if needed)") % {"time": words} if if_needed else words for words, if_needed in times],
        themes=[theme.title_in(spoken, first) for theme in entry.themes.all()],
        places=[place.name_in(spoken, first) for place in entry.places.all()],
        languages=[OWN_NAMES.get(code, code) for code in entry.languages],
        contact=entry.contact,
    )
