"""What the clock asks of agreements. It may run twice without harm."""

from verme.agreements import actions, queries
from verme.audit.actors import WORKER


def welcome_newcomers() -> int:
    """Who has come to a group with an agreement in force reads of it in a letter, once. Returns how many were told."""
    found = queries.newcomers()
    for agreement, party in found:
        actions.welcome(agreement, party=party, by=WORKER)
    return len(found)
