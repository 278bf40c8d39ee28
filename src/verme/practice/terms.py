"""The words of practising."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PracticeRefusal(TextChoices):
    """Why a practice does not begin or end."""

    NO_RULES = "no_rules", _("Choose the operating model first: the practice is built by its rules.")
    NO_STAFF_GROUPS = "no_staff_groups", _("Add the staff groups first: the invented people belong to them.")
    NOT_PRACTICE = "not_practice", _("Only a practice programme can be deleted.")
