"""The staff list as a file says it, judged row by row and compared with the list as it is. Pure: no table, no framework."""

from verme.organisations.staff_rows.columns import Matching, match
from verme.organisations.staff_rows.differences import Change, Differences, Same, compare
from verme.organisations.staff_rows.facts import (
    Fault,
    FaultyRow,
    Field,
    Known,
    Note,
    Reason,
    StaffFact,
    StaffRow,
    StaffRows,
    Unfit,
    Value,
)
from verme.organisations.staff_rows.keeping import fingerprint, from_lists, narrowed, to_lists
from verme.organisations.staff_rows.privacy import refuse_identity_codes
from verme.organisations.staff_rows.reading import read, refuse_unfit

__all__ = [
    "Change", "Differences", "Fault", "FaultyRow", "Field", "Known", "Matching", "Note", "Reason", "Same",
    "StaffFact", "StaffRow", "StaffRows", "Unfit", "Value", "compare", "fingerprint", "from_lists", "match", "narrowed", "read",
    "refuse_identity_codes", "refuse_unfit", "to_lists",
]  # fmt: skip
