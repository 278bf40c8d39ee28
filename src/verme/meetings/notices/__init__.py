"""Letters about meetings."""

from verme.meetings.notices.attendance import corrected, objected, stays

__all__ = [
    "corrected",
    "objected",
    "stays",
]
