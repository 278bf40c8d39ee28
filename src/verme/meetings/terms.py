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


GATHERINGS = (MeetingKind.KICK_OFF, MeetingKind.CLOSING)  # for everybody in the programme's groups


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


class ConflictKind(TextChoices):
    """What a proposed day runs into."""

    HOLIDAY = "holiday", _("Public holiday")
    DAY_OFF = "day_off", _("Break or day off")
    VESO = "veso", _("VESO training day")
    MENTOR = "mentor", _("The mentor has another meeting")
    MEMBER = "member", _("Somebody in the group has another meeting")


class MeetingRefusal(TextChoices):
    """Why a meeting is not planned, moved or cancelled."""

    NO_TIMES = "no_times", _("Choose at least one time.")
    TOO_MANY = "too_many", _("At most 40 meetings can be planned at once.")
    ENDS_FIRST = "ends_first", _("A meeting must end after it begins.")
    TOO_LONG = "too_long", _("A meeting lasts at most eight hours.")
    PAST = "past", _("%(when)s is already past.")
    OUTSIDE = "outside", _("%(when)s is not within the programme's time.")
    OVERLAPS = "overlaps", _("The group already has a meeting at %(when)s.")
    MENTOR_BUSY = "mentor_busy", _("%(name)s leads another meeting at %(when)s.")
    NOT_PLANNED = "not_planned", _("This meeting has been held or cancelled already.")
    STALE = "stale", _("Somebody has changed this meeting meanwhile. Look at it as it is now.")
    CLOSED = "closed", _("This group has ended.")
    NOT_PUBLISHED = "not_published", _("Publish the groups first: before, nobody knows who is invited.")
    LONG_PLACE = "long_place", _("The place has at most 200 characters, and the link 500.")
    NO_PLACE = "no_place", _("Tell where you meet, or give the link of the video meeting.")


class ExcuseRefusal(TextChoices):
    """Why "I can't come" is not taken."""

    NOT_PLANNED = "not_planned", _("This meeting is not coming any more.")
    BEGUN = "begun", _("The meeting has already begun.")


class PollRefusal(TextChoices):
    """Why a question about times is not asked, answered or settled."""

    CLOSED = "closed", _("The question about times has been settled already.")
    NOT_ASKED = "not_asked", _("This time is no longer asked about.")


class DayFault(TextChoices):
    """Why days off are not taken in."""

    NO_COLUMNS = "no_columns", _("The file has no columns for the name and the first day. Name them, for example, Name and First day.")
    NO_NAME = "no_name", _("The name is missing.")
    LONG_NAME = "long_name", _("The name has more than 120 characters.")
    NO_DAY = "no_day", _("The day is missing or cannot be read. Write it like 12.10.2026.")
    KIND = "kind", _("The kind is none of these: break, VESO, other.")
    ENDS_FIRST = "ends_first", _("The last day is before the first.")
    TOO_LONG = "too_long", _("Days off last at most 120 days.")
    TOO_MANY = "too_many", _("A file may hold at most 2,000 rows.")


class CalendarRefusal(TextChoices):
    """Why a calendar is not added or changed."""

    NAME_TAKEN = "name_taken", _("There is already a calendar with this name.")


class StandInRefusal(TextChoices):
    """Why nobody stands in, or a stand-in stays."""

    NOT_PLANNED = "not_planned", _("The meeting has been recorded or cancelled already.")
    NOT_TRAINED = "not_trained", _("Only a trained mentor or one in training can lead a group.")
    SITS = "sits", _("The mentor is a member of this group, and so cannot lead it.")
    LEADS = "leads", _("The mentor leads this group anyway.")
    APART = "apart", _("A rule stops this: two people must not be in the same group.")


class NeedRefusal(TextChoices):
    """Why the need of a substitute is not entered, asked about or acknowledged."""

    NOT_PLANNING = "not_planning", _("Only a mentors' planning meeting needs substitutes.")
    NOT_PLANNED = "not_planned", _("This meeting is not coming any more.")
    NO_ADDRESS = "no_address", _("Write the principal's email address.")
    SEEN = "seen", _("The principal has acknowledged this already.")
