"""The deeds of sign-ups."""

from verme.signups.actions.address import follow
from verme.signups.actions.after import answer_late, give_place, give_up_place, lapse_late, offer_late, put_back, take_back
from verme.signups.actions.answers import Answers
from verme.signups.actions.apply import Applied, Brought, apply, bring_in, enter
from verme.signups.actions.coordinator import accept, admit, correct, decline, merge, to_queue
from verme.signups.actions.gathered import choose_list_columns, forget_list, receive_list, take_list_in
from verme.signups.actions.limits import forget_old, knock
from verme.signups.actions.looking import clear_flag, inquire, note_export, tell_apart
from verme.signups.actions.outsiders import invite, make_link, revoke
from verme.signups.actions.own import amend, confirm, remind, resend, tie, withdraw
from verme.signups.actions.parting import forget_mergers, part
from verme.signups.actions.queue import answer_offer, draw, forget_wishes, offer, put_first
from verme.signups.actions.supervisor import answer_question, ask

__all__ = [
    "Answers",
    "Applied",
    "Brought",
    "accept",
    "admit",
    "amend",
    "answer_late",
    "answer_offer",
    "answer_question",
    "apply",
    "ask",
    "bring_in",
    "choose_list_columns",
    "clear_flag",
    "confirm",
    "correct",
    "decline",
    "draw",
    "enter",
    "follow",
    "forget_list",
    "forget_mergers",
    "forget_old",
    "forget_wishes",
    "give_place",
    "give_up_place",
    "inquire",
    "invite",
    "knock",
    "lapse_late",
    "make_link",
    "merge",
    "note_export",
    "offer",
    "offer_late",
    "part",
    "put_back",
    "put_first",
    "receive_list",
    "remind",
    "resend",
    "revoke",
    "take_back",
    "take_list_in",
    "tell_apart",
    "tie",
    "to_queue",
    "withdraw",
]
