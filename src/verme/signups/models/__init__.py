"""Tables of sign-ups."""

from verme.signups.models.around import Counter, Offer, Outsider, SupervisorAsk, Vacancy
from verme.signups.models.gathered import SignupList
from verme.signups.models.signup import Signup, SignupPlace, SignupSlot, SignupTheme

__all__ = ["Counter", "Offer", "Outsider", "Signup", "SignupList", "SignupPlace", "SignupSlot", "SignupTheme", "SupervisorAsk", "Vacancy"]
