"""Reads over credit and certificates."""

from verme.certificates.queries.credit import Earner, Tried, credit_of, of_person, of_signup, of_year
from verme.certificates.queries.paper import Checked, Own, checked, made_for, now_of, own_certificates, permitted, seen_of, told_of

__all__ = [
    "Checked",
    "Earner",
    "Own",
    "Tried",
    "checked",
    "credit_of",
    "made_for",
    "now_of",
    "of_person",
    "of_signup",
    "of_year",
    "own_certificates",
    "permitted",
    "seen_of",
    "told_of",
]
