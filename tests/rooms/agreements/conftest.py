"""The fixture of a group with an agreement to make."""

from tests.rooms.agreements.circle import ring

__all__ = ["ring"]
