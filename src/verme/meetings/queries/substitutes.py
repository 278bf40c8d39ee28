"""What lessons a planning meeting takes, and what the principals have seen."""

from dataclasses import dataclass

from verme.kernel import tokens
from verme.meetings.models import Meeting, SubstituteNeed
from verme.meetings.queries.meetings import mentors_of
from verme.mentors.models import Mentor
from verme.organisations.models import Unit
from verme.organisations.queries import active_roles
from verme.organisations.terms import RoleKind
from verme.people.models import Person


@dataclass(frozen=True)
class MentorsNeed:
    """A mentor who comes to a planning meeting, and the lessons it takes, if they are entered."""

    mentor: Mentor
    need: SubstituteNeed | None


def needs(meeting: Meeting) -> list[MentorsNeed]:
    """Every mentor whom the meeting concerns, by name; also one who has a need entered and leads no more."""
    entered = {row.mentor_id: row for row in SubstituteNeed.objects.filter(meeting=meeting).select_related("mentor", "unit")}
    mentors = {mentor.pk: mentor for mentor in mentors_of(meeting.programme)}
    mentors |= {pk: row.mentor for pk, row in entered.items() if pk not in mentors}
    ordered = sorted(mentors.values(), key=lambda mentor: (mentor.name, mentor.pk))
    return [MentorsNeed(mentor, entered.get(mentor.pk)) for mentor in ordered]


def need_by_secret(secret: str) -> SubstituteNeed | None:
    """The need that this link is about. None for a link that holds no more."""
    rows = SubstituteNeed.objects.filter(digest=tokens.digest(secret)).exclude(digest="")
    return rows.select_related("meeting__programme__organisation", "mentor", "unit").first()


def principal_of(unit: Unit) -> Person | None:
    """The principal of a school, if somebody has the role."""
    held = active_roles().filter(kind=RoleKind.PRINCIPAL, unit=unit).select_related("person").order_by("id").first()
    return held.person if held else None
