"""The words of a sign-up."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """What became of the wish to take part."""

    RECEIVED = "received", _("Received")  # the draw decides
    ACCEPTED = "accepted", _("Has a place")
    QUEUED = "queued", _("On the waiting list")
    OFFERED = "offered", _("Has been offered a place")
    WITHDRAWN = "withdrawn", _("Cancelled")
    DECLINED = "declined", _("Not accepted")
    MERGED = "merged", _("Merged with another sign-up")


STATE_MOVES: dict[State, set[State]] = {
    State.RECEIVED: {State.ACCEPTED, State.QUEUED, State.WITHDRAWN, State.DECLINED, State.MERGED},
    State.ACCEPTED: {State.QUEUED, State.WITHDRAWN, State.DECLINED, State.MERGED},
    State.QUEUED: {State.OFFERED, State.ACCEPTED, State.WITHDRAWN, State.DECLINED, State.MERGED},
    State.OFFERED: {State.ACCEPTED, State.QUEUED, State.WITHDRAWN, State.DECLINED, State.MERGED},
    State.WITHDRAWN: {State.ACCEPTED},  # only from a published group, back into one
    State.DECLINED: {State.QUEUED, State.ACCEPTED},
    State.MERGED: {State.RECEIVED, State.ACCEPTED, State.QUEUED},  # only when the merger is undone
}

ACTIVE = frozenset({State.RECEIVED, State.ACCEPTED, State.QUEUED, State.OFFERED})
HOLDS_PLACE = frozenset({State.ACCEPTED, State.OFFERED})


class Source(TextChoices):
    """How the sign-up came."""

    FORM = "form", _("Form")
    COORDINATOR = "coordinator", _("Entered by the coordinator")
    IMPORT = "import", _("Imported")
    INVITATION = "invitation", _("Invited outsider")
    STUDENT = "student", _("Students' link")


class Fits(TextChoices):
    """Answer to a time or a place. No answer means it does not fit."""

    WELL = "2", _("Works well")
    IF_NEEDED = "1", _("Works if needed")
    NOT = "0", _("Doesn't work")


class ApplyRefusal(TextChoices):
    """Why somebody cannot sign up now."""

    NOT_OPEN = "not_open", _("Sign-up has not opened yet.")
    PAUSED = "paused", _("Sign-up is paused for a while. Please try again later.")
    CLOSED = "closed", _("Sign-up has closed.")
    IS_MENTOR = "is_mentor", _("You are a mentor of this programme, so you cannot also sign up as a participant.")
    RATE = "rate", _("There were many attempts in a row. Wait %(minutes)s minutes and then try again.")
    NO_THEME = "no_theme", _("Choose at least one theme, or that any theme is fine")
    NO_SLOT = "no_slot", _("Choose at least one time that suits you")
    NO_PLACE = "no_place", _("Choose at least one way to meet")
    NO_LANGUAGE = "no_language", _("Choose at least one language")
    THEME = "theme", _("One of the themes is not meant for your work. Please choose again.")
    INVITATION = "invitation", _("The invitation is not valid any more. Please ask the coordinator for a new one.")
    ALREADY = "already", _("This address has already been used to sign up.")


class ChangeRefusal(TextChoices):
    """Why a sign-up cannot be changed or moved."""

    CLOSED = "closed", _("The deadline has passed. Please ask the coordinator to change your details.")
    NOT_ACTIVE = "not_active", _("The sign-up has been cancelled or is not active any more.")
    STALE = "stale", _("Someone else changed this at the same time. Here is the newest version. Your own change is kept below.")
    MOVE = "move", _("The sign-up cannot be moved to that state.")
    PUBLISHED = "published", _("The groups have been published.")
    NOT_PUBLISHED = "not_published", _("The groups have not been published yet.")
    TOO_EARLY = "too_early", _("The draw is made after the deadline.")
    DRAWN = "drawn", _("The draw has already been made.")
    NO_DRAW = "no_draw", _("In this programme places are given in the order of signing up.")
    OFFER_GONE = "offer_gone", _("The offer has expired or was already answered.")
    FULL = "full", _("All places are taken.")
    THEME_FULL = "theme_full", _("The groups of the theme wished first are full. Choose it as the second wish, and another theme first.")
    DRAW_FIRST = "draw_first", _("The draw decides about this. It is made after the deadline.")
    ADDRESS = "address", _("Another sign-up already has this address.")
    SAME = "same", _("Choose two different sign-ups.")
    UNDO_GONE = "undo_gone", _("This cannot be undone any more: thirty days have passed, or the sign-up has changed since.")


class Flag(TextChoices):
    """What the coordinator should look at (K2)."""

    UNCONFIRMED = "unconfirmed", _("Letter not opened")
    NO_TIME = "no_time", _("No mentor's times match")
    DUPLICATE = "duplicate", _("Is this the same person twice?")
    NO_UNIT = "no_unit", _("Workplace is not on the list")
    NOT_STAFF = "not_staff", _("Not in the staff list")
    QUICK = "quick", _("Filled in very quickly")
    HONEYPOT = "honeypot", _("Filled in like a machine")
    WAITS = "waits", _("Waits for your yes")
    SUPERVISOR_NO = "supervisor_no", _("The supervisor said no")


class OutsiderRefusal(TextChoices):
    """Why an invitation is not made or taken back."""

    ADDRESS = "address", _("Write the email address of the person you invite.")
    NAME = "name", _("Write the name.")
    LIMIT = "limit", _("A link for students is good for 1–200 sign-ups.")
    PAST = "past", _("The last day is already over.")
    TOO_LATE = "too_late", _("The groups have been published.")


class SupervisorRefusal(TextChoices):
    """Why a supervisor's answer is not taken any more."""

    ANSWERED = "answered", _("This has already been answered.")
    TOO_LATE = "too_late", _("The week for answering is over, so the answer is yes.")
    CANCELLED = "cancelled", _("The sign-up has been cancelled, so no answer is needed.")


class ListRefusal(TextChoices):
    """Why a list gathered elsewhere is not taken in."""

    NO_NAME = "no_name", _("Choose the column of the name, or the columns of the first and the last name.")
    NO_EMAIL = "no_email", _("Choose the column of the email. The confirmation goes there.")
    NO_COLUMNS = "no_columns", _("Choose first what the columns hold.")
    FAULTY = "faulty", _("Some rows must be mended. Bring a mended file, or leave the rows out.")
    CHANGED = "changed", _("The sign-ups have changed since you looked. This is what the file would bring now.")
    GONE = "gone", _("The file is not here any more: it has been taken in, or a day has passed. Bring it again.")


class ListField(TextChoices):
    """What a column of a list gathered elsewhere holds: the names of `gathered.Field` in words."""

    NAME = "name", _("Name")
    FIRST_NAME = "first_name", _("First name")
    LAST_NAME = "last_name", _("Last name")
    EMAIL = "email", _("Email")
    UNIT = "unit", _("School or unit")
    STAFF_GROUP = "staff_group", _("Work")
    IS_NEW = "is_new", _("Is new in post")
    SUBJECT = "subject", _("School subject")
    LANGUAGES = "languages", _("Languages")
    THEMES = "themes", _("First wish, or all wishes in order")
    THEME_2 = "theme_2", _("Second wish")
    THEME_3 = "theme_3", _("Third wish")
    ANY_THEME = "any_theme", _("Any theme is fine")
    SLOTS_WELL = "slots_well", _("Times that fit, in one cell")
    SLOTS_SPARE = "slots_spare", _("Times that fit if needed, in one cell")
    PLACES_WELL = "places_well", _("Ways to meet that fit, in one cell")
    PLACES_SPARE = "places_spare", _("Ways to meet that fit if needed, in one cell")
    TOGETHER = "together", _("Together with")
    APART = "apart", _("Not together with")
    WISH = "wish", _("Wishes")


class ListFault(TextChoices):
    """What is wrong with a row of such a list: `gathered.Reason` in words."""

    NO_NAME = "no_name", _("There is no name that can be used in a letter.")
    NO_EMAIL = "no_email", _("The email is missing.")
    BAD_EMAIL = "bad_email", _("This is not an email address.")
    EMAIL_WITHOUT_ENDING = "email_without_ending", _("The email lacks its ending, for example .fi")
    SAME_EMAIL = "same_email", _("The same email is on line %(line)s already.")
    NO_UNIT = "no_unit", _("The school or unit is missing.")
    NO_STAFF_GROUP = "no_staff_group", _("The work is missing.")
    UNKNOWN_STAFF_GROUP = "unknown_staff_group", _("The programme is not for this work, or it is called otherwise here.")
    BAD_YES_NO = "bad_yes_no", _("This is neither yes nor no.")
    UNKNOWN_LANGUAGE = "unknown_language", _("There are no groups in this language.")
    UNKNOWN_THEME = "unknown_theme", _("There is no such theme.")
    THEME_TWICE = "theme_twice", _("The theme is wished twice.")
    TOO_MANY_THEMES = "too_many_themes", _("There are more than three themes.")
    UNKNOWN_TIME = "unknown_time", _("The programme has no such time.")
    UNKNOWN_PLACE = "unknown_place", _("There is no such way to meet.")
    BAD_FIT = "bad_fit", _("The answer is none of: works well, works if needed, doesn't work.")
    TOO_LONG = "too_long", _("The text is too long: at most %(limit)s characters.")
    CONTROL_CHARACTERS = "control_characters", _("The cell holds characters that cannot be seen.")
    TOO_MANY_CELLS = "too_many_cells", _("The row has more cells than there are headings. A separator may stand inside a cell.")
    NO_THEME = "no_theme", _("There is no theme, nor that any theme is fine.")
    THEME = "theme", _("One of the themes is not meant for this work or school.")
    NO_SLOT = "no_slot", _("There is no time that fits.")
    NO_PLACE = "no_place", _("There is no way to meet that fits.")
    IS_MENTOR = "is_mentor", _("Is a mentor of this programme, and so cannot be its participant.")
