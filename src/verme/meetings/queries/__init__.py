"""Reads over meetings."""

from verme.meetings.queries.attendance import (
    Attended,
    Held,
    MentorThere,
    Sum,
    attended,
    held,
    is_during,
    mentors_there,
    planned,
    seats_at,
    sums,
)

__all__ = [
    "Attended",
    "Held",
    "MentorThere",
    "Sum",
    "attended",
    "held",
    "is_during",
    "mentors_there",
    "planned",
    "seats_at",
    "sums",
]
