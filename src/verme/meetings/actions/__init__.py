"""The deeds of meetings."""

from verme.meetings.actions.attendance import Recorded, record, undo
from verme.meetings.actions.calendars import Brought, add_calendar, bring_days, change_calendar, remove_calendar, remove_days
from verme.meetings.actions.excuses import excuse, take_back
from verme.meetings.actions.feeds import close_feed, open_feed
from verme.meetings.actions.gatherings import record_common
from verme.meetings.actions.keeping import bring_up_to_date, nudge, remind
from verme.meetings.actions.living import (
    answer_consent,
    answer_place,
    give_up,
    hand_over,
    join,
    merge,
    rejoin,
    shut,
    stop_leading,
    transfer,
)
from verme.meetings.actions.objections import object_to, settle
from verme.meetings.actions.planning import Wish, cancel, change, gather, plan
from verme.meetings.actions.polls import answer, ask, close, pick
from verme.meetings.actions.stand_ins import end_stand_in, stand_in
from verme.meetings.actions.substitutes import Lessons, acknowledge, ask_principal, need

__all__ = [
    "Brought",
    "Lessons",
    "Recorded",
    "Wish",
    "acknowledge",
    "add_calendar",
    "answer",
    "answer_consent",
    "answer_place",
    "ask",
    "ask_principal",
    "bring_days",
    "bring_up_to_date",
    "cancel",
    "change",
    "change_calendar",
    "close",
    "close_feed",
    "end_stand_in",
    "excuse",
    "gather",
    "give_up",
    "hand_over",
    "join",
    "merge",
    "need",
    "nudge",
    "object_to",
    "open_feed",
    "pick",
    "plan",
    "record",
    "record_common",
    "rejoin",
    "remind",
    "remove_calendar",
    "remove_days",
    "settle",
    "shut",
    "stand_in",
    "stop_leading",
    "take_back",
    "transfer",
    "undo",
]
