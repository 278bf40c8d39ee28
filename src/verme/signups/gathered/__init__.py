"""A list of sign-ups gathered elsewhere, judged row by row against what the programme offers. Pure: no table, no framework."""

from verme.signups.gathered.columns import Matching, match, narrowed, why_unfit
from verme.signups.gathered.facts import Assumed, Fault, FaultyRow, Field, GatheredRow, GatheredRows, Known, Reason, Time
from verme.signups.gathered.reading import read

__all__ = [
    "Assumed", "Fault", "FaultyRow", "Field", "GatheredRow", "GatheredRows", "Known", "Matching", "Reason", "Time", "match", "narrowed",
    "read", "why_unfit",
]  # fmt: skip
