"""Question page 1: who you are."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from verme.organisations.models import StaffGroup, Unit
from verme.organisations.terms import Level
from verme.signups.rules import Applicant
from verme.web.ui.choice_fields import offer
from verme.web.ui.signup_forms.offered import Offered, reader_language

OTHER = "other"
# The name goes into a letter to an address that nobody has proven yet, so it must not carry somebody's link.
NO_LINK = RegexValidator(re.compile(r"[<>@/\\]|\w{2}\.\w{2}"), _("Enter your first and last name"), inverse_match=True)


class AboutForm(forms.Form):
    """Asks only what this programme needs. `website` is a field that people do not see."""

    name = forms.CharField(
        label=_("First and last name"),
        help_text=_("This name also goes on your certificate"),
        max_length=200,
        validators=[NO_LINK],
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
        error_messages={"required": _("Enter your first and last name")},
    )
    email = forms.EmailField(
        label=_("Email"),
        help_text=_("We send the confirmation and your group details to this address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": _("Enter your email address"), "invalid": _("Enter the email address in the form name@example.fi")},
    )
    unit = forms.ChoiceField(
        label=_("School or unit"),
        error_messages={"required": _("Choose a school or unit"), "invalid_choice": _("Choose a school or unit")},
    )
    other_unit = forms.CharField(
        label=_("If your workplace is not on the list, write it here"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    staff_group = forms.ChoiceField(
        label=_("What work do you do?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what work you do"), "invalid_choice": _("Choose what work you do")},
    )
    is_new = forms.ChoiceField(
        label=_("Are you new in your post?"),
        help_text=_("We only ask because there is a group for newcomers."),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no")},
    )
    subject = forms.ChoiceField(
        label=_("Your subject (optional)"), help_text=_("We only ask because there is a group for a subject."), required=False
    )

    def __init__(self, offered: Offered, data: Mapping[str, Any] | None = None, *, fixed_email: str = "", **named: Any) -> None:
        super().__init__(data, **named)
        self.offered = offered
        groups = [(group.key, group.name_in(reader_language(), offered.first)) for group in offered.staff_groups]
        self._choices("staff_group", groups)
        self._choices("unit", [("", ""), *_grouped(offered.units), (OTHER, _("My workplace is not on the list"))])
        self._choices("subject", [("", ""), *((subject, subject) for subject in offered.subjects)])
        if offered.outsider is not None:
            self._suit_outsiders()
        if not offered.asks_new:
            del self.fields["is_new"]
        if not offered.subjects:
            del self.fields["subject"]
        if fixed_email:
            self.fields["email"].disabled = True
            self.initial["email"] = fixed_email

    def _choices(self, name: str, choices: list[Any]) -> None:
        offer(self, name, choices)

    def _suit_outsiders(self) -> None:
        """Who comes from outside is in no unit of this organisation."""
        del self.fields["unit"]
        where = self.fields["other_unit"]
        where.required, where.label = True, _("Where do you work?")
        where.error_messages["required"] = _("Write the name of your workplace")
        if self.offered.is_for_student:
            where.label = _("Where do you study?")
            where.error_messages["required"] = _("Write the name of your school")
            self.fields["staff_group"].label = _("What work are you studying for?")

    def clean(self) -> dict[str, Any]:
        """A workplace is chosen, or written."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("unit") == OTHER and not found.get("other_unit", "").strip():
            self.add_error("other_unit", _("Write the name of your workplace"))
        return found

    @property
    def chosen_unit(self) -> Unit | None:
        """The chosen unit; None when the workplace was written."""
        return next((unit for unit in self.offered.units if str(unit.pk) == self.cleaned_data.get("unit")), None)

    @property
    def chosen_group(self) -> StaffGroup:
        """The chosen staff group."""
        return next(group for group in self.offered.staff_groups if group.key == self.cleaned_data["staff_group"])

    @property
    def is_new_in_post(self) -> bool | None:
        """None where it was not asked."""
        return {"yes": True, "no": False}.get(self.cleaned_data.get("is_new", ""))

    @property
    def applicant(self) -> Applicant:
        """What themes may ask about the person."""
        unit = self.chosen_unit
        return Applicant(self.chosen_group.pk, unit.level if unit else None, self.cleaned_data.get("subject", ""), self.is_new_in_post)


def _grouped(units: Iterable[Unit]) -> list[tuple[Any, list[tuple[str, str]]]]:
    """By school form, and where there are several towns, by town first."""
    held = list(units)
    has_towns = len({unit.town for unit in held}) > 1
    groups: dict[str, list[tuple[str, str]]] = {}
    for unit in held:
        level = str(Level(unit.level).label)
        heading = f"{unit.town}, {level}" if has_towns and unit.town else level.capitalize()
        groups.setdefault(heading, []).append((str(unit.pk), unit.name))
    return list(groups.items())
