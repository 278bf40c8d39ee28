"""The words of credit and certificates."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CreditState(TextChoices):
    """How far somebody's credit of a school year is. The first two are reckoned, the last two are rows that are only added."""

    ACCRUING = "accruing", pgettext_lazy("credit", "On the way")
    EARNED = "earned", pgettext_lazy("credit", "Earned")
    CONFIRMED = "confirmed", pgettext_lazy("credit", "Confirmed")
    REPORTED = "reported", pgettext_lazy("credit", "Reported to the school")


# A correction of attendance may change what has been confirmed: then it waits to be confirmed again, as earned or as on the way.
CREDIT_STATE_MOVES: dict[CreditState, set[CreditState]] = {
    CreditState.ACCRUING: {CreditState.EARNED},
    CreditState.EARNED: {CreditState.ACCRUING, CreditState.CONFIRMED},
    CreditState.CONFIRMED: {CreditState.EARNED, CreditState.ACCRUING, CreditState.REPORTED},
    CreditState.REPORTED: {CreditState.EARNED, CreditState.ACCRUING},
}


class CreditRefusal(TextChoices):
    """Why credit is not confirmed or reported."""

    NOT_YOURS = "not_yours", _("By your operating model somebody else confirms the credit.")
    NOBODY = "nobody", _("By your operating model credit is not confirmed: what is earned is valid as such.")
    CHANGED = "changed", _("Attendance has changed since you looked. This is what it gives now.")
    NOTHING = "nothing", _("Choose at least one person.")
    NOTHING_NEW = "nothing_new", _("Everything that is confirmed has been reported already.")


class CertificateRefusal(TextChoices):
    """Why a certificate is not made."""

    NO_MEETING = "no_meeting", _("The certificate can be made when you have been at one meeting.")
    NOT_YOURS = "not_yours", _("A certificate is made by the one whose it is.")
    NO_PERMIT = "no_permit", _("Nobody in the group has asked to get the certificate with the group's.")
