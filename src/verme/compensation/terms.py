"""The words of compensation: kinds of work, the chain of approval, why something is not paid or not closed."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class WorkKind(TextChoices):
    """What is paid (domain.md §7.5)."""

    PLANNING = "planning", _("Planning work at the start of the school year")
    MEETING = "meeting", _("Meeting held")
    ARRANGEMENT = "arrangement", _("Practical arrangements")
    COST = "cost", _("Refund of a small cost")


# Paid by units; a refund is a sum of its own.
FEES = (WorkKind.PLANNING, WorkKind.MEETING, WorkKind.ARRANGEMENT)


class Why(TextChoices):
    """What the rules say about one piece of work."""

    PAID = "paid", _("Paid by the rules.")
    CUT = "cut", _("Over the year's limit, so only a part is paid.")
    OVER = "over", _("The year's limit is already full.")
    NO_FEE = "no_fee", _("No fee is paid by the rules of that day.")
    WORKING_TIME = "working_time", _("The time is working time, so no fee is paid for it.")
    STAND_IN = "stand_in", _("Somebody stood in: that mentor is paid for the meeting.")
    TOO_SHORT = "too_short", _("The meeting was too short to count.")
    TOO_FEW = "too_few", _("Too few were there: by the rules the meeting was not held, so no unit comes of it.")
    CANCELLED = "cancelled", _("The meeting was cancelled, so no unit comes of it.")


class LineState(TextChoices):
    """Where a line is on its way to pay (decisions.md §5). What has not been sent is no line yet."""

    SENT = "sent", pgettext_lazy("pay", "Waiting for checking")
    CHECKED = "checked", pgettext_lazy("pay", "Waiting for approval")
    APPROVED = "approved", pgettext_lazy("pay", "Approved")
    RETURNED = "returned", pgettext_lazy("pay", "Returned for correction")
    CLOSED = "closed", pgettext_lazy("pay", "Passed on for payment")
    VOID = "void", pgettext_lazy("pay", "Taken back")


LINE_STATE_MOVES: dict[LineState, set[LineState]] = {
    LineState.SENT: {LineState.CHECKED, LineState.RETURNED, LineState.VOID},
    LineState.CHECKED: {LineState.APPROVED, LineState.RETURNED, LineState.VOID},
    LineState.APPROVED: {LineState.CLOSED, LineState.RETURNED, LineState.VOID},
    LineState.RETURNED: {LineState.SENT, LineState.VOID},
    LineState.CLOSED: set(),
    LineState.VOID: set(),
}

# Lines that are on their way: they can still change.
OPEN = frozenset({LineState.SENT, LineState.CHECKED, LineState.APPROVED, LineState.RETURNED})


class Step(TextChoices):
    """The steps of the chain after the mentor's own, in order."""

    CHECK = "check", _("Check")
    APPROVE = "approve", _("Approve")
    CLOSE = "close", _("Close")


class BatchKind(TextChoices):
    """What a batch holds."""

    FEES = "fees", _("Fees")
    COSTS = "costs", _("Small costs")


class Column(TextChoices):
    """What one column of a payroll file holds (domain.md §3.5)."""

    PERSONNEL_NUMBER = "personnel_number", _("Personnel number")
    SALARY_TYPE = "salary_type", _("Salary type")
    START = "start", _("First day")
    END = "end", _("Last day")
    AMOUNT = "amount", _("Number of units")
    UNIT_PRICE = "unit_price", _("Price of a unit")
    TOTAL = "total", pgettext_lazy("payroll file", "Sum")
    ACCOUNT = "account", _("Account")
    COST_CENTRE = "cost_centre", _("Cost centre")
    BATCH = "batch", _("Number of the batch")
    ROW = "row", _("Number of the row")
    WORDS = "words", _("Explanation")
    NOTHING = "nothing", _("Empty column")


class Preset(TextChoices):
    """Payroll systems whose files are known by a document; everything of a preset can be changed."""

    XLSX = "xlsx", _("Excel workbook")
    POPULUS = "populus", "Populus"
    PERSONEC_W = "personec_w", "Personec W"
    MEPCO = "mepco", "Mepco"
    FIVALDI = "fivaldi", "Fivaldi"
    FENNOA = "fennoa", "Fennoa"


class Separator(TextChoices):
    """Between the cells of a line."""

    SEMICOLON = ";", _("semicolon ;")
    COMMA = ",", _("comma ,")
    TAB = "\t", _("tab")
    BAR = "|", _("vertical bar")


class Quoting(TextChoices):
    """Which cells stand in quotation marks."""

    NEEDED = "needed", _("where needed")
    ALL = "all", _("every cell")
    NONE = "none", _("none")


class Encoding(TextChoices):
    """How characters become bytes."""

    UTF8 = "utf-8", "UTF-8"
    UTF8_MARK = "utf-8-sig", _("UTF-8 with a byte order mark")
    WINDOWS = "cp1252", "Windows-1252"
    LATIN = "iso-8859-15", "ISO 8859-15"


class LineEnd(TextChoices):
    """What ends a line."""

    LF = "lf", "LF"
    CRLF = "crlf", "CRLF"


class DecimalSign(TextChoices):
    """Between whole numbers and fractions."""

    COMMA = ",", _("comma 1,50")
    POINT = ".", _("point 1.50")


class DateForm(TextChoices):
    """How a day is written."""

    COMPACT = "%Y%m%d", "20261006"
    FINNISH = "%d.%m.%Y", "06.10.2026"
    ISO = "%Y-%m-%d", "2026-10-06"


class PayRefusal(TextChoices):
    """Why a step of the chain is not taken."""

    NO_FEE = "no_fee", _("No fee is paid by the rules of that day.")
    NOT_LEADING = "not_leading", _("You do not lead a group in this school year.")
    UNITS = "units", _("Write hours in quarters, for example 1,5.")
    OVER_LIMIT = "over_limit", _("The school year's limit is %(limit)s. You have %(left)s left.")
    NO_GROUND = "no_ground", _("Write in a few words what was arranged.")
    FUTURE = "future", _("The day is still to come.")
    SENT = "sent", _("This has been sent already. If it must change, ask the coordinator to return it.")
    OWN = "own", _("Nobody handles their own lines.")
    ADJACENT = "adjacent", _("The same person cannot do two steps one after the other.")
    CHANGED = "changed", _("The lines have changed since you looked. Look at them once more.")
    MOVED = "moved", _("This line has already gone on.")
    NO_WORD = "no_word", _("Write in a few words what must be corrected.")
    NO_RATE = "no_rate", _("A price is more than zero and at most 1,000 euros.")
    NO_DECISION = "no_decision", _("Write the decision that the price rests on.")
    NO_REFUND = "no_refund", _("Small costs are not refunded by the rules of that day.")
    NO_RECEIPT = "no_receipt", _("Write the number of the receipt, or where it is kept.")
    CENTS = "cents", _("A sum is more than zero, for example 12,50.")
    OVER_BUDGET = "over_budget", _("The group's budget for the school year is %(limit)s. There is %(left)s left.")


class CloseRefusal(TextChoices):
    """Why a month is not closed."""

    ALREADY = "already", _("The month is already closed. Nothing was entered twice.")
    MISMATCH = "mismatch", _("The sum doesn't match the approved hours. The month was not closed and nothing was changed.")
    EMPTY = "empty", _("There are no approved lines to close.")
    NO_NUMBER = "no_number", _("The personnel number is missing: %(names)s. Add it to the staff list, then close the month.")
    BAD_NUMBER = "bad_number", _("The personnel number is too long for this payroll system: %(names)s.")
    NO_TYPE = "no_type", _("The salary type is missing: %(kinds)s. Choose it in the settings of the payroll file.")
    FUTURE = "future", _("The month has not begun yet.")
    EARLIER = "earlier", _("A later month is already closed. What is approved now goes into the next one.")
    OWN = "own", _("Nobody handles their own lines.")
    ADJACENT = "adjacent", _("The same person cannot do two steps one after the other.")


class FormatRefusal(TextChoices):
    """Why a payroll file's settings do not hold together."""

    NO_COLUMNS = "no_columns", _("Choose at least the personnel number and the number of units.")
    TWICE = "twice", _("A column is there twice.")
    SAME_SIGN = "same_sign", _("The separator and the decimal sign cannot be the same.")
    CODE = "code", _("A code has at most %(limit)s characters and no separator or quotation mark.")
