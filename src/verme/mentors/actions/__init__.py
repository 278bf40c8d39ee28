"""The deeds of the mentors' room."""

from verme.mentors.actions.agree import agree
from verme.mentors.actions.invite import answer, invite, remind, remind_waiting
from verme.mentors.actions.offer import Telling, Terms, change_entry, offer, withdraw_entry
from verme.mentors.actions.register import change, follow, register, tie

__all__ = [
    "Telling",
    "Terms",
    "agree",
    "answer",
    "change",
    "change_entry",
    "follow",
    "invite",
    "offer",
    "register",
    "remind",
    "remind_waiting",
    "tie",
    "withdraw_entry",
]
