"""The deeds of groups."""

from verme.groups.actions.change import ban, close, lock, move, redo, set_option, undo, unlock
from verme.groups.actions.consent import answer
from verme.groups.actions.draft import copy, leave, make, propose
from verme.groups.actions.publish import publish
from verme.groups.actions.reading import read
from verme.groups.actions.search import ask, cancel, fail, finish, stop

__all__ = [
    "answer",
    "ask",
    "ban",
    "cancel",
    "close",
    "copy",
    "fail",
    "finish",
    "leave",
    "lock",
    "make",
    "move",
    "propose",
    "publish",
    "read",
    "redo",
    "set_option",
    "stop",
    "undo",
    "unlock",
]
