"""What is important in the groups (K4)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from verme.groups.rules import Criteria, why_not_criteria
from verme.groups.terms import SearchRefusal, Weight
from verme.programmes.rules import Rules

SIZES = ("size_min", "size_target", "size_max")
LARGEST = 30


def _size(label: Any) -> forms.IntegerField:
    number = forms.NumberInput({"inputmode": "numeric", "autocomplete": "off"})
    faults = dict.fromkeys(("required", "invalid", "min_value", "max_value"), _("Enter a number from 2 to 30"))
    return forms.IntegerField(label=label, min_value=2, max_value=LARGEST, widget=number, error_messages=faults)


class CriteriaForm(forms.Form):
    """Three choices of three words, and the size of a group."""

    theme = forms.ChoiceField(
        label=_("Same theme"), help_text=_("The 1. wish weighs most, the 3. least"), choices=Weight.choices, widget=forms.RadioSelect
    )
    units = forms.ChoiceField(
        label=_("People from different schools in the same group"),
        help_text=_("As few as possible from the same workplace"),
        choices=Weight.choices,
        widget=forms.RadioSelect,
    )
    mix = forms.ChoiceField(
        label=_("Different professions together"),
        help_text=_("Teachers, assistants and special needs teachers at the same table"),
        choices=Weight.choices,
        widget=forms.RadioSelect,
    )
    size_min = _size(_("At least"))
    size_target = _size(_("Preferably"))
    size_max = _size(_("At most"))
    keep = forms.BooleanField(required=False, initial=True)

    def __init__(self, data: Any, *, criteria: Criteria, rules: Rules, locks: int = 0) -> None:
        """`locks`: how many locks and bans of an earlier draft can be kept; without any, nothing is asked about them."""
        super().__init__(data, initial={**criteria.as_stored, "keep": True})
        self.rules = rules
        if locks:
            words = ngettext("Keep %(n)s lock as it is", "Keep %(n)s locks as they are", locks)
            self.fields["keep"].label = words % {"n": locks}
        else:
            del self.fields["keep"]

    def clean(self) -> dict[str, Any]:
        """The sizes grow and stay within the operating model; the fault stands at the size that does not."""
        known = super().clean() or self.cleaned_data
        if not any(name in self.errors for name in SIZES) and why_not_criteria(self.criteria(), self.rules):
            limits = {"least": self.rules.size_min, "most": self.rules.size_max}
            self.add_error("size_min", str(SearchRefusal.SIZES.label) % limits)
        return known

    def criteria(self) -> Criteria:
        """What was chosen."""
        known = self.cleaned_data
        return Criteria(
            theme=Weight(known.get("theme", Weight.IMPORTANT)),
            units=Weight(known.get("units", Weight.GLADLY)),
            mix=Weight(known.get("mix", Weight.WHATEVER)),
            size_min=known["size_min"],
            size_target=known["size_target"],
            size_max=known["size_max"],
        )
