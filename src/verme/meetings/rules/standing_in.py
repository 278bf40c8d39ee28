"""Who may lead one meeting instead of the group's own mentor."""

from verme.meetings.terms import MeetingState, StandInRefusal


def why_not_stand_in(
    state: MeetingState, *, is_groups: bool, may_lead: bool, sits: bool, leads: bool, is_apart: bool = False
) -> StandInRefusal | None:
    """The first reason against it.

    `may_lead`: trained or in training, of the group's organisation; `sits`: a member of the group; `is_apart`: the
    mentor and a member must not be together (I-05).
    """
    reasons = (
        (not is_groups or state != MeetingState.PLANNED, StandInRefusal.NOT_PLANNED),
        (not may_lead, StandInRefusal.NOT_TRAINED),
        (sits, StandInRefusal.SITS),
        (leads, StandInRefusal.LEADS),
        (is_apart, StandInRefusal.APART),
    )
    return next((reason for holds, reason in reasons if holds), None)


def why_not_end_stand_in(state: MeetingState) -> StandInRefusal | None:
    """Who led a recorded meeting stays who led it: the unit of pay is theirs."""
    return None if state == MeetingState.PLANNED else StandInRefusal.NOT_PLANNED
