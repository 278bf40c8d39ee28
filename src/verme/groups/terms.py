"""The words of drafts and groups."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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
    RunState.RUNNING: {RunState.DONE, RunState.CANCELLED, RunState.FAILED},
    RunState.DONE: set(),
    RunState.CANCELLED: set(),
    RunState.FAILED: set(),
}
ACTIVE_RUNS = frozenset({RunState.WAITING, RunState.RUNNING})


class LockKind(TextChoices):
    """What the coordinator fixed before a new proposal."""

    STAY = "stay", _("Stays in this group")
    BAN = "ban", _("Never in this group")


class Weight(TextChoices):
    """How much a criterion counts (K4)."""

    IMPORTANT = "important", pgettext_lazy("criterion", "Important")
    GLADLY = "gladly", pgettext_lazy("criterion", "If possible")
    WHATEVER = "whatever", pgettext_lazy("criterion", "Doesn't matter")


class MoveKind(TextChoices):
    """What one change of a draft was."""

    MOVE = "move", _("Move")
    LOCK = "lock", _("Lock")
    OPTION = "option", _("Group changed")
    CLOSE = "close", _("Group taken apart")
    PROPOSAL = "proposal", _("Proposal")


class PairKind(TextChoices):
    """What somebody wrote about whom."""

    TOGETHER = "together", _("Together")
    APART = "apart", _("Not together")


class DraftRefusal(TextChoices):
    """Why a draft is not made or changed."""

    STALE = "stale", _("Someone else changed this at the same time. Here is the newest version. Your own change is kept below.")
    NOT_OPEN = "not_open", _("This draft is not worked on any more.")
    PUBLISHED = "published", _("The groups have been published.")
    RUNNING = "running", _("A proposal is being made for this draft. Wait for it, or stop it first.")
    LOCKED = "locked", _("The person is locked in place. Unlock first.")
    BANNED = "banned", _("You have said that this person is never in this group. Take that back first.")
    NO_PERSON = "no_person", _("This person has no place in the programme any more.")
    NO_GROUP = "no_group", _("This group is not there any more.")
    NOT_PLACED = "not_placed", _("The person is in no group.")
    HAS_LOCKED = "has_locked", _("Somebody is locked in this group. Unlock first.")
    NOT_OFFERED = "not_offered", _("The mentor does not offer this.")
    NOTHING_TO_UNDO = "nothing_to_undo", _("There is nothing to undo.")
    NOTHING_TO_REDO = "nothing_to_redo", _("There is nothing to redo.")


class SearchRefusal(TextChoices):
    """Why no proposal is made."""

    NOBODY = "nobody", _("Nobody has a place yet, so there is nobody to put into groups.")
    NO_MENTORS = "no_mentors", _("No mentor has offered a group yet.")
    SIZES = "sizes", _("The sizes must grow and stay within the operating model: %(least)s–%(most)s.")
    RUNNING = "running", _("A proposal is being made already. Wait for it, or stop it first.")


class PublishRefusal(TextChoices):
    """Why groups are not published."""

    STALE = "stale", _("The draft has changed since you looked at it. Look at it once more before you publish.")
    NOT_OPEN = "not_open", _("This draft is not worked on any more.")
    OTHER = "other", _("Another draft has been published already.")
    ENDED = "ended", _("The programme has ended.")
    RUNNING = "running", _("A proposal is being made for this draft. Wait for it, or stop it first.")
    NO_GROUPS = "no_groups", _("There are no groups to publish.")
    CONFLICTS = "conflicts", _("The draft breaks a rule, so it cannot be published yet. Look at the conflicts on the board.")


class ConsentRefusal(TextChoices):
    """Why a yes or no is not taken."""

    SETTLED = "settled", _("This has already been answered.")
    NOT_ASKED = "not_asked", _("You are not asked about this.")


class GroupRefusal(TextChoices):
    """Why a published group is not changed."""

    NOT_PUBLISHED = "not_published", _("The groups have not been published yet.")
    ENDED = "ended", _("The programme has ended.")
    CLOSED = "closed", _("The group has been closed.")
    NO_SEAT = "no_seat", _("The person is not in this group any more.")
    SAME = "same", _("Choose another group.")
    FULL = "full", _("The group is full: it may have at most %(most)s people.")
    NOT_WAITING = "not_waiting", _("The person does not wait for a place any more.")
    LEADS = "leads", _("The person leads this group, and so cannot be its member.")
    SITS = "sits", _("The mentor is a member of this group, and so cannot lead it.")
    APART = "apart", _("A rule stops this: two people must not be in the same group.")
    IS_ASKED = "is_asked", _("A group is being asked about this person. Wait for its answer.")
    NOT_TRAINED = "not_trained", _("Only a trained mentor or one in training can lead a group.")
    SAME_TIME = "same_time", _("The mentor leads another group at the same time.")
    TWO_LEAD = "two_lead", _("A group is led by one mentor or a pair.")
    NEEDS_LEADER = "needs_leader", _("A group needs a mentor. Choose the new one first, or close the group.")
    NOBODY_FITS = "nobody_fits", _("Nobody who waits fits this group: its theme, time, place and language.")
    LEADS_ALREADY = "leads_already", _("The mentor leads this group already. Let the other one of the pair stop instead.")
    NOT_LEADING = "not_leading", _("The mentor does not lead this group any more.")
    NOT_LEFT = "not_left", _("The person has not left a group of this programme.")
    STALE = "stale", _("The groups have changed since you looked. This is how it is now.")


class Hitch(TextChoices):
    """What speaks against somebody in a published group: which rule of forming groups it would break. Never says whose rule it is."""

    SUPERVISOR = "supervisor", _("A supervisor and own staff are not in the same group.")
    ASKED = "asked", _("Somebody has asked that they are not in the same group.")
    APART = "apart", _("Two people must not be in the same group.")  # to whom the reason is not said
    FULL = "full", _("Group %(letter)s would have %(count)s members, at most %(limit)s fit.")
    LEADS = "leads", _("Leads group %(letter)s, and so cannot be its member.")
    IS_ASKED = "is_asked", _("A group is being asked about this person. Wait for its answer.")
    SITS = "sits", _("Is a member of group %(letter)s, and so cannot lead it.")
    SAME_TIME = "same_time", _("Leads another group at the same time.")
    SLOT = "slot", _("The time of group %(letter)s does not suit.")
    PLACE = "place", _("The place of group %(letter)s does not suit.")
    LANGUAGE = "language", _("Does not speak the language of group %(letter)s.")
    THEME = "theme", _("Did not wish for the theme of group %(letter)s, or it is for others.")
    UNIT = "unit", _("%(count)s members of group %(letter)s would be from the same workplace, at most %(limit)s should be.")
    FEW = "few", _("Only %(count)s members would be left in group %(letter)s, at least %(limit)s are needed.")


UNSAID = frozenset({Hitch.SUPERVISOR, Hitch.ASKED})
STOPS = frozenset({*UNSAID, Hitch.APART, Hitch.FULL, Hitch.LEADS, Hitch.IS_ASKED, Hitch.SITS, Hitch.SAME_TIME})
"""What the deed refuses. The rest is for the coordinator to weigh: after publishing they may have talked with the person."""
