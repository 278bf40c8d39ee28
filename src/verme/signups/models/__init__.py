"""Tables of sign-ups."""

from verme.signups.models.signup import Signup, SignupPlace, SignupSlot, SignupTheme

__all__ = ["Signup", "SignupPlace", "SignupSlot", "SignupTheme"]
