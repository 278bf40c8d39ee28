"""What a mentor changes in the own group. Other mentors show only if they lead in the same programme or chose to be seen."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from verme.groups import notices, queries, rules
from verme.groups.models import Group
from verme.meetings import actions
from verme.meetings import queries as meetings
from verme.meetings.notices import standing_in
from verme.web.ui.desk import Desk
from verme.web.ui.living import Deed, GiveOnForm, StandInForm

type Make = Callable[[Group, Any, Desk, str], Deed]


def give_on(group: Group, data: Any, desk: Desk, language: str) -> Deed:
    """Another mentor leads the group from now on, instead of the one who asks (M8)."""
    own = next(leader.mentor for leader in group.leaders.all() if leader.mentor.person_id == desk.reader.pk)
    others = [mentor for mentor in queries.who_may_follow(group.programme) if mentor != own]
    return Deed(
        title=_("Give the group on to another mentor"),
        text=_("Agree on it with the other mentor first. What you have led stays yours; from then on the other one leads."),
        button=_("Give the group on and send the letters"),
        done=_("The group has a new mentor. Thank you for what you have done for it."),
        form=GiveOnForm(data, group=group, mentors=others),
        letters=lambda chosen: notices.handing_over(group, chosen["to"], own),
        do=lambda chosen: actions.hand_over(group, to=chosen["to"], instead_of=own, by=desk.actor),
        against=lambda chosen: rules.unsaid(queries.against_mentor(chosen["to"], group)),
    )


def stand_in(group: Group, data: Any, desk: Desk, language: str) -> Deed:
    """Somebody else leads one meeting."""
    coming, others = list(meetings.with_stand_ins(meetings.planned_of(group))), list(queries.who_may_follow(group.programme))
    return Deed(
        title=_("A stand-in for one meeting"),
        text=_("The stand-in sees the place, the names and the attendance of that meeting, never the group's agreement."),
        button=_("Save and send the letters"),
        done=_("Done. The letters are on their way."),
        form=StandInForm(data, group=group, meetings=coming, mentors=others, language=language),
        letters=lambda chosen: standing_in(chosen["meeting"], chosen["mentor"]) if chosen["mentor"] else [],
        do=lambda chosen: _stand_in(chosen, desk),
        against=lambda chosen: rules.unsaid(queries.against_standing_in(chosen["mentor"], group)) if chosen["mentor"] else [],
    )


def _stand_in(chosen: Mapping[str, Any], desk: Desk) -> None:
    if chosen["mentor"] is None:
        actions.end_stand_in(chosen["meeting"], by=desk.actor)
    else:
        actions.stand_in(chosen["meeting"], mentor=chosen["mentor"], by=desk.actor)


DEEDS: Mapping[str, Make] = {"vaihda": give_on, "sijainen": stand_in}
