"""What holds about operating models and programmes, on plain values."""

from verme.programmes.rules.calendar import Dates, YearDefaults, last_day, slot_times, why_not_dates, why_not_deadline, year_defaults
from verme.programmes.rules.life import key_of, why_not_admission, why_not_announce, why_not_call, why_not_remove
from verme.programmes.rules.model import FIELDS, PRESETS, Rules, changed, differences, is_working_time, why_not_from, why_not_rules
from verme.programmes.rules.reckoning import most_units, price

__all__ = [
    "FIELDS",
    "PRESETS",
    "Dates",
    "Rules",
    "YearDefaults",
    "changed",
    "differences",
    "is_working_time",
    "key_of",
    "last_day",
    "most_units",
    "price",
    "slot_times",
    "why_not_admission",
    "why_not_announce",
    "why_not_call",
    "why_not_dates",
    "why_not_deadline",
    "why_not_from",
    "why_not_remove",
    "why_not_rules",
    "year_defaults",
]
