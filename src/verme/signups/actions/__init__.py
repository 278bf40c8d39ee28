"""The deeds of sign-ups."""

from verme.signups.actions.apply import Answers, Applied, apply
from verme.signups.actions.coordinator import accept, clear_flag, correct, decline, merge, to_queue
from verme.signups.actions.limits import forget_old, knock
from verme.signups.actions.own import amend, confirm, remind, resend, withdraw
from verme.signups.actions.queue import answer_offer, draw, expire_offers
from verme.signups.actions.tie import tie

__all__ = [
    "Answers",
    "Applied",
    "accept",
    "amend",
    "answer_offer",
    "apply",
    "clear_flag",
    "confirm",
    "correct",
    "decline",
    "draw",
    "expire_offers",
    "forget_old",
    "knock",
    "merge",
    "remind",
    "resend",
    "tie",
    "to_queue",
    "withdraw",
]
