"""What the model in words is made of."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from verme.programmes.rules import Rules
from verme.programmes.terms import CreditForm


class Part(TextChoices):
    """The parts of the model, in the order they are read and changed in; the values stand in addresses."""

    JOINING = "mukana", _("Who may join")
    MEETINGS = "tapaamiset", _("Meetings")
    CREDIT = "hyvitys", _("Credit")
    PAY = "palkkio", _("The mentor's fee")
    SEASON = "kausi", _("The season")
    FORMATION = "ryhmittely", _("Forming groups")


@dataclass(frozen=True)
class Sentence:
    """One rule in words, the field at which it is changed, and a smaller second line."""

    text: str
    field: str
    note: str = ""


def has_veso(rules: Rules) -> bool:
    """Whether taking part can replace VESO days for somebody."""
    return rules.credit_cap_days > 0 and CreditForm.VESO in rules.credit_forms.values()
