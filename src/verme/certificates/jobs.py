"""What the clock asks of certificates."""

from verme.audit.actors import WORKER
from verme.certificates import actions, queries


def tell_of_replaced() -> int:
    """Holders of certificates that a correction of attendance has replaced are told, once for each certificate; returns how many people."""
    return sum(actions.tell_replaced(signup, by=WORKER) for signup in queries.corrected_since())
