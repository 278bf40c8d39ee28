"""What the clock asks for in the morning. May run twice without harm."""

from verme.audit.actors import WORKER
from verme.mornings import actions
from verme.organisations import queries as organisations


def tell_coordinators() -> int:
    """On a working day, from 7 o'clock: coordinators get a letter about what is new, or about the step that has waited for a week.

    Returns how many letters were written.
    """
    return sum(actions.tell(organisation, by=WORKER) for organisation in organisations.every())
