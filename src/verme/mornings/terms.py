"""The words of the letters of the morning."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MorningLetter(TextChoices):
    """A letter that coordinators get in the morning and may turn off."""

    DIGEST = "digest", _("What is new: sign-ups and mentors' answers, on the morning after")
    NUDGE = "nudge", _("The next step, when something waits and nobody has done anything for seven days")
