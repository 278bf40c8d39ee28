"""Tables of a programme."""

from verme.programmes.models.programme import Place, Programme, Slot, Theme
from verme.programmes.models.ruleset import RuleSet

__all__ = ["Place", "Programme", "RuleSet", "Slot", "Theme"]
