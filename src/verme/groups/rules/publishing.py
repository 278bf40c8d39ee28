"""Whether a draft may be published, and who is asked before somebody with a role enters a group."""

from collections.abc import Sequence

from verme.groups.terms import ConsentRefusal, DraftState, PublishRefusal

VOICES = 2  # members who must say yes where no mentor may (decisions.md §2)


def why_not_publish(
    state: DraftState, *, is_published: bool, is_ended: bool, is_current: bool, is_running: bool, groups: int, conflicts: int
) -> PublishRefusal | None:
    """The first reason against publishing this draft now. `is_current`: it is as the coordinator saw it."""
    reasons = (
        (is_published, PublishRefusal.OTHER),
        (is_ended, PublishRefusal.ENDED),
        (state != DraftState.OPEN, PublishRefusal.NOT_OPEN),
        (is_running, PublishRefusal.RUNNING),
        (not is_current, PublishRefusal.STALE),
        (not groups, PublishRefusal.NO_GROUPS),
        (conflicts > 0, PublishRefusal.CONFLICTS),
    )
    return next((reason for holds, reason in reasons if holds), None)


def consents(leaders: Sequence[bool], members: Sequence[bool], *, electors: int, leaders_may: bool) -> bool | None:
    """What the voices so far settle; None while they settle nothing.

    Where a mentor may answer, the first mentor's word counts. Else two members must say yes (all of them where there are fewer), and the
    answer is no as soon as that can no longer be reached. `electors`: how many members may answer.
    """
    if leaders_may:
        return leaders[0] if leaders else None
    needed = min(VOICES, electors)
    if members.count(True) >= needed > 0:
        return True
    still_open = electors - len(members)
    return False if members.count(True) + still_open < max(needed, 1) else None


def why_not_answer(*, is_settled: bool, is_asked: bool) -> ConsentRefusal | None:
    """Only who is asked answers, and only while the question is open."""
    if not is_asked:
        return ConsentRefusal.NOT_ASKED
    return ConsentRefusal.SETTLED if is_settled else None
