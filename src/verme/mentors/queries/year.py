"""The register in the light of one programme."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, FilteredRelation, Q

from verme.mentors.models import Mentor, MentorEntry
from verme.mentors.queries.offers import shown, standing
from verme.mentors.queries.register import register_of
from verme.mentors.rules import MAY_LEAD
from verme.mentors.terms import Answer, Training
from verme.programmes.models import Programme


@dataclass(frozen=True)
class MentorYear:
    """A mentor in one programme: what was asked and answered (None: not asked), and the standing offers in which the mentor leads."""

    mentor: Mentor
    answer: Answer | None
    sent_at: datetime | None
    reminded_at: datetime | None
    answered_at: datetime | None
    entries: Sequence[MentorEntry]

    @property
    def may_lead(self) -> bool:
        """Trained or in training."""
        return Training(self.mentor.training) in MAY_LEAD

    @property
    def can_be_asked(self) -> bool:
        """May lead and was not asked yet."""
        return self.may_lead and self.answer is None


def year(programme: Programme) -> list[MentorYear]:
    """The whole register by name, in six queries whatever its size. Units and the leads of offers are loaded."""
    asked = FilteredRelation("invitations", condition=Q(invitations__programme=programme))
    columns = {f"asked_{name}": F(f"asked__{name}") for name in ("answer", "sent_at", "reminded_at", "answered_at")}
    mentors = {mentor.pk: mentor for mentor in register_of(programme).annotate(asked=asked).annotate(**columns)}
    led: dict[int, list[MentorEntry]] = defaultdict(list)
    for entry in shown(standing(programme)):
        for row in entry.lead_rows.all():
            row.mentor = mentors[row.mentor_id]
            led[row.mentor_id].append(entry)
    return [_in_year(mentor, led[mentor.pk]) for mentor in mentors.values()]


def _in_year(mentor: Any, entries: Sequence[MentorEntry]) -> MentorYear:
    answer = Answer(mentor.asked_answer) if mentor.asked_answer else None
    return MentorYear(mentor, answer, mentor.asked_sent_at, mentor.asked_reminded_at, mentor.asked_answered_at, entries)
