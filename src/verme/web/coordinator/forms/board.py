"""What a button of the board asks for."""

from dataclasses import dataclass
from typing import Any

from django import forms

DEEDS = ("undo", "redo", "copy", "leave", "lock", "unlock", "ban", "to")  # the name of the button that was pressed


@dataclass(frozen=True)
class Change:
    """One change: which deed, of whom, where to; all as they stood on the button."""

    deed: str
    person: str
    value: str
    revision: int

    @property
    def fields(self) -> dict[str, str]:
        """The same change for a button that does it again."""
        return {"person": self.person, self.deed: self.value}


class ChangeForm(forms.Form):
    """Buttons only: nothing is typed, so what does not fit comes from an old or a forged page."""

    revision = forms.IntegerField(min_value=0)
    person = forms.IntegerField(min_value=1, required=False)

    def clean(self) -> dict[str, Any]:
        """Exactly one deed, and of whom if it is about somebody."""
        known = super().clean() or self.cleaned_data
        pressed = [deed for deed in DEEDS if deed in self.data]
        if len(pressed) != 1:
            raise forms.ValidationError("one button")
        known["deed"] = pressed[0]
        if pressed[0] in {"to", "lock", "unlock", "ban"} and not known.get("person"):
            raise forms.ValidationError("of whom")
        return known

    def change(self) -> Change:
        """The change that was asked for."""
        known = self.cleaned_data
        return Change(known["deed"], str(known["person"] or ""), str(self.data.get(known["deed"], "")), known["revision"])
