"""What can be wished: themes, weekly times, places."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from verme.kernel.dates import LONG_WEEKDAYS
from verme.organisations.models import Organisation
from verme.organisations.terms import Level
from verme.programmes.actions import ThemeTerms
from verme.programmes.models import Place, Theme
from verme.programmes.terms import Kind
from verme.web.coordinator.forms.year import time_field
from verme.web.ui.choice_fields import offer
from verme.web.ui.text_fields import Area, Words, initial_texts, text_fields, texts

SIZES = ("size_min", "size_target_min", "size_target_max", "size_max")


def _count(label: Words, help_text: Words = "", least: int = 1, most: int = 1000) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "class": "w-s"})
    return forms.IntegerField(label=label, help_text=help_text, required=False, min_value=least, max_value=most, widget=widget)


class ThemeForm(forms.Form):
    """A theme: what it is about, whom it admits, how large its groups are."""

    kind = forms.ChoiceField(
        label=_("Kind of group"),
        help_text=_(
            "K55 is offered openly, but once groups exist only its members, its mentor and you see the name. Others read Theme group."
        ),
        choices=Kind.choices,
    )
    admit_groups = forms.MultipleChoiceField(
        label=_("For which staff groups"),
        help_text=_("If you choose none, it is for all."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    admit_levels = forms.MultipleChoiceField(
        label=_("For which school levels"),
        help_text=_("If you choose none, it is for all."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    admit_subject = forms.CharField(
        label=_("For which subject"), help_text=_("If you leave it empty, it is for all."), required=False, max_length=80
    )
    only_new = forms.BooleanField(label=_("Only for those new in post"), required=False)
    only_wished = forms.BooleanField(label=_("Only for those who wish for it themselves"), required=False)
    capacity = _count(_("Places in this theme"), _("If you leave it empty, only the programme's places count."), most=100_000)
    mix = _count(_("How many staff groups should meet in a group"), _("0 or empty: it does not matter."), least=0, most=10)
    size_min = _count(_("At least"), least=2, most=30)
    size_target_min = _count(_("Aim from"), least=2, most=30)
    size_target_max = _count(_("Aim to"), least=2, most=30)
    size_max = _count(_("At most"), least=2, most=30)

    def __init__(self, data: Mapping[str, Any] | None, *, organisation: Organisation, theme: Theme | None = None) -> None:
        self.organisation, self.languages = organisation, organisation.languages
        self.groups = {group.key: group for group in organisation.staff_groups.all()}
        super().__init__(data, initial=_initial(theme) if theme else {"kind": Kind.THEME})
        spoken = (get_language() or "fi")[:2]
        named = [(key, group.name_in(spoken, organisation.first_language)) for key, group in self.groups.items()]
        offer(self, "admit_groups", named)
        used = {*organisation.units.values_list("level", flat=True), *(theme.admit_levels if theme else ())}
        offer(self, "admit_levels", [(level.value, capfirst(level.label)) for level in Level if level in used])
        self.fields |= text_fields(self.languages, "titles", _("Name"), required=_("Write the name"), max_length=80)
        self.fields |= text_fields(self.languages, "descriptions", _("In a sentence or two"), max_length=400, widget=Area)

    @property
    def own_texts(self) -> list[forms.BoundField]:
        """Name and description, a field a language."""
        return [self[f"{name}_{language}"] for name in ("titles", "descriptions") for language in self.languages]

    @property
    def has_more(self) -> bool:
        """Whether the places and sizes are shown from the start."""
        names = ("capacity", "mix", *SIZES)
        return any(self[name].value() for name in names) or any(name in self.errors for name in names)

    def clean(self) -> dict[str, Any]:
        """Sizes are given all or none, and they grow."""
        given = super().clean() or self.cleaned_data
        sizes = {name: given.get(name) for name in SIZES}
        known = [int(size) for size in sizes.values() if size]
        if known and len(known) < len(sizes):
            lacking = next(name for name, size in sizes.items() if not size)
            self.add_error(lacking, _("Give all four sizes, or none: then the operating model decides."))
        elif known != sorted(known):
            self.add_error("size_min", _("The sizes must grow: at least, aim from, aim to, at most."))
        return given

    def terms(self) -> ThemeTerms:
        """What the action takes."""
        given = self.cleaned_data
        plain = ("capacity", *SIZES, "admit_levels", "admit_subject", "only_new", "only_wished")
        return ThemeTerms(
            kind=Kind(given["kind"]),
            titles=texts(self, "titles", self.languages),
            descriptions=texts(self, "descriptions", self.languages),
            admit_groups=[self.groups[key] for key in given["admit_groups"]],
            mix=given["mix"] or 0,
            **{name: given[name] for name in plain},
        )


def _initial(theme: Theme) -> dict[str, Any]:
    plain = ("kind", "admit_levels", "admit_subject", "only_new", "only_wished", "capacity", "mix", *SIZES)
    return {
        **{name: getattr(theme, name) for name in plain},
        **initial_texts("titles", theme.titles),
        **initial_texts("descriptions", theme.descriptions),
        "admit_groups": [group.key for group in theme.admit_groups.all()],
    }


class SlotForm(forms.Form):
    """One weekly time more."""

    weekday = forms.TypedChoiceField(label=_("Day"), coerce=int, widget=forms.Select(attrs={"class": "w-s"}))
    starts = time_field(_("Begins at"))
    ends = time_field(_("Ends at"))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        spoken = (get_language() or "fi")[:2]
        offer(self, "weekday", list(enumerate(LONG_WEEKDAYS[spoken])))


class PlaceForm(forms.Form):
    """One place to meet."""

    is_online = forms.BooleanField(label=_("Online"), required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, languages: Sequence[str], place: Place | None = None) -> None:
        self.languages = languages
        held = {**initial_texts("names", place.names), "is_online": place.is_online} if place else {}
        super().__init__(data, initial=held)
        self.fields |= text_fields(languages, "names", _("Place"), required=_("Write the name of the place"), max_length=80)
        self.order_fields([*(f"names_{language}" for language in languages), "is_online"])

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {"names": texts(self, "names", self.languages), "is_online": self.cleaned_data["is_online"]}
