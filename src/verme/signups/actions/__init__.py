"""The deeds of sign-ups."""

from verme.signups.actions.tie import tie

__all__ = ["tie"]
