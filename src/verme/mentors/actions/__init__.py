"""The deeds of the mentors' room."""

from verme.mentors.actions.invite import answer, invite, remind
from verme.mentors.actions.offer import Terms, change_entry, offer, withdraw_entry
from verme.mentors.actions.register import change, register, tie

__all__ = ["Terms", "answer", "change", "change_entry", "invite", "offer", "register", "remind", "tie", "withdraw_entry"]
