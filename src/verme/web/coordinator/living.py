"""What a coordinator changes in a published group: each change with its question, its letters and its deed."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from verme.audit.actors import Actor
from verme.groups import actions as groups
from verme.groups import notices, queries
from verme.groups.models import Group
from verme.meetings import actions
from verme.meetings import queries as meetings
from verme.meetings.notices import standing_in
from verme.web.ui.living import Deed, HandOverForm, OneOf, StandInForm

type Make = Callable[[Group, Any, Actor, str], Deed]


class ChoiceForm(forms.Form):
    """One question; none where there is nothing to choose."""

    def __init__(self, data: Any, **questions: OneOf) -> None:
        super().__init__(data, auto_id="%s")
        self.fields.update(questions)


def move(group: Group, data: Any, by: Actor, language: str) -> Deed:
    """A member moves to another group."""
    members = {str(seat.pk): (seat.signup.name, seat) for seat in group.seats.all()}
    return Deed(
        title=_("Move a member to another group"),
        text=_("The person leaves this group and sits in the other one from now on. What they have attended stays as it is."),
        button=_("Move and send the letters"),
        done=_("Moved. The letters are on their way."),
        form=ChoiceForm(data, seat=OneOf(_("Who"), members, _("Choose who moves.")), to=_another(group)),
        letters=lambda chosen: notices.moving(chosen["seat"].signup, group, chosen["to"]),
        do=lambda chosen: actions.transfer(chosen["seat"], to=chosen["to"], by=by),
    )


def _another(group: Group) -> OneOf:
    others = [each for each in queries.open_groups(group.programme) if each.pk != group.pk]
    rows = {str(each.pk): (_in_words(each), each) for each in others}
    return OneOf(_("To which group"), rows, _("Choose the group."))


def _in_words(group: Group) -> str:
    names = " & ".join(leader.mentor.name for leader in group.leaders.all())
    return _("%(letter)s: %(names)s, %(n)s members") % {"letter": group.letter, "names": names, "n": len(group.seats.all())}


def add(group: Group, data: Any, by: Actor, language: str) -> Deed:
    """Somebody who waits joins."""
    waiting = {str(each.pk): (each.name, each) for each in queries.waiting_list(group.programme)}
    return Deed(
        title=_("Add somebody from the waiting list"),
        text=_("The first in line comes first here. Whoever also has a role at work in Verme joins only when the group says yes."),
        button=_("Add and send the letters"),
        done=_("Done. The letters are on their way."),
        form=ChoiceForm(data, signup=OneOf(_("Who"), waiting, _("Choose who joins."))),
        letters=lambda chosen: notices.joining(chosen["signup"], group),
        do=lambda chosen: actions.join(group, signup=chosen["signup"], by=by),
    )


def offer(group: Group, data: Any, by: Actor, language: str) -> Deed:
    """The first who waits and fits is asked."""
    return Deed(
        title=_("Offer a place to the first in line"),
        text=_(
            "The first who waits and whom theme, time, place and language suit gets a letter and answers within three days. Then the next."
        ),
        button=_("Offer the place"),
        done=_("The place has been offered. The letter is on its way."),
        form=ChoiceForm(data),
        letters=lambda chosen: [],
        do=lambda chosen: groups.offer_place(group, by=by),
    )


def hand_over(group: Group, data: Any, by: Actor, language: str) -> Deed:
    """Another mentor."""

    return Deed(
        title=_("Change the mentor"),
        text=_("The meetings that the former mentor has led stay theirs; the new one leads from now on."),
        button=_("Change the mentor and send the letters"),
        done=_("The mentor has changed. The letters are on their way."),
        form=HandOverForm(data, group=group, mentors=list(queries.who_may_lead(group.programme))),
        letters=lambda chosen: notices.handing_over(group, chosen["to"], chosen["instead_of"]),
        do=lambda chosen: actions.hand_over(group, to=chosen["to"], instead_of=chosen["instead_of"], by=by),
    )


def one_goes(group: Group, data: Any, by: Actor, language: str) -> Deed:
    """One of a pair leads no more."""
    leaders = {str(each.pk): (each.mentor.name, each) for each in group.leaders.all()}
    return Deed(
        title=_("One of the pair stops leading"),
        text=_("The other one leads alone from now on. The meetings that they have led stay theirs."),
        button=_("End and send the letters"),
        done=_("Done. The letters are on their way."),
        form=ChoiceForm(data, leader=OneOf(_("Who"), leaders, _("Choose who stops."))),
        letters=lambda chosen: notices.handing_over(group, None, chosen["leader"].mentor),
        do=lambda chosen: actions.stop_leading(chosen["leader"], by=by),
    )


def stand_in(group: Group, data: Any, by: Actor, language: str) -> Deed:
    """Somebody else leads one meeting."""
    coming = list(meetings.with_stand_ins(meetings.planned_of(group)))
    return Deed(
        title=_("A stand-in for one meeting"),
        text=_("The stand-in sees the place, the names and the attendance of that meeting, never the group's agreement."),
        button=_("Save and send the letters"),
        done=_("Done. The letters are on their way."),
        form=StandInForm(data, group=group, meetings=coming, mentors=list(queries.who_may_lead(group.programme)), language=language),
        letters=lambda chosen: standing_in(chosen["meeting"], chosen["mentor"]) if chosen["mentor"] else [],
        do=lambda chosen: _stand_in(chosen, by),
    )


def _stand_in(chosen: Mapping[str, Any], by: Actor) -> None:
    if chosen["mentor"] is None:
        actions.end_stand_in(chosen["meeting"], by=by)
    else:
        actions.stand_in(chosen["meeting"], mentor=chosen["mentor"], by=by)


def merge(group: Group, data: Any, by: Actor, language: str) -> Deed:
    """This group becomes part of another."""
    return Deed(
        title=_("Merge with another group"),
        text=_("The members sit in the other group from now on, with its mentor, time and place. This group is closed for good."),
        button=_("Merge and send the letters"),
        done=_("The groups have been merged. The letters are on their way."),
        form=ChoiceForm(data, into=_another(group)),
        letters=lambda chosen: notices.merging(group, chosen["into"]),
        do=lambda chosen: actions.merge(group, into=chosen["into"], by=by),
        is_final=True,
    )


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


DEEDS: Mapping[str, Make] = {
    "siirra": move,
    "lisaa": add,
    "tarjoa": offer,
    "mentori": hand_over,
    "parista": one_goes,
    "sijainen": stand_in,
    "yhdista": merge,
    "sulje": shut,
}
