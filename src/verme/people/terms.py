"""The words of signing in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LinkRefusal(TextChoices):
    """Why a sign-in link does not open."""

    SPENT = "spent", _("The link has expired or was already used. Give your email and we'll send a new one.")
