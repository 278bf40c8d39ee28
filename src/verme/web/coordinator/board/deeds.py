"""From a pressed button to the deed of the groups' room, and what the page says then."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from verme.audit.actors import Actor
from verme.groups import actions, queries
from verme.groups.formation import fit
from verme.groups.models import Draft, DraftGroup, Move
from verme.groups.queries import Board
from verme.groups.terms import DraftRefusal
from verme.kernel.refusals import Refused
from verme.mentors.models import MentorEntry
from verme.signups.models import Signup
from verme.web.coordinator.board.history import told, who_moved
from verme.web.coordinator.board.naming import Naming
from verme.web.coordinator.board.page import address
from verme.web.coordinator.forms.board import Change
from verme.web.coordinator.forms.option import OptionForm


@dataclass(frozen=True)
class Done:
    """Where to go, and what to say there."""

    url: str
    said: list[str]


def do(seen: Board, change: Change, *, by: Actor) -> Done:
    """Does what the button asks for, as of the revision that was on it. Raises Refused as the deeds do."""
    return DEEDS[change.deed](seen, change, by)


def again(seen: Board, change: Change) -> dict[str, Any]:
    """One's own change as a button on the newest version, in words."""
    return {"fields": change.fields, "words": _words(seen, change), "revision": seen.draft.revision, "post_url": address(seen.draft)}


def _person(seen: Board, change: Change) -> Signup:
    signup = seen.labels.people.get(queries.person_id(int(change.person or 0)))
    if signup is None:
        raise Refused(DraftRefusal.NO_PERSON)
    return signup


def _group(seen: Board, value: str) -> DraftGroup | None:
    """The group that a button names by its mentor entry; None for no group. Raises Refused (NO_GROUP)."""
    if not value:
        return None
    group = seen.groups.get(f"m{value}")
    if group is None:
        raise Refused(DraftRefusal.NO_GROUP)
    return group


def _entry(seen: Board, value: str) -> MentorEntry:
    entry = seen.draft.programme.mentor_entries.filter(pk=int(value)).first() if value.isdecimal() else None
    if entry is None:
        raise Refused(DraftRefusal.NO_GROUP)
    return entry


def _move(seen: Board, change: Change, by: Actor) -> Done:
    signup, target = _person(seen, change), _group(seen, change.value)
    actions.move(seen.draft, signup=signup, target=target, revision=change.revision, by=by)
    after = seen.plan.moved(queries.person_id(signup.pk), queries.entry_id(target.entry_id) if target else None)
    words = {"name": signup.name, "new": _number(fit(seen.problem, after).whole), "old": _number(seen.fit.whole)}
    if target is None:
        said = _("%(name)s is now without a group. Fit now %(new)s, before %(old)s.") % words
    else:
        said = _("%(name)s, new group: %(group)s. Fit now %(new)s, before %(old)s.") % {**words, "group": target.letter}
    return _back(seen, change.person, said)


def _number(value: int | None) -> str:
    return "–" if value is None else str(value)


def _lock(seen: Board, change: Change, by: Actor) -> Done:
    signup = _person(seen, change)
    actions.lock(seen.draft, signup=signup, revision=change.revision, by=by)
    return _back(seen, change.person, _("%(name)s stays in this group, in new proposals too.") % {"name": signup.name})


def _unlock(seen: Board, change: Change, by: Actor) -> Done:
    signup = _person(seen, change)
    actions.unlock(seen.draft, signup=signup, entry=_entry(seen, change.value), revision=change.revision, by=by)
    return _back(seen, change.person, _("%(name)s can be moved again.") % {"name": signup.name})


def _ban(seen: Board, change: Change, by: Actor) -> Done:
    signup = _person(seen, change)
    actions.ban(seen.draft, signup=signup, revision=change.revision, by=by)
    return _back(seen, change.person, _("%(name)s is not put into this group, in new proposals neither.") % {"name": signup.name})


def _undo(seen: Board, change: Change, by: Actor) -> Done:
    last = seen.draft.moves.filter(is_undone=False).order_by("number").last()
    actions.undo(seen.draft, revision=change.revision, by=by)
    return _stepped(seen, last, _("Undone: %(what)s."))


def _redo(seen: Board, change: Change, by: Actor) -> Done:
    first = seen.draft.moves.filter(is_undone=True).order_by("number").first()
    actions.redo(seen.draft, revision=change.revision, by=by)
    return _stepped(seen, first, _("Done again: %(what)s."))


def _stepped(seen: Board, move: Move | None, words: str) -> Done:
    """Back or forth by one change; who it was about is marked. The deed would have refused if there were none."""
    if move is None:
        return _back(seen, "", "")
    return _back(seen, who_moved(move), words % {"what": told(_naming(seen), move)})


def _naming(seen: Board) -> Naming:
    return Naming(seen, get_language() or "fi")


def _copy(seen: Board, change: Change, by: Actor) -> Done:
    made = actions.copy(seen.draft, by=by)
    return Done(address(made), [_("This is a parallel draft. Draft %(number)s is as it was.") % {"number": seen.draft.number}])


def _leave(seen: Board, change: Change, by: Actor) -> Done:
    actions.leave(seen.draft, revision=change.revision, by=by)
    programme = seen.draft.programme
    url = reverse("staff:groups", args=[programme.organisation.slug, programme.slug])
    return Done(url, [_("Draft %(number)s was put aside.") % {"number": seen.draft.number}])


def _back(seen: Board, person: str, said: str) -> Done:
    """To the board, where the person is marked and has the focus."""
    url = address(seen.draft)
    return Done(f"{url}?siirretty={person}#p{person}" if person else url, [said])


DEEDS: dict[str, Callable[[Board, Change, Actor], Done]] = {
    "to": _move,
    "lock": _lock,
    "unlock": _unlock,
    "ban": _ban,
    "undo": _undo,
    "redo": _redo,
    "copy": _copy,
    "leave": _leave,
}


def _words(seen: Board, change: Change) -> str:
    """One's own change in words."""
    naming = _naming(seen)
    name = {"name": naming.person(f"s{change.person}")}
    match change.deed:
        case "to" if change.value:
            return _("%(name)s to group %(letter)s") % {**name, "letter": naming.letter(f"m{change.value}")}
        case "to":
            return _("%(name)s out of the groups") % name
        case "lock":
            return _("%(name)s locked") % name
        case "unlock":
            return _("%(name)s unlocked") % name
        case "ban":
            return _("%(name)s not in this group") % name
        case "undo":
            return _("Undo")
        case "redo":
            return _("Redo")
        case _:
            return _("Put this draft aside")


def set_option(draft: Draft, form: OptionForm, *, by: Actor) -> Draft:
    """What the form of one group asks for. Raises Refused as the deeds do."""
    revision = form.cleaned_data["revision"]
    if form.is_closing and form.group is not None:
        return actions.close(draft, group=form.group, revision=revision, by=by)
    if form.entry is None:
        raise Refused(DraftRefusal.NOT_OFFERED)
    return actions.set_option(draft, entry=form.entry, **form.option(), revision=revision, by=by)
