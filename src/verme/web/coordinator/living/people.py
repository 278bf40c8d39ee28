"""Who sits in a published group: somebody moves, joins, comes back, is offered a place."""

from typing import Any

from django.utils.translation import gettext as _

from verme.audit.actors import Actor
from verme.groups import actions as groups
from verme.groups import notices, queries, rules
from verme.groups.models import Group
from verme.groups.terms import GroupRefusal
from verme.kernel import clock
from verme.meetings import actions
from verme.programmes import queries as programmes
from verme.signups import notices as signups
from verme.signups.models import Signup
from verme.web.coordinator.living.choosing import ChoiceForm, another, on_asking, seated
from verme.web.ui.living import Deed, OneOf, Shown


def move(group: Group, data: Any, by: Actor, language: str) -> Deed:
    """A member moves to another group."""
    members = {str(seat.pk): (seat.signup.name, seat) for seat in group.seats.all()}
    return Deed(
        title=_("Move a member to another group"),
        text=_("The person leaves this group and sits in the other one from now on. What they have attended stays as it is."),
        button=_("Move and send the letters"),
        done=_("Moved. The letters are on their way."),
        form=ChoiceForm(data, seat=OneOf(_("Who"), members, _("Choose who moves.")), to=another(group)),
        letters=lambda chosen: seated(
            chosen["seat"].signup, chosen["to"], lambda: notices.moving(chosen["seat"].signup, group, chosen["to"])
        ),
        do=lambda chosen: actions.transfer(chosen["seat"], to=chosen["to"], by=by),
        against=lambda chosen: queries.against_sitting([chosen["seat"].signup], chosen["to"], group),
        notes=lambda chosen: on_asking(chosen["to"], [chosen["seat"].signup]),
    )


def add(group: Group, data: Any, by: Actor, language: str) -> Deed:
    """Somebody who waits joins."""
    waiting = {str(each.pk): (each.name, each) for each in queries.waiting_list(group.programme)}
    return Deed(
        title=_("Add somebody from the waiting list"),
        text=_("The first in line comes first here. Whoever also has a role at work in Verme joins only when the group says yes."),
        button=_("Add and send the letters"),
        done=_("Done. The letters are on their way."),
        form=ChoiceForm(data, signup=OneOf(_("Who"), waiting, _("Choose who joins."))),
        letters=lambda chosen: seated(chosen["signup"], group, lambda: notices.joining(chosen["signup"], group)),
        do=lambda chosen: actions.join(group, signup=chosen["signup"], by=by),
        against=lambda chosen: queries.against_sitting([chosen["signup"]], group),
        notes=lambda chosen: on_asking(group, [chosen["signup"]]),
    )


def come_back(group: Group, data: Any, by: Actor, language: str) -> Deed:
    """Somebody who had left a group of the programme sits in this one."""
    words = _("%(name)s, was in group %(letter)s")
    left = {str(each.pk): (words % {"name": each.name, "letter": letter}, each) for each, letter in queries.who_left(group.programme)}
    return Deed(
        title=_("Take back somebody who left"),
        text=_(
            "The person sits in this group from now on, and what they attended before counts. Only they and who leads the group are told."
        ),
        button=_("Take back and send the letters"),
        done=_("Done. The letters are on their way."),
        form=ChoiceForm(data, signup=OneOf(_("Who"), left, _("Choose who comes back."))),
        letters=lambda chosen: seated(chosen["signup"], group, lambda: notices.returning(chosen["signup"], group)),
        do=lambda chosen: actions.rejoin(group, signup=chosen["signup"], by=by),
        against=lambda chosen: queries.against_sitting([chosen["signup"]], group),
        notes=lambda chosen: on_asking(group, [chosen["signup"]]),
        no="" if left else _("Nobody has left a group of this programme."),
    )


def offer(group: Group, data: Any, by: Actor, language: str) -> Deed:
    """The first who waits and fits is asked; the page says who that is and what they will read."""
    first, no = _first(group)
    return Deed(
        title=_("Offer a place to the first in line"),
        text=_(
            "The first who waits and whom theme, time, place and language suit gets a letter and answers within three days. Then the next."
        ),
        button=_("Offer the place"),
        done=_("The place has been offered. The letter is on its way."),
        form=ChoiceForm(data),
        letters=lambda chosen: [],
        do=lambda chosen: groups.offer_place(group, to=_seen(data, group), by=by),
        notes=lambda chosen: on_asking(group, [first]) if first is not None else [],
        more=[_letter(first)] if first is not None else [],
        facts=[(_("First in line whom the group suits"), _in_line(first))] if first is not None else [],
        seen=str(first.pk) if first is not None else "",
        no=no,
    )


def _first(group: Group) -> tuple[Signup | None, str]:
    """Who would be offered the place now; or why nobody would."""
    most = programmes.rules_on(group.programme.organisation, clock.today()).size_max
    members = len(group.seats.all()) + queries.offers_open(group.programme)
    if (reason := rules.why_not_offer(is_closed=False, members=members, most=most)) is not None:
        return None, str(reason.label) % {"most": most}
    first = queries.next_in_line(group.programme, [group], most=most)
    if first is not None:
        first.programme = group.programme
    return first, "" if first is not None else str(GroupRefusal.NOBODY_FITS.label)


def _seen(data: Any, group: Group) -> Signup | None:
    """Who the page said was the first; whoever that is must still be."""
    number = str(data.get("seen", "")) if data else ""
    return Signup(pk=int(number), programme=group.programme) if number.isdecimal() and len(number) < 19 else None


def _in_line(signup: Signup) -> str:
    return _("%(name)s, number %(n)s on the waiting list") % {"name": signup.name, "n": signup.rank}


def _letter(signup: Signup) -> Shown:
    letter = signups.preview_offer(signup)
    return Shown((signup.name,), letter.subject, letter.text)
