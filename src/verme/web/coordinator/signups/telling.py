"""A sign-up in words: its state, what a flag is about, what the dots of the list stand for."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from verme.kernel import clock, dates
from verme.programmes.models import Programme, Slot
from verme.programmes.rules import last_day
from verme.programmes.terms import Stage
from verme.signups.models import Signup
from verme.signups.terms import Flag, State
from verme.web.ui.signup_forms.offered import reader_language


def day_of(moment: datetime) -> str:
    """The day of a moment: ti 8.9."""
    return dates.short_day(clock.local(moment).date(), reader_language())


def told_state(signup: Signup) -> str:
    """The state, with the place on the waiting list."""
    if signup.waits and signup.is_active:
        return _("Waits for your yes")
    if signup.state == State.QUEUED and signup.rank:
        return _("Number %(n)s on the waiting list") % {"n": signup.rank}
    if signup.state == State.RECEIVED:
        return _("In the draw")
    return str(State(signup.state).label)


def told_flag(signup: Signup, flag: Flag, times: str, twins: Sequence[Signup]) -> str:
    """What the flag is about, in a few words that stand under it."""
    match flag:
        case Flag.NO_TIME:
            return times
        case Flag.DUPLICATE:
            return ", ".join(twin.email for twin in twins)
        case Flag.NO_UNIT:
            return _("wrote: %(name)s") % {"name": signup.other_unit}
        case Flag.WAITS:
            return signup.outsider.name if signup.outsider else ""
        case Flag.SUPERVISOR_NO:
            answered = signup.supervisor_ask.answered_at
            return _("answered %(day)s") % {"day": day_of(answered)} if answered else ""
        case Flag.UNCONFIRMED:
            return _("reminded %(day)s") % {"day": day_of(signup.reminded_at)} if signup.reminded_at else ""
        case _:
            return signup.email if signup.confirmed_at is None else _("%(email)s, confirmed") % {"email": signup.email}


def explained(signup: Signup, flag: Flag, times: str, twins: Sequence[Signup], offered: str) -> str:
    """What the flag means and what stands behind it, in a sentence or two; `offered`: the mentors' times in words."""
    values = {"times": times, "offered": offered, "unit": signup.other_unit, "name": ", ".join(twin.name for twin in twins)}
    sentences = {
        Flag.UNCONFIRMED: _("The confirmation has not been opened. The place is kept; perhaps the address is not right."),
        Flag.NO_TIME: _("Answer: %(times)s. No mentor leads then. Mentors' times: %(offered)s."),
        Flag.DUPLICATE: _("This may be the same person as %(name)s. Compare the two sign-ups."),
        Flag.NO_UNIT: _("Wrote the workplace by hand: “%(unit)s”. Without a workplace from the list the level of schools is not known."),
        Flag.NOT_STAFF: _("The address is not in the staff list. It may be a private one, or the person is new."),
        Flag.QUICK: _("The form was filled in within a few seconds. It may be a quick hand, or a machine."),
        Flag.HONEYPOT: _("A field that people do not see was filled in. It may be a machine, or a password manager."),
        Flag.WAITS: _("Came by a link for students. The sign-up waits for your yes before it gets a place."),
        Flag.SUPERVISOR_NO: _("The supervisor said no, because taking part is working time. You decide what it means."),
    }
    return sentences[flag] % values


def grid_words(slots: Sequence[Slot]) -> str:
    """What the dots of the list stand for."""
    if not slots:
        return ""
    spoken = reader_language()
    days = ", ".join(dates.weekday(day, spoken) for day in sorted({slot.weekday for slot in slots}))
    starts = ", ".join(dates.clock(start, spoken) for start in sorted({slot.starts for slot in slots}))
    words = _("Times from left to right: %(days)s; from the top: %(times)s. Full = fits well, half = if needed.")
    return words % {"days": days, "times": starts}


def told_stage(programme: Programme) -> str:
    """Where signing up stands now."""
    spoken = reader_language()
    last = dates.short_day(last_day(programme.closes_at), spoken)
    match programme.stage_at(clock.now()):
        case Stage.DRAFT:
            return _("Not announced yet")
        case Stage.ANNOUNCED:
            return _("Sign-up opens on %(date)s") % {"date": dates.moment(programme.opens_at, spoken)}
        case Stage.PAUSED:
            return _("Sign-up is paused")
        case Stage.OPEN:
            return _("Sign-up is open until %(date)s") % {"date": last}
        case Stage.CLOSED:
            return _("Sign-up ended on %(date)s") % {"date": last}
        case _:
            return _("The groups have been published")


def lot(programme: Programme) -> str:
    """Where places are given by lot: "drawn", "ready" to be drawn, or it "waits" for the deadline; empty where they are not."""
    if not programme.is_drawn_by_lot:
        return ""
    if programme.drawn_at is not None:
        return "drawn"
    return "ready" if programme.stage_at(clock.now()) == Stage.CLOSED else "waits"
