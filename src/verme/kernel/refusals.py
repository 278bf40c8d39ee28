"""How an action says no: with a reason that a person can read."""

from typing import Any, Protocol


class Reason(Protocol):
    """A member of some room's `TextChoices`: the value is for code, the label for people."""

    @property
    def value(self) -> Any: ...

    @property
    def label(self) -> Any: ...


class Refused(Exception):
    """Raised by an action when a rule says no. Nothing was changed."""

    def __init__(self, reason: Reason, **values: object) -> None:
        """`values` fill the placeholders of the reason's label (`%(date)s`)."""
        super().__init__(str(reason.value))
        self.reason = reason
        self.values = values

    @property
    def sentence(self) -> str:
        """The reason in the language that is active now."""
        label = str(self.reason.label)
        return label % self.values if self.values else label
