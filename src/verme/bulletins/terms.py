"""The words of bulletins."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    """To whom a bulletin goes, within one programme."""

    EVERYBODY = "everybody", _("Everybody: those who have signed up, and the mentors")
    MENTORS = "mentors", _("Mentors")
    PLACED = "placed", _("Those with a place")
    QUEUE = "queue", _("The waiting list")
    UNPLACED = "unplaced", _("Those without a group")
    GROUP = "group", _("One group")


class BulletinRefusal(TextChoices):
    """Why a bulletin is not sent."""

    NO_WORDS = "no_words", _("Write a subject and a text at least in the first language.")
    NOBODY = "nobody", _("There is nobody to write to in this group of people.")
    CHANGED = "changed", _("The number of people has changed meanwhile. Look at the message again and send it.")
