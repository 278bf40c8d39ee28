"""A list gathered elsewhere: what its columns hold, what is assumed of those who were not asked, a yes to what was seen."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from verme.signups import gathered
from verme.signups.gathered import Assumed, Field
from verme.signups.models import SignupList
from verme.signups.queries import Offering
from verme.signups.terms import ListField
from verme.web.ui.choice_fields import offer
from verme.web.ui.file_form import heading
from verme.web.ui.signup_forms.offered import reader_language

WHO = (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.EMAIL, Field.UNIT, Field.STAFF_GROUP, Field.IS_NEW, Field.SUBJECT)
WISHES = (Field.THEMES, Field.THEME_2, Field.THEME_3, Field.ANY_THEME, Field.LANGUAGES, Field.TOGETHER, Field.APART, Field.WISH)
TIMES = (Field.SLOTS_WELL, Field.SLOTS_SPARE)
PLACES = (Field.PLACES_WELL, Field.PLACES_SPARE)


class ColumnsForm(forms.Form):
    """Which column holds what: as guessed from the headings, until somebody says otherwise. Times and places may have own columns."""

    all_staff_group = forms.ChoiceField(label=_("Work of those whose row does not say it"), required=False)
    all_themes = forms.BooleanField(label=_("Any theme is fine for those who have wished none"), required=False)
    all_slots = forms.BooleanField(label=_("Every time fits if needed for those who have chosen none"), required=False)
    all_places = forms.BooleanField(label=_("Every way to meet fits if needed for those who have chosen none"), required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, held: SignupList, offering: Offering) -> None:
        super().__init__(data, initial=self._said(held))
        self.offering, table, first = offering, held.table, offering.programme.organisation.first_language
        groups = [(str(key), group.name_in(reader_language(), first)) for key, group in offering.staff_groups.items()]
        offer(self, "all_staff_group", [("", _("Nothing: the row must say it")), *groups])
        chosen = held.columns or gathered.match(table.header.cells, offering.known).columns
        choices = [("", _("Not in the file")), *((str(index), heading(table, index)) for index in range(len(table.header.cells)))]
        for key, label in self._keys(first):
            made = self.fields[_name(key)] = forms.ChoiceField(label=label, required=False, choices=choices)
            made.initial = str(chosen[key]) if key in chosen else ""

    @staticmethod
    def _said(held: SignupList) -> dict[str, Any]:
        said = held.said
        return {
            "all_staff_group": str(said.staff_group or ""),
            "all_themes": said.any_theme,
            "all_slots": said.slots,
            "all_places": said.places,
        }

    def _keys(self, first: str) -> Iterator[tuple[str, Any]]:
        for field in Field:
            if field not in PLACES or len(self.offering.places) > 1:
                yield field.value, ListField(field.value).label
        for slot in self.offering.slots.values():
            yield f"slot:{slot.key}", slot.words_in(reader_language())
        if len(self.offering.places) > 1:
            for place in self.offering.places.values():
                yield f"place:{place.key}", place.name_in(reader_language(), first)

    def clean(self) -> dict[str, Any]:
        """No column holds two things."""
        given = super().clean() or {}
        names = {_name(key) for key, _label in self._keys("fi")}
        chosen = Counter(value for name, value in given.items() if name in names and value)
        for name in [name for name in names if given.get(name) and chosen[given[name]] > 1]:
            self.add_error(name, _("The same column was chosen twice."))
        return given

    def parts(self) -> list[tuple[Any, list[BoundField]]]:
        """The fields as the page groups them: heading and fields."""
        slots = [f"slot:{slot.key}" for slot in self.offering.slots.values()]
        places = [f"place:{place.key}" for place in self.offering.places.values()]
        groups = [(_("Who it is"), WHO), (_("Wishes"), WISHES), (_("Times"), (*TIMES, *slots)), (_("Ways to meet"), (*PLACES, *places))]
        found = [(label, [self[_name(key)] for key in keys if _name(key) in self.fields]) for label, keys in groups]
        return [(label, fields) for label, fields in found if fields]

    @property
    def columns(self) -> dict[str, int]:
        """What the action takes."""
        given = {key: self.cleaned_data[_name(key)] for key, _label in self._keys("fi")}
        return {key: int(value) for key, value in given.items() if value}

    @property
    def assumed(self) -> Assumed:
        """What is said of those who were not asked."""
        given = self.cleaned_data
        group = int(given["all_staff_group"]) if given["all_staff_group"] else None
        return Assumed(staff_group=group, any_theme=given["all_themes"], slots=given["all_slots"], places=given["all_places"])


def _name(key: str) -> str:
    return key.replace(":", "_")


class TakeInForm(forms.Form):
    """A yes to exactly what was seen; `skip` when faulty rows are left out."""

    seen = forms.CharField(max_length=64)
    skip = forms.CharField(required=False, max_length=10)
