"""The register's row of a mentor, and whom to invite."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.kernel.texts import LANGUAGES, OWN_NAMES
from verme.mentors.models import Mentor
from verme.mentors.queries import MentorYear
from verme.mentors.terms import MentorRefusal, Training
from verme.organisations.models import Organisation
from verme.programmes.terms import Kind
from verme.web.ui.blaming import FieldOf, blame
from verme.web.ui.choice_fields import offer

FIRST_TRAINING = 2000  # verme mentors have been trained since the years after this
FIELD_OF: FieldOf = {MentorRefusal.ALREADY: "email", MentorRefusal.HAS_OFFER: "training"}
OWN = [(code, OWN_NAMES[code]) for code in LANGUAGES]


class MentorForm(forms.Form):
    """What the organisation knows of a mentor. Whether the network sees the mentor is the mentor's own choice, so it is not here."""

    name = forms.CharField(
        label=_("First and last name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter the first and last name")},
    )
    email = forms.EmailField(
        label=_("Email"),
        help_text=_("The invitation goes to this address."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter the email address"), "invalid": _("Enter the email address in the form name@example.fi")},
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "class": "w-s", "autocomplete": "off"}),
    )
    unit = forms.ChoiceField(label=_("School or unit"), required=False)
    language = forms.ChoiceField(label=_("Language of letters"), choices=OWN, widget=forms.RadioSelect)
    training = forms.ChoiceField(
        label=_("Mentor training"),
        help_text=_("Only trained mentors and those in training are invited and lead groups."),
        choices=Training.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how far the training is")},
    )
    trained_by = forms.CharField(label=_("Trained by"), max_length=120, required=False)
    trained_in = forms.IntegerField(
        label=_("Year of training"), required=False, widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "w-s"})
    )
    credits = forms.IntegerField(
        label=_("Study credits"),
        required=False,
        min_value=0,
        max_value=60,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "w-s"}),
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages can the mentor lead?"), choices=OWN, required=False, widget=forms.CheckboxSelectMultiple
    )
    kinds = forms.MultipleChoiceField(label=_("Kinds of groups"), choices=Kind.choices, required=False, widget=forms.CheckboxSelectMultiple)
    areas = forms.CharField(label=_("Areas"), help_text=_("Where the mentor can come, or a field of work."), max_length=200, required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, organisation: Organisation, mentor: Mentor | None = None) -> None:
        self.units = {str(unit.pk): unit for unit in organisation.units.all() if not unit.is_closed or (mentor and mentor.unit == unit)}
        super().__init__(data, initial=_initial(mentor) if mentor else _first(organisation))
        offer(self, "unit", [("", ""), *((key, unit.name) for key, unit in self.units.items())])

    def clean_trained_in(self) -> int | None:
        """A year that mentors may have been trained in."""
        year: int | None = self.cleaned_data["trained_in"]
        last = clock.today().year + 1
        if year is not None and not FIRST_TRAINING <= year <= last:
            raise forms.ValidationError(_("Enter a year from %(first)s to %(last)s"), params={"first": FIRST_TRAINING, "last": last})
        return year

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        given = self.cleaned_data
        return {**given, "unit": self.units.get(given["unit"]), "training": Training(given["training"])}

    def blame(self, refused: Refused) -> None:
        """Shows a no at the field it is about."""
        blame(self, refused, FIELD_OF)


def _first(organisation: Organisation) -> dict[str, Any]:
    first = organisation.first_language
    return {"language": first, "languages": [first], "training": Training.TRAINED}


def _initial(mentor: Mentor) -> dict[str, Any]:
    plain = (
        "name", "email", "phone", "language", "training", "trained_by", "trained_in", "credits", "languages", "kinds", "areas",
    )  # fmt: skip
    return {**{name: getattr(mentor, name) for name in plain}, "unit": str(mentor.unit_id or "")}


class ChosenForm(forms.Form):
    """Which of those who can be asked were chosen in the address: ?m=3&m=5. What cannot be asked is left out."""

    m = forms.MultipleChoiceField(required=False)

    def __init__(self, data: QueryDict, *, rows: Sequence[MentorYear]) -> None:
        self.askable = {str(row.mentor.pk): row.mentor for row in rows if row.can_be_asked}
        super().__init__({"m": [key for key in data.getlist("m") if key in self.askable]})
        offer(self, "m", [(key, mentor.name) for key, mentor in self.askable.items()])
        self.is_valid()

    @property
    def mentors(self) -> list[Mentor]:
        """The chosen, by name."""
        chosen = set(self.cleaned_data.get("m", ()))
        return [mentor for key, mentor in self.askable.items() if key in chosen]

    @property
    def query(self) -> str:
        """The choice as the end of an address."""
        kept = QueryDict(mutable=True)
        kept.setlist("m", [str(mentor.pk) for mentor in self.mentors])
        return kept.urlencode()
