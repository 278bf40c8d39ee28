"""The words of a sign-up."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """What became of the wish to take part."""

    RECEIVED = "received", _("Received")  # the draw decides
    ACCEPTED = "accepted", _("Has a place")
    QUEUED = "queued", _("On the waiting list")
    OFFERED = "offered", _("Has been offered a place")
    WITHDRAWN = "withdrawn", _("Cancelled")
    DECLINED = "declined", _("Not accepted")
    MERGED = "merged", _("Merged with another sign-up")


STATE_MOVES: dict[State, set[State]] = {
    State.RECEIVED: {State.ACCEPTED, State.QUEUED, State.WITHDRAWN, State.DECLINED, State.MERGED},
    State.ACCEPTED: {State.QUEUED, State.WITHDRAWN, State.DECLINED, State.MERGED},
    State.QUEUED: {State.OFFERED, State.ACCEPTED, State.WITHDRAWN, State.DECLINED, State.MERGED},
    State.OFFERED: {State.ACCEPTED, State.QUEUED, State.WITHDRAWN, State.DECLINED, State.MERGED},
    State.WITHDRAWN: set(),
    State.DECLINED: {State.QUEUED, State.ACCEPTED},
    State.MERGED: set(),
}

ACTIVE = frozenset({State.RECEIVED, State.ACCEPTED, State.QUEUED, State.OFFERED})
HOLDS_PLACE = frozenset({State.ACCEPTED, State.OFFERED})


class Source(TextChoices):
    """How the sign-up came."""

    FORM = "form", _("Form")
    COORDINATOR = "coordinator", _("Entered by the coordinator")
    IMPORT = "import", _("Imported")
    INVITATION = "invitation", _("Invited outsider")
    STUDENT = "student", _("Students' link")


class Fits(TextChoices):
    """Answer to a time or a place. No answer means it does not fit."""

    WELL = "2", _("Works well")
    IF_NEEDED = "1", _("Works if needed")
    NOT = "0", _("Doesn't work")
