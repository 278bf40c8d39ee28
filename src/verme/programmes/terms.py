"""The words of a programme: kinds of group, admission, what happens to the late."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """Kind of group: it decides who is admitted, what credit, what discretion (product.md §2, domain.md §2.6)."""

    NEW_TEACHERS = "new_teachers", _("New in post")
    SUBJECT = "subject", _("By subject, field or school level")
    ASSISTANTS = "assistants", _("School assistants")
    PRINCIPALS = "principals", _("Reksiverme")
    LONG_CAREER = "long_career", _("K55")
    STUDENTS = "students", _("Students and working teachers")
    MULTI = "multi", _("Multi-professional")
    THEME = "theme", _("By theme")
    MENTORS = "mentors", _("Mentors' own group")


# Shown to outsiders only as "Theme group": the name would reveal something about its members (decisions.md §2).
DISCREET_KINDS = frozenset({Kind.LONG_CAREER})


class Admission(TextChoices):
    """In which order places are given (decisions.md §3)."""

    BY_TIME = "by_time", _("In the order of signing up")
    NEW_FIRST = "new_first", _("Those new in post first, then by lot")
    LOTTERY = "lottery", _("By lot")


class Late(TextChoices):
    """What happens to a sign-up after the deadline."""

    REFUSED = "refused", _("Not accepted")
    QUEUED = "queued", _("Accepted to the end of the queue")


class Stage(TextChoices):
    """Where a programme is, computed from its dates and marks; never stored."""

    DRAFT = "draft", _("Not announced")
    ANNOUNCED = "announced", _("Announced, not open yet")
    OPEN = "open", _("Sign-up is open")
    PAUSED = "paused", _("Sign-up is paused")
    CLOSED = "closed", _("Sign-up has closed")
    PUBLISHED = "published", _("Groups are published")
    ENDED = "ended", _("Ended")


class MeetingTime(TextChoices):
    """Whose time the meetings take."""

    OWN = "own", _("own time, against VESO")
    WORKING = "working", _("working time")


class CreditForm(TextChoices):
    """What taking part earns in a working-time form."""

    VESO = "veso", _("VESO training day")
    HOURS = "hours", _("in-service training hours")
    STUDIES = "studies", _("hours towards study credits")
    NOTHING = "nothing", _("a certificate only")


class PartTime(TextChoices):
    """Part-time teachers' threshold."""

    NONE = "none", _("the same for everybody")
    SCALED = "scaled", _("in proportion to the percentage, rounded up")


class ConfirmedBy(TextChoices):
    """Who confirms credit."""

    COORDINATOR = "coordinator", _("coordinator")
    PRINCIPAL = "principal", _("principal")
    NOBODY = "nobody", _("nobody")


class PairPay(TextChoices):
    """What a pair of mentors is paid."""

    HALVES = "halves", _("one set of units, halved")
    WHOLE = "whole", _("the whole to each")


class RulesRefusal(TextChoices):
    """Why rules do not hold together."""

    GROUPS = "groups", _("There are 1–200 groups in a year, and the least is not more than the most.")
    SIZES = "sizes", _("The group sizes must grow: least, aim from, aim to, most; at least 2 and at most 30.")
    SAME_UNIT = "same_unit", _("From one school there can be from one person up to the whole group.")
    MEETINGS = "meetings", _("There are 1–40 meetings in a year.")
    MINUTES = "minutes", _("A meeting lasts 15–480 minutes.")
    THRESHOLD = "threshold", _("Credit needs at least one meeting and at most all of them.")
    CREDIT_MINUTES = "credit_minutes", _("A day needs at most as many minutes as all meetings together last.")
    DAY = "day", _("A day is 1–10 hours.")
    CAP = "cap", _("A year gives 0–3 days.")
    COUNTED = "counted", _("A counted meeting is at least a minute and at most a whole meeting long.")
    HELD = "held", _("A meeting is held with 1 person up to the whole group.")
    UNITS = "units", _("Units of pay are from 0 to 40, in quarters at the smallest.")
    MONEY = "money", _("A sum of money is from 0 to 100,000 euros.")
    ROUNDING = "rounding", _("Sums are rounded to 1, 5, 10, 50 or 100 cents.")
    SEASON = "season", _("The season's days must be days that every year has.")
    DAYS = "days", _("Sign-up is open for 1–120 days, and groups are told within 60 days of its end.")
    POOR = "poor", _("The limit of a poor seat is from 0 to 100.")
    POINTS = "points", _("An earlier wish gives at least as many points as a later one.")
    WEIGHTS = "weights", _("Points are from 0 to 100.")
    PAST = "past", _("A change begins today or later: what has been earned and paid does not change.")
    BEFORE_LATEST = "before_latest", _("There is already a version that begins later. Choose its day or a later one.")
    NO_DECISION = "no_decision", _("Write the decision that the change rests on.")
    NO_CHANGE = "no_change", _("Nothing differs from the rules of that day.")
    ADOPTED = "adopted", _("The organisation already has an operating model. Change it instead.")


class ProgrammeRefusal(TextChoices):
    """Why a programme is not opened, changed or announced."""

    SLUG_TAKEN = "slug_taken", _("This address is already in use.")
    SLUG_FORM = "slug_form", _("The address may hold small letters a–z, digits and hyphens.")
    NO_TITLE = "no_title", _("Write the name in the first language.")
    CAPACITY = "capacity", _("There must be at least one place.")
    OPENS_BEFORE_CLOSES = "opens_before_closes", _("Sign-up must open before it closes.")
    GROUPS_AFTER_SIGNUP = "groups_after_signup", _("Groups are told when sign-up has closed, not before.")
    ENDS_AFTER_GROUPS = "ends_after_groups", _("The groups' time ends after the groups have been told.")
    DEADLINE_PAST = "deadline_past", _("The new deadline is already over.")
    STARTS_BEFORE_ENDS = "starts_before_ends", _("The groups' time must begin before it ends.")
    NO_THEMES = "no_themes", _("Add at least one theme.")
    NO_SLOTS = "no_slots", _("Add at least one weekly time.")
    NO_PLACES = "no_places", _("Add at least one place.")
    ALREADY_ANNOUNCED = "already_announced", _("Sign-up has already been announced.")
    NOT_ANNOUNCED = "not_announced", _("Sign-up has not been announced yet.")
    NO_RULES = "no_rules", _("The organisation has no operating model for this date yet.")
    IN_USE = "in_use", _("Somebody has already chosen this, so it cannot be removed.")
    EXISTS = "exists", _("This is already there.")
    LAST_ONE = "last_one", _("Sign-up has been announced, so at least one must be left to wish for.")
    SLOT_ENDS = "slot_ends", _("The time must begin before it ends.")
    ADMISSION_FIXED = "admission_fixed", _("How places are given has been announced, so it cannot be changed.")
    DRAWN = "drawn", _("The lot has been drawn, so the deadline stays.")
    ENDED = "ended", _("The programme has ended or its groups are published.")


class Channel(TextChoices):
    """How a call went out."""

    EMAIL = "email", _("Email")
    REMINDER = "reminder", _("Reminder by email")
    INTRANET = "intranet", _("Intranet")
    POSTER = "poster", _("Poster")
    OTHER = "other", _("Something else")


# What the product sends by itself; the rest is noted down by hand.
SENT_CHANNELS = frozenset({Channel.EMAIL, Channel.REMINDER})


class CallRefusal(TextChoices):
    """Why a call is not sent or noted."""

    NOT_ANNOUNCED = "not_announced", _("Announce the sign-up first: the link in the message must open.")
    NOT_OPEN = "not_open", _("Sign-up is not open, so nobody could answer the message.")
    NOBODY = "nobody", _("With these choices there is nobody left to send to.")
    CHANGED = "changed", _("The list of people has changed meanwhile. Look at the number and send again.")
    NO_WHOM = "no_whom", _("Write to whom it went.")
    FUTURE = "future", _("The day is still to come.")
