"""The words of signing in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LinkRefusal(TextChoices):
    """Why a sign-in link does not open."""

    SPENT = "spent", _("The link has expired or was already used. Give your email and we'll send a new one.")


class AddressRefusal(TextChoices):
    """Why a person's address is not changed."""

    SAME = "same", _("This is the address that you have now.")
    TAKEN = "taken", _("This address belongs to somebody in Verme already. If it is you, sign in with it.")
    TOO_OFTEN = "too_often", _("Codes have been asked for many times. Wait an hour and then try again.")
