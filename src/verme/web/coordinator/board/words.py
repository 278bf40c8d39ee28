"""What the board says: broken rules, prices of moves, wishes. A rule that keeps two people apart is never told as anybody's."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.groups.formation import Breach, Kind, Score
from verme.groups.formation import Group as PlanGroup
from verme.web.coordinator.board.naming import Naming

OF_A_GROUP = frozenset({Kind.FEW, Kind.MANY, Kind.UNIT, Kind.OFFER, Kind.TWO_GROUPS, Kind.UNKNOWN_MENTOR})


def why_not(naming: Naming, breach: Breach, *, moving: bool = False) -> str:
    """A broken rule in a few words: "Tue 14:30 does not suit". `moving`: it would be broken by a move, and is not yet."""
    group = naming.board.groups.get(breach.mentor)
    numbers = {"count": breach.count, "limit": breach.limit, "letter": naming.letter(breach.mentor)}
    match breach.kind:
        case Kind.SLOT:
            return _("%(time)s does not suit") % {"time": naming.time(group) if group else "–"}
        case Kind.PLACE:
            return _("the place (%(place)s) does not suit") % {"place": naming.place(group) if group else "–"}
        case Kind.FEW if moving:
            return _("only %(count)s would be left in group %(letter)s, at least %(limit)s are needed") % numbers
        case Kind.FEW:
            return _("%(count)s members, at least %(limit)s are needed") % numbers
        case Kind.MANY:
            return _("%(count)s members, at most %(limit)s fit") % numbers
        case Kind.UNIT:
            return _("%(count)s from the same workplace, at most %(limit)s") % numbers
        case Kind.LOCK:
            return _("locked in group %(letter)s") % numbers
        case _:
            return _plain(breach.kind)


def _plain(kind: Kind) -> str:
    words = {
        Kind.LANGUAGE: _("does not speak the group's language"),
        Kind.WISH: _("did not wish for this theme"),
        Kind.ROLE: _("the theme is for other staff groups"),
        Kind.NEW: _("the theme is for those new in post"),
        Kind.APART: _("a rule prevents it"),
        Kind.BANNED: _("you have ruled it out"),
        Kind.OFFER: _("the mentor does not offer this any more"),
        Kind.UNKNOWN_MENTOR: _("the mentor has taken the offer back"),
        Kind.TWO_GROUPS: _("the mentor would lead two groups"),
        Kind.TWICE: _("is in two groups"),
        Kind.UNKNOWN_PERSON: _("has no place any more"),
    }
    return words[kind]


def where(naming: Naming, breach: Breach) -> str:
    """Whom a broken rule is about: "Aino Virtanen, group F" or "Group F"."""
    letter = {"letter": naming.letter(breach.mentor)}
    if breach.kind in OF_A_GROUP or breach.person is None:
        return _("Group %(letter)s") % letter
    return _("%(name)s, group %(letter)s") % {"name": naming.person(breach.person), **letter}


def price(score: Score) -> str:
    """Placed, poor seats, total, in that order: "+1 into a group, +43" or "−15 points"."""
    parts = []
    if score.placed:
        words = _("%(n)s into a group") if score.placed > 0 else _("%(n)s out of a group")
        parts.append(words % {"n": signed(score.placed)})
    if score.poor > 0:
        parts.append(ngettext("%(n)s poor seat more", "%(n)s poor seats more", score.poor) % {"n": score.poor})
    elif score.poor < 0:
        parts.append(ngettext("%(n)s poor seat fewer", "%(n)s poor seats fewer", -score.poor) % {"n": -score.poor})
    if parts:
        return ", ".join([*parts, signed(score.total)])
    return ngettext("%(n)s point", "%(n)s points", abs(score.total)) % {"n": signed(score.total)}


def signed(number: int) -> str:
    """+43, −15, ±0: with a real minus."""
    return f"+{number}" if number > 0 else f"−{-number}" if number else "±0"


def direction(score: Score) -> str:
    """How a price is drawn."""
    return "up" if score.order > (0, 0, 0) else "down" if score.order < (0, 0, 0) else ""


def wish(rank: int | None) -> str:
    """1st wish · another theme"""
    return _("%(n)s. wish") % {"n": rank} if rank else _("another theme")


def seat(naming: Naming, person: str, group: PlanGroup) -> str:
    """How a group would suit somebody: "Thu 16:00 works well, 2. wish"."""
    one = naming.board.problem.person[person]
    time = {"time": naming.time(naming.board.groups[group.mentor])}
    suits = _("%(time)s works well") if one.slots.get(group.slot) == 2 else _("%(time)s works if needed")
    return f"{suits % time}, {wish(one.wish(group.theme))}"


def sentence(words: str) -> str:
    """Words as a sentence."""
    return f"{capfirst(words)}."
