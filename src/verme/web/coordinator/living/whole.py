"""A whole published group: it becomes part of another, or ends."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from verme.audit.actors import Actor
from verme.groups import notices, queries
from verme.groups.models import Group
from verme.groups.notices import Telling
from verme.meetings import actions
from verme.web.coordinator.living.choosing import ChoiceForm, another, asked_first, on_asking
from verme.web.ui.living import Deed


def merge(group: Group, data: Any, by: Actor, language: str) -> Deed:
    """This group becomes part of another."""
    return Deed(
        title=_("Merge with another group"),
        text=_("The members sit in the other group from now on, with its mentor, time and place. This group is closed for good."),
        button=_("Merge and send the letters"),
        done=_("The groups have been merged. The letters are on their way."),
        form=ChoiceForm(data, into=another(group)),
        letters=lambda chosen: _merging(group, chosen["into"]),
        do=lambda chosen: actions.merge(group, into=chosen["into"], by=by),
        is_final=True,
        against=lambda chosen: queries.against_merging(group, chosen["into"]),
        notes=lambda chosen: on_asking(chosen["into"], [seat.signup for seat in group.seats.all()]),
    )


def _merging(group: Group, into: Group) -> Sequence[Telling]:
    asked = asked_first(into, [seat.signup for seat in group.seats.all()])
    questions = [letter for signup in asked for letter in notices.asking(signup, queries.electors(into))]
    return [*notices.merging(group, into, asked=asked), *questions]


def shut(group: Group, data: Any, by: Actor, language: str) -> Deed:
    """The group ends in the middle of the year."""
    return Deed(
        title=_("Close the group"),
        text=_("Its coming meetings are cancelled, and its members are first on the waiting list. What has been attended and led stays."),
        button=_("Close and send the letters"),
        done=_("The group has been closed. The letters are on their way."),
        form=ChoiceForm(data),
        letters=lambda chosen: notices.closing(group),
        do=lambda chosen: actions.shut(group, by=by),
        is_final=True,
    )
