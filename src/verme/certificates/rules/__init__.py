"""What taking part gives, how far it is, and what a certificate says, on plain values."""

from verme.certificates.rules.credit import Attended, Credit, Worker, carries, counts, credit, day_minutes, form_of, suffices, threshold
from verme.certificates.rules.paper import Seen, Snapshot, held_again, is_replaced, name_key
from verme.certificates.rules.standing import Given, is_ripe, state_of, why_not_confirm

__all__ = [
    "Attended",
    "Credit",
    "Given",
    "Seen",
    "Snapshot",
    "Worker",
    "carries",
    "counts",
    "credit",
    "day_minutes",
    "form_of",
    "held_again",
    "is_replaced",
    "is_ripe",
    "name_key",
    "state_of",
    "suffices",
    "threshold",
    "why_not_confirm",
]
