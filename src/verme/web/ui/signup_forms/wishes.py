"""Question page 2: what suits you."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verme.kernel import dates
from verme.kernel.texts import OWN_NAMES
from verme.programmes.models import Place, Slot, Theme
from verme.signups.rules import Applicant
from verme.signups.terms import Fits
from verme.web.ui.choice_fields import offer
from verme.web.ui.signup_forms.offered import Offered, reader_language

RANKS = (1, 2, 3)
MARKS = {Fits.WELL: "yes", Fits.IF_NEEDED: "maybe", Fits.NOT: "no"}  # the classes of the answers


def _radio(choices: Iterable[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(choices=list(choices), required=False, widget=forms.RadioSelect)


class WishesForm(forms.Form):
    """Themes are ranked by radio columns: each column is one wish, so a wish is given once. Only themes that admit the person are shown."""

    any_theme = forms.BooleanField(label=_("Any theme is fine"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Which language would you like to talk in?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language")},
    )
    together = forms.CharField(
        label=_("I'd like to be in the same group with (optional)"),
        help_text=_("A name or two. Only the coordinator sees this, and it counts if you both ask for it"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    apart = forms.CharField(
        label=_("I'd rather not be in the same group with (optional)"),
        help_text=_("Only the coordinator sees this, and nobody is told"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    apart_from_supervisor = forms.BooleanField(
        label=_("I don't want to be in the same group as my supervisor or someone I supervise"),
        help_text=_("Only the coordinator sees this"),
        required=False,
        initial=True,
    )
    wish = forms.CharField(
        label=_("Wishes for the coordinator (optional)"),
        help_text=_("Please don't write about health or other people's affairs"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, offered: Offered, person: Applicant | None, data: Mapping[str, Any] | None = None, **named: Any) -> None:
        """Without a person yet (both pages are filled in at once) every theme is shown; the room says which is not for this person."""
        super().__init__(data, **named)
        self.offered = offered
        self.open_themes = offered.welcome(person) if person else offered.themes
        for rank in RANKS:
            self.fields[f"wish{rank}"] = _radio([("", ""), *((theme.key, theme.key) for theme in self.open_themes)])
        for slot in offered.slots:
            self.fields[f"slot_{slot.key}"] = _radio(Fits.choices)
        if offered.asks_place:
            for place in offered.places:
                self.fields[f"place_{place.key}"] = _radio(Fits.choices)
        if offered.asks_language:
            offer(self, "languages", [(code, OWN_NAMES[code]) for code in offered.languages])
            own = reader_language() if reader_language() in offered.languages else offered.first
            self.initial.setdefault("languages", [own])
        else:
            del self.fields["languages"]
        asked_last = ("any_theme", "languages", "together", "apart", "apart_from_supervisor", "wish")
        self.order_fields([name for name in self.fields if name not in asked_last])  # faults are named in the order of the page

    def clean(self) -> dict[str, Any]:
        """At least one theme (or any), one time, one place; a theme is wished once."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        wished = [found[f"wish{rank}"] for rank in RANKS if found.get(f"wish{rank}")]
        if len(set(wished)) < len(wished):
            self.add_error("wish1", _("Choose each theme only once"))
        elif not wished and not found.get("any_theme"):
            self.add_error("wish1", _("Choose at least one theme, or that any theme is fine"))
        if not self.slots:
            self.add_error(f"slot_{self.offered.slots[0].key}", _("Choose at least one time that suits you"))
        if not self.places:
            self.add_error(f"place_{self.offered.places[0].key}", _("Choose at least one way to meet"))
        return found

    @property
    def themes(self) -> list[Theme]:
        """The wished themes, the first wish first; who left one out moves up."""
        by_key = {theme.key: theme for theme in self.open_themes}
        return [by_key[self.cleaned_data[f"wish{rank}"]] for rank in RANKS if self.cleaned_data.get(f"wish{rank}")]

    @property
    def slots(self) -> dict[Slot, int]:
        """The times that fit: 2 well, 1 if needed."""
        values = {slot: int(self.cleaned_data.get(f"slot_{slot.key}") or 0) for slot in self.offered.slots}
        return {slot: value for slot, value in values.items() if value}

    @property
    def places(self) -> dict[Place, int]:
        """The places that fit; where there is one place, that one."""
        if not self.offered.asks_place:
            return dict.fromkeys(self.offered.places, 2)
        values = {place: int(self.cleaned_data.get(f"place_{place.key}") or 0) for place in self.offered.places}
        return {place: value for place, value in values.items() if value}

    @property
    def spoken(self) -> list[str]:
        """The chosen languages, the reader's own first."""
        chosen = self.cleaned_data.get("languages") or self.offered.languages[:1]
        return sorted(chosen, key=lambda code: (code != reader_language(), self.offered.languages.index(code)))

    @property
    def theme_rows(self) -> list[dict[str, Any]]:
        """For the page: each open theme with its three radios."""
        wished = {rank: self[f"wish{rank}"].value() or "" for rank in RANKS}
        return [
            {"theme": theme, "ranks": [{"rank": rank, "is_on": wished[rank] == theme.key} for rank in RANKS]} for theme in self.open_themes
        ]

    @property
    def unranked(self) -> list[dict[str, Any]]:
        """For the page: the row that takes a wish back."""
        return [{"rank": rank, "is_on": not self[f"wish{rank}"].value()} for rank in RANKS]

    @property
    def day_rows(self) -> list[dict[str, Any]]:
        """For the page: the weekly times by day."""
        days: dict[int, list[dict[str, Any]]] = {}
        for slot in self.offered.slots:
            words = dates.span(slot.starts, slot.ends, reader_language())
            days.setdefault(slot.weekday, []).append({"words": words, **self._row(f"slot_{slot.key}")})
        return [{"day": dates.weekday(day, reader_language(), long=True).capitalize(), "rows": rows} for day, rows in days.items()]

    @property
    def place_rows(self) -> list[dict[str, Any]]:
        """For the page: the places, if there is more than one."""
        if not self.offered.asks_place:
            return []
        return [
            {"words": place.name_in(reader_language(), self.offered.first), **self._row(f"place_{place.key}")}
            for place in self.offered.places
        ]

    def _row(self, name: str) -> dict[str, Any]:
        value = self[name].value() or Fits.NOT
        options = [{"value": key, "label": label, "css": MARKS[Fits(key)], "is_on": value == key} for key, label in Fits.choices]
        return {"name": name, "options": options}

    @property
    def slots_fault(self) -> str:
        """For the page: what is wrong with the times as a whole."""
        return self._fault(f"slot_{slot.key}" for slot in self.offered.slots)

    @property
    def places_fault(self) -> str:
        """For the page: what is wrong with the places as a whole."""
        return self._fault(f"place_{place.key}" for place in self.offered.places)

    def _fault(self, names: Iterable[str]) -> str:
        return next((str(fault) for name in names for fault in self.errors.get(name, ())), "")
