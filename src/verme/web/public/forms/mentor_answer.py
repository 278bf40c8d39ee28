"""A mentor's answer to the year's question, and one group more or otherwise."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verme.web.ui.mentoring.offer_form import OfferForm

ALONE, PAIR, NO = "alone", "pair", "no"


class GroupForm(OfferForm):
    """One group: led alone or with a pair."""

    def __init__(self, data: Mapping[str, Any] | None, **named: Any) -> None:
        super().__init__(data, **named)
        self.fields["themes"].label = _("What kind of group would you like to lead?")
        self.fields["pair"].help_text = _("Agree with each other first. We tell your pair by email what you offer together.")
        self.fields["contact"].label = _("How can your group reach you?")


class AnswerForm(GroupForm):
    """Yes, yes with a pair, or not this year; with a no, nothing else is asked."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[(ALONE, _("I'll be a mentor")), (PAIR, _("I'll be a mentor with a pair")), (NO, _("Not this year"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose your answer"), "invalid_choice": _("Choose your answer")},
    )
    is_visible = forms.BooleanField(
        label=_("Show me to the network of Verme mentors"),
        help_text=_("Coordinators and mentors of other organisations then see your name, training, languages and kinds of groups."),
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None, **named: Any) -> None:
        super().__init__(data, **named)
        self.initial["is_visible"] = self.mentor.is_visible
        choices = self.fields["answer"].choices  # type: ignore[attr-defined]  # a field of choices
        if self.asked.pairs:
            self._choose("pair", [("", ""), *((str(pair.pk), pair.name) for pair in self.asked.pairs)])
        else:
            del self.fields["pair"]
            self._choose("answer", [choice for choice in choices if choice[0] != PAIR])

    @property
    def is_offer(self) -> bool:
        """A no is an answer too, but no offer."""
        return self.cleaned_data.get("answer") in {ALONE, PAIR}

    def clean(self) -> dict[str, Any]:
        """A pair is named; who leads alone has none, whatever was chosen before."""
        given = super().clean()
        if given.get("answer") == PAIR and not given.get("pair") and "pair" not in self.errors:
            self.add_error("pair", _("Choose with whom you would lead"))
        if given.get("answer") != PAIR:
            given["pair"] = ""
        return given
