"""Tables of drafts and groups."""

from verme.groups.models.consent import Consent, Voice
from verme.groups.models.draft import Draft, DraftGroup, Lock, Move, Placement
from verme.groups.models.group import Group, Leader, Seat
from verme.groups.models.reading import Pair, Reading
from verme.groups.models.run import Run

__all__ = ["Consent", "Draft", "DraftGroup", "Group", "Leader", "Lock", "Move", "Pair", "Placement", "Reading", "Run", "Seat", "Voice"]
