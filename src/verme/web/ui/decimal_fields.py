"""Numbers as people here write them."""

from decimal import Decimal
from typing import Any

from django import forms


class CommaField(forms.DecimalField):
    """A number with a comma or a point, whatever the language of the page; spaces and the euro sign are no fault."""

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs let it inherit from IntegerField
        """The number, or None for nothing. Raises ValidationError for what is no number."""
        return super().to_python(str(value or "").translate({ord(","): ".", ord("€"): "", ord(" "): "", 0xA0: ""}))
