"""The words of the outbox."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a letter is."""

    WAITING = "waiting", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    REFUSED = "refused", _("Refused")
    DROPPED = "dropped", _("Not sent")


STATE_MOVES: dict[State, set[State]] = {
    State.WAITING: {State.SENT, State.REFUSED, State.DROPPED},
    State.REFUSED: {State.WAITING},
    State.SENT: set(),
    State.DROPPED: set(),
}


class LetterRefusal(TextChoices):
    """Why a letter is not sent again."""

    NOT_REFUSED = "not_refused", _("Only a letter that was refused can be sent again.")
    SECRET = "secret", _("A letter with a code is not sent again. The person can ask for a new code.")
    HAS_IT = "has_it", _("The same letter has already been written to this address.")


class WhyRefused(TextChoices):
    """Why a letter did not arrive, in words that say what to do."""

    NO_MAILBOX = "no_mailbox", _("There is no such mailbox. Check the address.")
    FULL = "full", _("The mailbox is full.")
    NOT_WANTED = "not_wanted", _("The receiving server takes the letter for unwanted mail.")
    REFUSED = "refused", _("The receiving server refused the letter.")
    AWAY = "away", _("The receiving server did not take the letter within five days.")
    ADDRESS = "address", _("The address is not one that mail can be sent to.")
