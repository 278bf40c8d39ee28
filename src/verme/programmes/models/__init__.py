"""Tables of a programme."""

from verme.programmes.models.programme import Place, Programme, Slot, Theme

__all__ = ["Place", "Programme", "Slot", "Theme"]
