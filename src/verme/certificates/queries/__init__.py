"""Reads over credit and certificates."""

from verme.certificates.queries.credit import Earner, Tried, credit_of, of_person, of_signup, of_year
from verme.certificates.queries.paper import (
    Checked,
    Own,
    Shared,
    checked,
    corrected_since,
    is_name_of,
    made_by,
    made_for,
    now_of,
    own_certificates,
    permitted,
    seen_of,
    sharing,
    told_of,
)

__all__ = [
    "Checked",
    "Earner",
    "Own",
    "Shared",
    "Tried",
    "checked",
    "corrected_since",
    "credit_of",
    "is_name_of",
    "made_by",
    "made_for",
    "now_of",
    "of_person",
    "of_signup",
    "of_year",
    "own_certificates",
    "permitted",
    "seen_of",
    "sharing",
    "told_of",
]
