"""The deeds of groups."""

from verme.groups.actions.change import ban, close, lock, move, redo, set_option, undo, unlock
from verme.groups.actions.consent import answer
from verme.groups.actions.draft import copy, leave, make, propose
from verme.groups.actions.leading import hand_over, stop_leading
from verme.groups.actions.members import give_up, join, rejoin, transfer
from verme.groups.actions.places import answer_place, offer_place, pass_offers_on
from verme.groups.actions.publish import publish
from verme.groups.actions.reading import read
from verme.groups.actions.search import ask, cancel, fail, finish, stop
from verme.groups.actions.whole import merge, shut

__all__ = [
    "answer",
    "answer_place",
    "ask",
    "ban",
    "cancel",
    "close",
    "copy",
    "fail",
    "finish",
    "give_up",
    "hand_over",
    "join",
    "leave",
    "lock",
    "make",
    "merge",
    "move",
    "offer_place",
    "pass_offers_on",
    "propose",
    "publish",
    "read",
    "redo",
    "rejoin",
    "set_option",
    "shut",
    "stop",
    "stop_leading",
    "transfer",
    "undo",
    "unlock",
]
