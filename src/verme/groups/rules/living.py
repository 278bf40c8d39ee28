"""What may happen to a published group: who joins, leaves, leads; which groups become one."""

from verme.groups.terms import GroupRefusal

type Why = GroupRefusal | None
PAIR = 2  # a group is led by one mentor or by a pair (domain.md must 15)


def first(*reasons: tuple[bool, GroupRefusal]) -> Why:
    """The first reason that holds."""
    return next((reason for holds, reason in reasons if holds), None)


def why_not_live(*, is_published: bool, is_ended: bool) -> Why:
    """Groups change only between their publication and the end of the programme."""
    return first((not is_published, GroupRefusal.NOT_PUBLISHED), (is_ended, GroupRefusal.ENDED))


def why_not_sit(*, is_closed: bool, members: int, most: int, leads: bool, is_apart: bool, is_asked: bool) -> Why:
    """Whether somebody may get a seat in this group. `most` is `size_max` of the rules of the day (I-03); a mentor is never a member of the
    own group (I-06); supervisor and staff, and who does not want to sit together, stay apart (I-05); one question to a group at a time.
    """
    return first(
        (is_closed, GroupRefusal.CLOSED),
        (leads, GroupRefusal.LEADS),
        (is_asked, GroupRefusal.IS_ASKED),
        (is_apart, GroupRefusal.APART),
        (members >= most, GroupRefusal.FULL),
    )


def why_not_move(*, is_seated: bool, is_same: bool) -> Why:
    """Whether somebody may be moved from the one group to the other at all."""
    return first((not is_seated, GroupRefusal.NO_SEAT), (is_same, GroupRefusal.SAME))


def why_not_lead(*, is_closed: bool, may_lead: bool, sits: bool, leaders: int, is_busy: bool, is_apart: bool = False) -> Why:
    """Whether a mentor may begin to lead this group. `leaders`: who would lead it beside them; `is_apart`: the mentor and a member must not
    be together (I-05).
    """
    return first(
        (is_closed, GroupRefusal.CLOSED),
        (not may_lead, GroupRefusal.NOT_TRAINED),
        (sits, GroupRefusal.SITS),
        (leaders >= PAIR, GroupRefusal.TWO_LEAD),
        (is_busy, GroupRefusal.SAME_TIME),
        (is_apart, GroupRefusal.APART),
    )


def why_not_stop_leading(*, is_closed: bool, leads: bool, others: int) -> Why:
    """The last mentor goes only when the next one comes, or with the group."""
    return first(
        (is_closed, GroupRefusal.CLOSED),
        (not leads, GroupRefusal.NOT_LEADING),
        (not others, GroupRefusal.NEEDS_LEADER),
    )


def why_not_offer(*, is_closed: bool, members: int, most: int) -> Why:
    """Whether a place in the group can be offered. `members`: who sits there and who has been offered a place and not answered yet."""
    return first((is_closed, GroupRefusal.CLOSED), (members >= most, GroupRefusal.FULL))


def why_not_merge(*, is_same: bool, is_closed: bool, members: int, most: int) -> Why:
    """Whether two groups may become one. `members`: of both together."""
    return first((is_same, GroupRefusal.SAME), (is_closed, GroupRefusal.CLOSED), (members > most, GroupRefusal.FULL))
