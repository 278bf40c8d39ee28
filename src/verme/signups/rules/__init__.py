"""Decisions about sign-ups on plain values (decisions.md §2 and §3)."""

from verme.signups.rules.admission import (
    Applicant,
    Taken,
    admits,
    first_state,
    standing,
    why_not_accept,
    why_not_amend,
    why_not_answers,
    why_not_apply,
    why_not_move,
)
from verme.signups.rules.draw import Lot, drawn, drawn_order, lot, order_of_queue, why_not_draw
from verme.signups.rules.limits import BURST, BURST_WINDOW, LETTERS_EVERY, NETWORK_LIMIT, NETWORK_WINDOW, is_burst, minutes_to_wait
from verme.signups.rules.outsiders import PERSONAL_LIFE, SUPERVISOR_SILENCE, supervisor_says, why_not_answer, why_not_invite, why_not_link
from verme.signups.rules.queue import OFFER_LIFE, Free, Opening, Wishes, can_take, fits, is_overtaking, next_in_queue
from verme.signups.rules.signs import Claim, duplicates, flags_of, has_no_time, reference_of

__all__ = [
    "BURST",
    "BURST_WINDOW",
    "LETTERS_EVERY",
    "NETWORK_LIMIT",
    "NETWORK_WINDOW",
    "OFFER_LIFE",
    "PERSONAL_LIFE",
    "SUPERVISOR_SILENCE",
    "Applicant",
    "Claim",
    "Free",
    "Lot",
    "Opening",
    "Taken",
    "Wishes",
    "admits",
    "can_take",
    "drawn",
    "drawn_order",
    "duplicates",
    "first_state",
    "fits",
    "flags_of",
    "has_no_time",
    "is_burst",
    "is_overtaking",
    "lot",
    "minutes_to_wait",
    "next_in_queue",
    "order_of_queue",
    "reference_of",
    "standing",
    "supervisor_says",
    "why_not_accept",
    "why_not_amend",
    "why_not_answer",
    "why_not_answers",
    "why_not_apply",
    "why_not_draw",
    "why_not_invite",
    "why_not_link",
    "why_not_move",
]
