"""A published group as those in it see it: its table, its members, its mentors, when and where it meets."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.groups.models import Group, Seat
from verme.kernel.dates import weekly
from verme.people.models import Person
from verme.programmes.models import Theme
from verme.signups.models import Signup
from verme.web.ui.figures import codes


@dataclass(frozen=True)
class Table:
    """Everything a page of one group names. `members` hold what the reader may see of each other (decisions.md §2)."""

    group: Group
    title: str
    weekly: str
    place: str
    mentors: list[str]
    contact: str
    members: list[dict[str, Any]]
    seats: list[tuple[str, str]]
    words: str
    size: str

    @property
    def mail_to(self) -> str:
        """An address that opens the mentor's own mail program; members are in the blind copy, so that they see no addresses."""
        addresses = ",".join(quote(member["email"], safe="@") for member in self.members if member.get("email"))
        return f"mailto:?bcc={addresses}" if addresses else ""

    @property
    def letter(self) -> str:
        """The group's letter."""
        return self.group.letter


def unit_of(signup: Signup) -> str:
    """The name of somebody's workplace, as it is on the list or as the person wrote it."""
    return signup.unit.name if signup.unit else signup.other_unit or "–"


def table(group: Group, reader: Person, language: str, *, for_mentor: bool = False) -> Table:
    """The group for a member, or for its mentor, who also sees addresses, theme wishes and who is new in post; never free texts."""
    first = group.programme.organisation.first_language
    seats = list(group.seats.all())
    drawn = codes(unit_of(seat.signup) for seat in seats)
    return Table(
        group=group,
        title=group.theme.title_in(language, first),
        weekly=capfirst(weekly(group.slot.weekday, group.slot.starts, group.slot.ends, language)),
        place=group.place.name_in(language, first),
        mentors=[leader.mentor.name for leader in group.leaders.all()],
        contact=group.entry.contact,
        members=[
            {
                "name": seat.signup.name,
                "is_reader": seat.signup.person_id == reader.pk,
                "unit": unit_of(seat.signup),
                "code": drawn[unit_of(seat.signup)],
                "job": seat.signup.staff_group.name_in(language, first),
                **(_for_mentor(seat, group.theme, language, first) if for_mentor else {}),
            }
            for seat in seats
        ],
        seats=[(drawn[unit_of(seat.signup)].css, drawn[unit_of(seat.signup)].letters) for seat in seats],
        words=ngettext(
            "Group %(letter)s around a table: the mentor and %(n)s member",
            "Group %(letter)s around a table: the mentor and %(n)s members",
            len(seats),
        )
        % {"letter": group.letter, "n": len(seats)},
        size=str(len(seats)),
    )


def _for_mentor(seat: Seat, own: Theme, language: str, first: str) -> dict[str, Any]:
    """A wish for a discreet theme is named only to who leads a group of it."""
    themes = [wish.theme for wish in seat.signup.theme_wishes.all()]
    wishes = [theme.public_title(language, first, after_publication=theme != own) for theme in themes]
    return {
        "email": seat.signup.email,
        "is_new": seat.signup.is_new is True,
        "wishes": ", ".join(f"{rank}. {title}" for rank, title in enumerate(wishes, 1)) or _("any theme is fine"),
    }
