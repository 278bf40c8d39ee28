"""The words of drafts and groups."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DraftState(TextChoices):
    """A draft is worked on, or was published, or was left behind when another was published."""

    OPEN = "open", _("Draft")
    PUBLISHED = "published", _("Published")
    LEFT = "left", _("Not used")


DRAFT_STATE_MOVES: dict[DraftState, set[DraftState]] = {
    DraftState.OPEN: {DraftState.PUBLISHED, DraftState.LEFT},
    DraftState.PUBLISHED: set(),
    DraftState.LEFT: set(),
}


class RunState(TextChoices):
    """Where a search for the best groups is."""

    WAITING = "waiting", _("Waiting for its turn")
    RUNNING = "running", _("Looking for good groups")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")
    FAILED = "failed", _("Could not be finished")


RUN_STATE_MOVES: dict[RunState, set[RunState]] = {
    RunState.WAITING: {RunState.RUNNING, RunState.CANCELLED, RunState.FAILED},
    RunState.RUNNING: {RunState.DONE, RunState.CANCELLED, RunState.FAILED, RunState.WAITING},
    RunState.DONE: set(),
    RunState.CANCELLED: set(),
    RunState.FAILED: set(),
}


class LockKind(TextChoices):
    """What the coordinator fixed before a new proposal."""

    STAY = "stay", _("Stays in this group")
    BAN = "ban", _("Never in this group")
