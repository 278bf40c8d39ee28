"""What was done to a draft, in a few words: "Aino Virtanen to group F". Undo and redo name what they undo and redo."""

from django.utils.translation import gettext as _

from verme.groups.models import Move
from verme.groups.terms import LockKind, MoveKind
from verme.web.coordinator.board.naming import Naming


def told(naming: Naming, move: Move) -> str:
    """One change of the draft."""
    match MoveKind(move.kind):
        case MoveKind.MOVE:
            return _moved(naming, move)
        case MoveKind.LOCK:
            return _locked(naming, move)
        case MoveKind.OPTION:
            return _("change of group %(letter)s") % {"letter": _letter(move)}
        case MoveKind.CLOSE:
            return _("taking apart group %(letter)s") % {"letter": _letter(move)}
        case MoveKind.PROPOSAL:
            return _("new proposal")


def who_moved(move: Move) -> str:
    """The number of the one person whom a change is about; nothing when it is about several."""
    people = [*move.after.get("seats", {}), *(key.partition(":")[0] for key in move.after.get("locks", {}))]
    return people[0] if len(set(people)) == 1 else ""


def _moved(naming: Naming, move: Move) -> str:
    ((person, entry),) = list(move.after["seats"].items())[:1]
    name = naming.person(f"s{person}")
    if entry is None:
        return _("%(name)s out of the groups") % {"name": name}
    return _("%(name)s to group %(letter)s") % {"name": name, "letter": naming.letter(f"m{entry}")}


def _locked(naming: Naming, move: Move) -> str:
    ((key, kind),) = list(move.after["locks"].items())[:1]
    person, _sign, entry = key.partition(":")
    words = {"name": naming.person(f"s{person}"), "letter": naming.letter(f"m{entry}")}
    if kind == LockKind.STAY:
        return _("%(name)s locked") % words
    if kind == LockKind.BAN:
        return _("%(name)s never in group %(letter)s") % words
    return _("%(name)s unlocked") % words


def _letter(move: Move) -> str:
    groups = [*move.after["groups"].values(), *move.before["groups"].values()]
    return next((str(group["letter"]) for group in groups if group), "–")
