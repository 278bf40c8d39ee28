"""Who sees what (decisions.md §2): the promise as data.

The page `/kuka-nakee-mita/` and the permission papers are made from it, and tests hold rights and pages against it. A cell that is not
written is "sees nothing". Changing a cell changes the promise, so it needs a decision, not only a commit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from verme.organisations.terms import Permission, RoleKind


class Viewer(TextChoices):
    """Who looks."""

    PERSON = "person", _("You yourself")
    MEMBERS = "members", _("Members of your group")
    MENTOR = "mentor", _("Your group's mentor")
    STAND_IN = "stand_in", _("The mentor's stand-in")
    COORDINATOR = "coordinator", _("Coordinator")
    PRINCIPAL = "principal", _("Principal or supervisor")
    APPROVER = "approver", _("Approver")
    PAYROLL = "payroll", _("Payroll")
    MANAGEMENT = "management", _("Education management")
    DPO = "dpo", _("Data protection officer")
    NETWORK = "network", _("Verme network")
    PUBLIC = "public", _("Anybody")


class Thing(TextChoices):
    """What there is to see."""

    NAME = "name", _("name, unit and job")
    EMAIL = "email", _("email")
    THEME = "theme", _("theme wish")
    WISHES = "wishes", _("times and other wishes")
    GROUP = "group", _("group and meetings")
    AGREEMENT = "agreement", _("group agreement")
    ANSWERS = "answers", _("“can't come” and answers about times")
    ATTENDANCE = "attendance", _("attendance")
    CREDIT = "credit", _("credit")
    CERTIFICATE = "certificate", _("certificate")
    PAY = "pay", _("mentor's fee")
    SURVEY = "survey", _("survey answers")
    CONTACT = "contact", _("mentor's contact")
    REGISTER = "register", _("mentor register")
    STAFF_LIST = "staff_list", _("staff list")
    ANSWERED = "answered", _("who has answered the survey")
    AUDIT = "audit", _("log of what was done")


# What else a word covers, told in the whole table.
DETAILS: Mapping[Thing, Promise] = {
    Thing.THEME: _("and whether new in post"),
    Thing.WISHES: _("times, places, with whom, with whom not, free text"),
    Thing.AGREEMENT: _("its text and the plan of activities"),
    Thing.CREDIT: _("days, hours, state"),
    Thing.CONTACT: _("what the mentor gave for the group"),
    Thing.REGISTER: _("training, state, kinds, languages, areas"),
    Thing.STAFF_LIST: _("personnel number, supervisor, working-time form"),
}


class Sight(StrEnum):
    """How much of it."""

    ALL = "all"
    PART = "part"
    NUMBERS = "numbers"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Cell:
    """What one viewer sees of one thing; `words` say within which limits."""

    sight: Sight
    words: str | Promise = ""


def _all(words: str | Promise = "") -> Cell:
    return Cell(Sight.ALL, words)


def _part(words: str | Promise) -> Cell:
    return Cell(Sight.PART, words)


def _numbers(words: str | Promise) -> Cell:
    return Cell(Sight.NUMBERS, words)


NOTHING = Cell(Sight.NOTHING)
OWN = _all(pgettext_lazy("who sees what", "own"))
OWN_ORGANISATION = _all(_("in the own organisation"))
COUNTS = _numbers(_("as counts"))
SUMS = _numbers(_("as sums"))
SUMS_OF_FIVE = _numbers(_("sums, from five answers on, after closing"))
V, T = Viewer, Thing

POLICY: Mapping[Thing, Mapping[Viewer, Cell]] = {
    T.NAME: {
        V.PERSON: OWN, V.MEMBERS: _all(), V.MENTOR: _all(), V.STAND_IN: _all(), V.COORDINATOR: OWN_ORGANISATION,
        V.APPROVER: _part(_("who is paid")), V.PAYROLL: _part(_("who is paid")), V.PRINCIPAL: _part(_("together with credit")),
    },
    T.EMAIL: {
        V.PERSON: OWN, V.MENTOR: _all(), V.COORDINATOR: OWN_ORGANISATION, V.PUBLIC: _part(_("the coordinator's contact")),
    },
    T.THEME: {
        V.PERSON: OWN, V.MENTOR: _all(_("when the group is published")), V.COORDINATOR: OWN_ORGANISATION, V.MANAGEMENT: COUNTS,
        V.NETWORK: COUNTS,
    },
    T.WISHES: {
        V.PERSON: OWN,
        V.COORDINATOR: _all(_("“not with” and free text only on the sign-up's own page; free text is deleted when groups are published")),
    },
    T.GROUP: {
        V.PERSON: OWN, V.MEMBERS: _all(), V.MENTOR: _all(), V.STAND_IN: _part(_("the meeting they lead")),
        V.COORDINATOR: OWN_ORGANISATION, V.MANAGEMENT: COUNTS, V.NETWORK: COUNTS,
    },
    T.AGREEMENT: {
        V.PERSON: _all(_("as a member")), V.MEMBERS: _all(), V.MENTOR: _all(), V.COORDINATOR: _part(_("that it exists")),
        V.MANAGEMENT: COUNTS,
    },
    T.ANSWERS: {V.PERSON: OWN, V.MEMBERS: _numbers(_("as numbers")), V.MENTOR: _all(_("by name"))},
    T.ATTENDANCE: {
        V.PERSON: OWN, V.MENTOR: _all(_("of the own group")), V.STAND_IN: _part(_("of the meeting they lead")),
        V.COORDINATOR: _numbers(_("a count for each person; by name only who was at a kick-off or closing gathering")),
        V.MANAGEMENT: SUMS, V.NETWORK: SUMS,
    },
    T.CREDIT: {
        V.PERSON: OWN, V.COORDINATOR: OWN_ORGANISATION, V.PRINCIPAL: _part(_("name, days and year, once confirmed")),
        V.MANAGEMENT: COUNTS, V.NETWORK: COUNTS,
    },
    T.CERTIFICATE: {
        V.PERSON: OWN, V.COORDINATOR: _part(_("that it was made")),
        V.PUBLIC: _part(_("with its code: hours and year; the name only for who types it")),
    },
    T.PAY: {
        V.PERSON: _all(_("if you are paid")), V.COORDINATOR: OWN_ORGANISATION, V.APPROVER: _all(_("lines to approve")),
        V.PAYROLL: _all(_("approved lines")), V.MANAGEMENT: SUMS,
    },
    T.SURVEY: {
        V.PERSON: Cell(Sight.NOTHING, _("never linked to you")), V.MENTOR: SUMS_OF_FIVE, V.COORDINATOR: SUMS_OF_FIVE,
        V.MANAGEMENT: SUMS_OF_FIVE, V.NETWORK: SUMS_OF_FIVE,
        V.PUBLIC: _numbers(_("sums that were chosen to be shown")),
    },
    T.CONTACT: {V.PERSON: OWN, V.MEMBERS: _all(), V.MENTOR: _all(), V.COORDINATOR: OWN_ORGANISATION},
    T.REGISTER: {
        V.PERSON: OWN, V.COORDINATOR: _all(_("in the own organisation; others who chose to be seen")), V.MANAGEMENT: COUNTS,
        V.NETWORK: _part(_("who chose to be seen; mentors see them too")),
    },
    T.STAFF_LIST: {V.PERSON: OWN, V.COORDINATOR: OWN_ORGANISATION, V.PAYROLL: _part(_("the number of who is paid"))},
    T.ANSWERED: {},
    T.AUDIT: {
        V.PERSON: _part(_("own lines")), V.COORDINATOR: _part(_("in the own organisation, no content")),
        V.PAYROLL: _part(_("own batches")), V.DPO: _all(_("everything, no content")),
    },
}  # fmt: skip

# The viewer that each role is.
VIEWER_OF: Mapping[RoleKind, Viewer] = {
    RoleKind.COORDINATOR: V.COORDINATOR,
    RoleKind.APPROVER: V.APPROVER,
    RoleKind.MANAGER: V.MANAGEMENT,
    RoleKind.PAYROLL: V.PAYROLL,
    RoleKind.PRINCIPAL: V.PRINCIPAL,
    RoleKind.DPO: V.DPO,
    RoleKind.NETWORK: V.NETWORK,
}

# What of whole people's data a permission lets one see: no role may have it whose viewer the table refuses.
SHOWN_BY: Mapping[Permission, frozenset[Thing]] = {
    Permission.RUN_PROGRAMME: frozenset(),
    Permission.SEE_SIGNUPS: frozenset({T.NAME, T.EMAIL, T.THEME, T.WISHES}),
    Permission.RUN_MENTORS: frozenset({T.NAME, T.EMAIL, T.CONTACT, T.REGISTER}),
    Permission.FORM_GROUPS: frozenset({T.NAME, T.THEME, T.WISHES, T.GROUP}),
    Permission.PUBLISH_GROUPS: frozenset({T.NAME, T.GROUP}),
    Permission.RUN_MEETINGS: frozenset({T.NAME, T.GROUP}),
    Permission.RUN_CREDIT: frozenset({T.NAME, T.CREDIT}),
    Permission.SEE_UNIT_CREDIT: frozenset({T.NAME, T.CREDIT}),
    Permission.SEE_LETTERS: frozenset({T.NAME, T.EMAIL}),
    Permission.RUN_STAFF_LIST: frozenset({T.NAME, T.EMAIL, T.STAFF_LIST}),
    Permission.RUN_RULES: frozenset(),
    Permission.SEE_RULES: frozenset(),
    Permission.CHECK_HOURS: frozenset({T.NAME, T.PAY}),
    Permission.APPROVE_PAY: frozenset({T.NAME, T.PAY}),
    Permission.CLOSE_MONTH: frozenset({T.NAME, T.PAY, T.STAFF_LIST}),
    Permission.RUN_PAYROLL_FILE: frozenset(),
    Permission.RUN_ORGANISATION: frozenset(),
    Permission.SEE_ALL_AUDIT: frozenset({T.AUDIT}),
    Permission.SEE_NETWORK: frozenset(),
}


def cell(thing: Thing, viewer: Viewer) -> Cell:
    """What this viewer sees of this thing."""
    return POLICY[thing].get(viewer, NOTHING)


def together(things: tuple[Thing, ...], viewer: Viewer) -> Sight:
    """How much a viewer sees of several things taken as one: all, nothing, or something between."""
    sights = {cell(thing, viewer).sight for thing in things}
    return sights.pop() if len(sights) == 1 else Sight.PART
