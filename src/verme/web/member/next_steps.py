"""What happens next in a group that has just been published."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.groups.models import Group
from verme.programmes import queries as programmes

type Step = dict[str, str]


def steps(group: Group) -> list[Step]:
    """From the mentor's invitation to the last meeting, by the operating model of the programme's first day."""
    rules = programmes.rules_of(group.programme)
    made = [
        {
            "when": _("Now"),
            "title": _("Your mentor invites you to the first meeting"),
            "text": _("You get a message with the day and the place."),
            "state": "now",
        },
        {
            "when": _("At the first meeting"),
            "title": _("You agree together how the group works"),
            "text": _("What is said in the group stays in the group."),
        },
    ]
    if rules is not None:
        meet = ngettext("You meet %(n)s time", "You meet %(n)s times", rules.meetings) % {"n": rules.meetings}
        long = _("%(minutes)s minutes at a time.") % {"minutes": rules.meeting_minutes}
        made.append({"when": _("Until the end of the school year"), "title": meet, "text": long})
    return made
