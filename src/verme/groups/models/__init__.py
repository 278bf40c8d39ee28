"""Tables of drafts and groups."""

from verme.groups.models.draft import Draft, DraftGroup, Lock, Move, Placement
from verme.groups.models.group import Group, Leader, Seat
from verme.groups.models.run import Run

__all__ = ["Draft", "DraftGroup", "Group", "Leader", "Lock", "Move", "Placement", "Run", "Seat"]
