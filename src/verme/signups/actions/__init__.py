"""The deeds of sign-ups."""

from verme.signups.actions.answers import Answers
from verme.signups.actions.apply import Applied, apply, enter
from verme.signups.actions.coordinator import accept, admit, clear_flag, correct, decline, merge, to_queue
from verme.signups.actions.limits import forget_old, knock
from verme.signups.actions.outsiders import invite, make_link, revoke
from verme.signups.actions.own import amend, confirm, remind, resend, tie, withdraw
from verme.signups.actions.queue import answer_offer, draw, forget_wishes, offer, put_first
from verme.signups.actions.supervisor import answer_question, ask

__all__ = [
    "Answers",
    "Applied",
    "accept",
    "admit",
    "amend",
    "answer_offer",
    "answer_question",
    "apply",
    "ask",
    "clear_flag",
    "confirm",
    "correct",
    "decline",
    "draw",
    "enter",
    "forget_old",
    "forget_wishes",
    "invite",
    "knock",
    "make_link",
    "merge",
    "offer",
    "put_first",
    "remind",
    "resend",
    "revoke",
    "tie",
    "to_queue",
    "withdraw",
]
