"""The words of mentors."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Training(TextChoices):
    """A mentor's standing in the register. Only the first two may lead (decisions.md §3)."""

    TRAINED = "trained", _("Trained")
    IN_TRAINING = "in_training", _("In training")
    RETIRED = "retired", _("Not active any more")


class Answer(TextChoices):
    """What a mentor answered to the year's invitation."""

    WAITING = "waiting", _("No answer yet")
    YES = "yes", _("Taking part")
    NO = "no", _("Not this year")


ANSWER_MOVES: dict[Answer, set[Answer]] = {
    Answer.WAITING: {Answer.YES, Answer.NO},
    Answer.YES: {Answer.NO, Answer.YES},
    Answer.NO: {Answer.YES},
}
