"""The words of meetings: kinds, how people meet, states, answers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingKind(TextChoices):
    """Whose meeting it is (domain.md §7.3)."""

    GROUP = "group", _("Group's meeting")
    PLANNING = "planning", _("Mentors' planning meeting")
    KICK_OFF = "kick_off", _("Kick-off")
    CLOSING = "closing", _("Closing gathering")


class MeetingMode(TextChoices):
    """How people meet."""

    LIVE = "live", _("On site")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("On site and online")


class MeetingState(TextChoices):
    """Where a meeting is. Only a held one gives credit and pay. A move keeps the state: it is a change of time, with its own row."""

    PLANNED = "planned", pgettext_lazy("meeting", "Planned")
    HELD = "held", pgettext_lazy("meeting", "Held")
    TOO_FEW = "too_few", pgettext_lazy("meeting", "Not held: too few were there")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "Cancelled")


# A correction of attendance may tell that a meeting was held after all, or was not; what was just recorded may be undone.
MEETING_STATE_MOVES: dict[MeetingState, set[MeetingState]] = {
    MeetingState.PLANNED: {MeetingState.HELD, MeetingState.TOO_FEW, MeetingState.CANCELLED},
    MeetingState.HELD: {MeetingState.TOO_FEW, MeetingState.PLANNED},
    MeetingState.TOO_FEW: {MeetingState.HELD, MeetingState.PLANNED},
    MeetingState.CANCELLED: set(),
}


class Suits(TextChoices):
    """An answer to a time (decisions.md §1): what is not answered does not suit."""

    WELL = "well", _("Works well")
    IF_NEEDED = "if_needed", _("Works if needed")
    NOT = "not", _("Doesn't work")


class DayOffKind(TextChoices):
    """Why no group meets on a day of a calendar."""

    BREAK = "break", _("Break")
    VESO = "veso", _("VESO training day")
    OTHER = "other", _("Other day off")


class AttendanceRefusal(TextChoices):
    """Why attendance is not recorded, corrected or undone."""

    NOT_YOURS = "not_yours", _("Only who led the meeting records who was there.")
    CANCELLED = "cancelled", _("The meeting was cancelled.")
    NOT_BEGUN = "not_begun", _("The meeting has not begun yet.")
    NOBODY = "nobody", _("Nobody had a seat in the group then.")
    UNANSWERED = "unanswered", _("Choose present or absent for everyone.")
    STALE = "stale", _("Someone else has recorded this in the meantime. Look at both, then save what is right.")
    UNDO_GONE = "undo_gone", _("This cannot be undone any more. Correct the attendance instead.")
    NOT_RECORDED = "not_recorded", _("The attendance of this meeting has not been recorded yet.")
    SETTLED = "settled", _("This has already been answered.")
