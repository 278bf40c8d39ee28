"""What the coordinator can do about a sign-up, and which of it settles which flag."""

from collections.abc import Mapping, Sequence

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verme.kernel import clock
from verme.programmes.terms import Stage
from verme.signups.models import Signup
from verme.signups.rules import why_not_accept, why_not_move
from verme.signups.terms import Flag, State


class Act(TextChoices):
    """The values stand in addresses; the labels are what the coordinator says by choosing one."""

    COMPARE = "vertaa", _("I compare the two sign-ups")
    ADMIT = "kylla", _("I say yes to the sign-up")
    INQUIRE = "kysy", _("I ask by a letter")
    CORRECT = "korjaa", _("I correct the answers on their behalf")
    ACCEPT = "paikka", _("I give a place")
    QUEUE = "jonoon", _("I move it to the waiting list")
    REMIND = "muistuta", _("I send a reminder")
    RESEND = "uudelleen", _("I send the confirmation again")
    DECLINE = "hylkaa", _("I don't accept it")
    WITHDRAW = "peru", _("I cancel it, as they asked")
    CLEAR = "kunnossa", _("It is fine as it is")
    KEEP = "jata", _("I leave it to be checked later")


# The first that is possible is proposed.
SETTLES: Mapping[Flag, Sequence[Act]] = {
    Flag.WAITS: (Act.ADMIT, Act.DECLINE, Act.INQUIRE),
    Flag.SUPERVISOR_NO: (Act.INQUIRE, Act.QUEUE, Act.DECLINE, Act.CLEAR),
    Flag.NO_TIME: (Act.INQUIRE, Act.CORRECT, Act.QUEUE, Act.CLEAR),
    Flag.DUPLICATE: (Act.COMPARE, Act.CLEAR),
    Flag.NO_UNIT: (Act.CORRECT, Act.INQUIRE, Act.CLEAR),
    Flag.NOT_STAFF: (Act.CLEAR, Act.CORRECT, Act.INQUIRE, Act.DECLINE),
    Flag.HONEYPOT: (Act.CLEAR, Act.INQUIRE, Act.DECLINE),
    Flag.QUICK: (Act.CLEAR, Act.INQUIRE, Act.DECLINE),
    Flag.UNCONFIRMED: (Act.REMIND, Act.RESEND, Act.CORRECT, Act.CLEAR),
}
BY_WEIGHT = tuple(SETTLES)  # which flag of a sign-up, and which sign-up of the list, comes first
AT_ANY_TIME = (Act.CORRECT, Act.INQUIRE, Act.ADMIT, Act.ACCEPT, Act.QUEUE, Act.REMIND, Act.RESEND, Act.WITHDRAW, Act.DECLINE)
IN_OTHER_WORDS: Mapping[tuple[Flag, Act], Promise] = {
    (Flag.NO_TIME, Act.INQUIRE): _("I ask whether another time would do"),
    (Flag.NO_TIME, Act.CORRECT): _("I correct the times on their behalf"),
    (Flag.NO_UNIT, Act.CORRECT): _("I choose the workplace on their behalf"),
    (Flag.UNCONFIRMED, Act.CORRECT): _("I correct the email address"),
    (Flag.NOT_STAFF, Act.CLEAR): _("I know the person: it is fine"),
    (Flag.SUPERVISOR_NO, Act.CLEAR): _("They take part all the same"),
    (Flag.DUPLICATE, Act.CLEAR): _("It is not there twice"),
}

# On pages of their own: what the page is called, and what its button says.
HEADINGS: Mapping[Act, tuple[Promise, Promise]] = {
    Act.ACCEPT: (_("Give a place"), _("Give the place and send the letter")),
    Act.ADMIT: (_("Say yes to the sign-up"), _("Say yes and send the letter")),
    Act.CORRECT: (_("Correct the answers"), _("Save and send the letter")),
    Act.DECLINE: (_("Do not accept"), _("Decline and send the letter")),
    Act.INQUIRE: (_("Ask by a letter"), _("Send the question")),
    Act.QUEUE: (_("Move to the waiting list"), _("Move and send the letter")),
    Act.REMIND: (_("Send a reminder"), _("Send the reminder")),
    Act.RESEND: (_("Send the confirmation again"), _("Send the letter")),
    Act.WITHDRAW: (_("Cancel, as they asked"), _("Cancel and send the letter")),
}


def first_of(flags: Sequence[Flag]) -> Flag | None:
    """The flag that comes first."""
    return min(flags, key=BY_WEIGHT.index, default=None)


def is_over(signup: Signup) -> bool:
    """Whether the groups are published, so that people are moved on the groups' pages."""
    return signup.programme.stage_at(clock.now()) in {Stage.PUBLISHED, Stage.ENDED}


def possible(signup: Signup) -> frozenset[Act]:
    """What the rules let be done now; whether there is a free place is known only when it is given."""
    if is_over(signup):
        return frozenset()
    state, programme = State(signup.state), signup.programme
    before_draw = programme.is_drawn_by_lot and programme.drawn_at is None
    is_unproven = signup.is_active and signup.confirmed_at is None
    allowed = {
        Act.COMPARE: signup.is_active,
        Act.ADMIT: signup.waits,
        Act.INQUIRE: signup.is_active,
        Act.CORRECT: signup.is_active,
        Act.ACCEPT: why_not_accept(state, before_draw=before_draw, has_room=True) is None and not signup.waits,
        Act.QUEUE: state != State.MERGED
        and why_not_move(state, State.QUEUED) is None
        and not (state == State.RECEIVED and before_draw)
        and not signup.waits,
        Act.REMIND: is_unproven and signup.reminded_at is None,
        Act.RESEND: is_unproven and signup.reminded_at is not None,
        Act.DECLINE: why_not_move(state, State.DECLINED) is None,
        Act.WITHDRAW: why_not_move(state, State.WITHDRAWN) is None,
        Act.CLEAR: True,
        Act.KEEP: True,
    }
    return frozenset(act for act, holds in allowed.items() if holds)


def offered(signup: Signup, flag: Flag) -> list[tuple[str, str]]:
    """The choices for a flag: (value, words), the proposed one first."""
    can = possible(signup)
    return [(act.value, str(IN_OTHER_WORDS.get((flag, act), act.label))) for act in (*SETTLES[flag], Act.KEEP) if act in can]
