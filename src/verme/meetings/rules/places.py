"""Where a meeting is, as people type it: a place, a link, or both in one field."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from verme.meetings.terms import MeetingMode

LINK = re.compile(r"https?://\S+", re.IGNORECASE)
MOST_PLACE, MOST_LINK = 200, 500
EDGES = " .,;·–-"


@dataclass(frozen=True)
class Where:
    """How and where people meet."""

    mode: MeetingMode
    place: str = ""
    link: str = ""

    @property
    def is_known(self) -> bool:
        """Whether anybody could find there: a live meeting has a place, an online one may get its link later."""
        return self.mode == MeetingMode.ONLINE or bool(self.place)

    @property
    def is_short(self) -> bool:
        """Whether the table has room for it."""
        return len(self.place) <= MOST_PLACE and len(self.link) <= MOST_LINK


def where(typed: str, *, online: Collection[str] = ()) -> Where:
    """A link alone means online, a place alone on site, both mean hybrid. `online`: names that mean online too (*Etänä*)."""
    found = LINK.search(typed)
    link = found.group().rstrip(".,;)") if found else ""
    place = " ".join(typed.replace(link, " ").split()).strip(EDGES) if link else " ".join(typed.split())
    if place.casefold() in {name.casefold() for name in online}:
        return Where(MeetingMode.ONLINE, "", link)
    if link:
        return Where(MeetingMode.HYBRID if place else MeetingMode.ONLINE, place, link)
    return Where(MeetingMode.LIVE, place)


def as_typed(at: Where, online: str) -> str:
    """The same in one field again; `online` is the word for online in the reader's language."""
    place = at.place or (online if at.mode == MeetingMode.ONLINE and not at.link else "")
    return ", ".join(part for part in (place, at.link) if part)
