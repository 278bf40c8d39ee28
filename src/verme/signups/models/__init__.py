"""Tables of sign-ups."""

from verme.signups.models.around import Counter, Merger, Offer, Outsider, SupervisorAsk, Vacancy
from verme.signups.models.gathered import SignupList
from verme.signups.models.signup import Signup, SignupPlace, SignupSlot, SignupTheme

__all__ = [
    "Counter",
    "Merger",
    "Offer",
    "Outsider",
    "Signup",
    "SignupList",
    "SignupPlace",
    "SignupSlot",
    "SignupTheme",
    "SupervisorAsk",
    "Vacancy",
]
