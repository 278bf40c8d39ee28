"""Tables of a programme."""

from verme.programmes.models.dispatch import Dispatch
from verme.programmes.models.programme import Place, Programme, Slot, Theme
from verme.programmes.models.ruleset import RuleSet

__all__ = ["Dispatch", "Place", "Programme", "RuleSet", "Slot", "Theme"]
