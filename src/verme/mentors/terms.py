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


class MentorRefusal(TextChoices):
    """Why a mentor is not registered, invited or offered."""

    ALREADY = "already", _("A mentor with this email is already in the register.")
    NOT_TRAINED = "not_trained", _("Only a trained mentor or one in training can lead a group.")
    LEADS = "leads", _("A group is led by one mentor or a pair.")
    NO_THEME = "no_theme", _("Choose at least one theme.")
    NO_SLOT = "no_slot", _("Choose at least one time.")
    NO_PLACE = "no_place", _("Choose at least one place.")
    NO_LANGUAGE = "no_language", _("Choose at least one language.")
    OVERLAP = "overlap", _("The mentor already offers another group at one of these times.")
    TOO_LATE = "too_late", _("The groups have been published. Please contact the coordinator.")
    WITHDRAWN = "withdrawn", _("This offer has been taken back.")
    NOT_FREE = "not_free", _("This mentor cannot be your pair. Agree with them first, or ask the coordinator.")
    HAS_OFFER = "has_offer", _("The mentor has offered a group. Take the offer back first.")
    REMINDED = "reminded", _("The link has already been sent today.")
