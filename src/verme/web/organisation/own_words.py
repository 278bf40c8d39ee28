"""The organisation's own texts as a reader of a language meets them, and what is missing in which language."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from verme.kernel.texts import OWN_NAMES, Picked
from verme.organisations.models import Organisation


@dataclass(frozen=True)
class Sight:
    """One text: its label, what is shown and in which language, and the languages in which it is missing."""

    label: str
    shown: Picked
    missing: list[str]


def sights(house: Organisation, language: str) -> dict[str, Sight]:
    """By the name of the text."""
    labels = {"names": _("Name"), "sender_names": _("Sender of the letters"), "about": _("Verme with us"), "privacy": _("About privacy")}
    return {name: _sight(house, name, label, language) for name, label in labels.items()}


def _sight(house: Organisation, name: str, label: str, language: str) -> Sight:
    held: dict[str, str] = getattr(house, name)
    shown = house.text(held, language)
    if name == "sender_names" and not shown.text:
        return Sight(label, Picked(house.sender_in(language), language), [])
    return Sight(label, shown, [OWN_NAMES[code] for code in house.languages if not held.get(code)])
