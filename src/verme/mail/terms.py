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
