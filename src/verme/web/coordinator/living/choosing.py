"""Questions and letters that several changes of published groups share."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from verme.audit.actors import Actor
from verme.groups import notices, queries
from verme.groups.models import Group
from verme.groups.notices import Telling
from verme.signups.models import Signup
from verme.web.ui.living import Deed, OneOf

type Make = Callable[[Group, Any, Actor, str], Deed]


class ChoiceForm(forms.Form):
    """One question; none where there is nothing to choose."""

    def __init__(self, data: Any, **questions: OneOf) -> None:
        super().__init__(data, auto_id="%s")
        self.fields.update(questions)


def another(group: Group) -> OneOf:
    """Another group of the programme that has not been closed."""
    others = [each for each in queries.open_groups(group.programme) if each.pk != group.pk]
    rows = {str(each.pk): (_in_words(each), each) for each in others}
    return OneOf(_("To which group"), rows, _("Choose the group."))


def _in_words(group: Group) -> str:
    names = " & ".join(leader.mentor.name for leader in group.leaders.all())
    return _("%(letter)s: %(names)s, %(n)s members") % {"letter": group.letter, "names": names, "n": len(group.seats.all())}


def asked_first(group: Group, people: Sequence[Signup]) -> list[Signup]:
    """About whom of these the group is asked before they sit there: who also has a role at work (decisions.md §2)."""
    roles = queries.roles_at_work(group.programme, [signup.address for signup in people])
    return [signup for signup in people if signup.address in roles]


def seated(signup: Signup, group: Group, told: Callable[[], Sequence[Telling]]) -> Sequence[Telling]:
    """The letters when this person gets a seat in the group: the question to the group where it is asked first, else what is `told`."""
    return notices.asking(signup, queries.electors(group)) if asked_first(group, [signup]) else told()


def on_asking(group: Group, people: Sequence[Signup]) -> list[str]:
    """A sentence about each of whom the group is asked first."""
    words = _("%(name)s also has a role at work in Verme, so group %(letter)s is asked first. Until it answers, nothing else changes.")
    return [words % {"name": signup.name, "letter": group.letter} for signup in asked_first(group, people)]
