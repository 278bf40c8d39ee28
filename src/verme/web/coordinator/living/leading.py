"""Who leads a published group: another mentor, one of a pair, a stand-in for one meeting."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from verme.audit.actors import Actor
from verme.groups import notices, queries
from verme.groups.models import Group
from verme.meetings import actions
from verme.meetings import queries as meetings
from verme.meetings.notices import standing_in
from verme.web.coordinator.living.choosing import ChoiceForm
from verme.web.ui.living import Deed, HandOverForm, OneOf, StandInForm


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
        against=lambda chosen: queries.against_mentor(chosen["to"], group),
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
        against=lambda chosen: queries.against_standing_in(chosen["mentor"], group) if chosen["mentor"] else [],
    )


def _stand_in(chosen: Mapping[str, Any], by: Actor) -> None:
    if chosen["mentor"] is None:
        actions.end_stand_in(chosen["meeting"], by=by)
    else:
        actions.stand_in(chosen["meeting"], mentor=chosen["mentor"], by=by)
