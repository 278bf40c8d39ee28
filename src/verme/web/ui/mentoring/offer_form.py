"""One group that a mentor or a pair could lead: when, about what, where, in which language."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verme.kernel import dates
from verme.kernel.refusals import Refused
from verme.kernel.texts import OWN_NAMES
from verme.mentors.actions import Terms
from verme.mentors.models import Mentor
from verme.mentors.terms import MentorRefusal
from verme.signups.terms import Fits
from verme.web.ui.choice_fields import offer
from verme.web.ui.mentoring.asked import Asked, reader_language

ANY = "*"  # no theme's key
MARKS = {Fits.WELL: "yes", Fits.IF_NEEDED: "maybe", Fits.NOT: "no"}  # the classes of the answers
FIELD_OF = {
    MentorRefusal.NO_THEME: "themes",
    MentorRefusal.NO_PLACE: "places",
    MentorRefusal.NO_LANGUAGE: "languages",
    MentorRefusal.LEADS: "pair",
    MentorRefusal.NOT_TRAINED: "pair",
    MentorRefusal.NOT_FREE: "pair",
}


class OfferForm(forms.Form):
    """What is not asked is chosen: the one place, the one language."""

    pair = forms.ChoiceField(label=_("With whom"), required=False)
    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    places = forms.MultipleChoiceField(label=_("Places to meet"), required=False, widget=forms.CheckboxSelectMultiple)
    languages = forms.MultipleChoiceField(label=_("Languages of the group"), required=False, widget=forms.CheckboxSelectMultiple)
    contact = forms.CharField(
        label=_("Contact for the group"),
        help_text=_("A phone number or an address. The members of the group see it."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"spellcheck": "false"}),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, asked: Asked, mentor: Mentor) -> None:
        super().__init__(data, initial=_initial(asked, mentor))
        self.asked, self.mentor = asked, mentor
        spoken, first = reader_language(), asked.first
        self._choose("pair", [("", _("Nobody: one mentor leads")), *((str(pair.pk), pair.name) for pair in asked.pairs)])
        themes = [(theme.key, theme.title_in(spoken, first)) for theme in asked.themes]
        self._choose("themes", [*themes, (ANY, _("Any theme is fine"))])
        self._choose("places", [(place.key, place.name_in(spoken, first)) for place in asked.places])
        self._choose("languages", [(code, OWN_NAMES.get(code, code)) for code in asked.languages])
        for slot in asked.slots:
            self.fields[f"slot_{slot.key}"] = forms.ChoiceField(choices=Fits.choices, required=False, widget=forms.RadioSelect)
        for name, several in (("places", asked.places), ("languages", asked.languages)):
            if len(several) < 2:
                del self.fields[name]
        times = (f"slot_{slot.key}" for slot in asked.slots)
        self.order_fields(["answer", "pair", *times, "themes", "places", "languages", "contact"])  # faults are named in this order

    def _choose(self, name: str, choices: list[Any]) -> None:
        offer(self, name, choices)

    @property
    def is_offer(self) -> bool:
        """Whether what was sent is an offer at all."""
        return True

    def clean(self) -> dict[str, Any]:
        """An offer holds at least one of each."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if self.is_offer:
            said = {MentorRefusal.NO_SLOT: self.values, MentorRefusal.NO_THEME: given.get("themes")}
            said |= {MentorRefusal.NO_PLACE: given.get("places", True), MentorRefusal.NO_LANGUAGE: given.get("languages", True)}
            for reason, found in said.items():
                if not found:
                    self.blame(Refused(reason))
        return given

    def blame(self, refused: Refused) -> None:
        """Shows a no at the field it is about, or above the form."""
        reason = MentorRefusal(refused.reason.value)
        field = FIELD_OF.get(reason)
        if reason in {MentorRefusal.NO_SLOT, MentorRefusal.OVERLAP} and self.asked.slots:
            field = f"slot_{self.asked.slots[0].key}"
        if field == "pair" and not self.cleaned_data.get("pair"):
            field = None
        self.add_error(field if field in self.fields else None, refused.sentence)

    @property
    def values(self) -> dict[str, Fits]:
        """The times that suit, by the key of the time."""
        given = ((slot.key, Fits(self.cleaned_data.get(f"slot_{slot.key}") or Fits.NOT)) for slot in self.asked.slots)
        return {key: value for key, value in given if value != Fits.NOT}

    def terms(self) -> Terms:
        """What the action takes."""
        asked, given, values = self.asked, self.cleaned_data, self.values
        return Terms(
            mentors=self._leads(),
            themes=[theme for theme in asked.themes if {theme.key, ANY} & set(given["themes"])],
            slots=[slot for slot in asked.slots if slot.key in values],
            if_needed=[slot for slot in asked.slots if values.get(slot.key) == Fits.IF_NEEDED],
            places=[place for place in asked.places if place.key in given.get("places", [place.key])],
            languages=given.get("languages") or asked.languages[:1],
            contact=given["contact"],
        )

    def _leads(self) -> list[Mentor]:
        """The mentor and the pair; in a changed offer who led before keeps the place."""
        pair = [each for each in self.asked.pairs if str(each.pk) == self.cleaned_data["pair"]]
        entry = self.asked.entry
        before = [row.mentor_id for row in entry.lead_rows.all()] if entry else []
        return sorted([self.mentor, *pair], key=lambda lead: before.index(lead.pk) if lead.pk in before else len(before))

    @property
    def day_rows(self) -> list[dict[str, Any]]:
        """For the page: the weekly times by day."""
        days: dict[int, list[dict[str, Any]]] = {}
        for slot in self.asked.slots:
            name = f"slot_{slot.key}"
            value = self[name].value() or Fits.NOT
            options = [{"value": key, "label": label, "css": MARKS[Fits(key)], "is_on": value == key} for key, label in Fits.choices]
            words = dates.span(slot.starts, slot.ends, reader_language())
            days.setdefault(slot.weekday, []).append({"words": words, "name": name, "options": options})
        return [{"day": dates.weekday(day, reader_language(), long=True).capitalize(), "rows": rows} for day, rows in days.items()]

    @property
    def slots_fault(self) -> str:
        """For the page: what is wrong with the times as a whole."""
        return next((str(fault) for slot in self.asked.slots for fault in self.errors.get(f"slot_{slot.key}", ())), "")


def _initial(asked: Asked, mentor: Mentor) -> dict[str, Any]:
    """A changed offer as it stands; a new one knows the mentor's languages and address."""
    entry, held = asked.entry, asked.offerable
    if entry is None:
        spoken = [code for code in asked.languages if code in mentor.languages] or list(asked.languages[:1])
        return {"languages": spoken, "places": [place.key for place in asked.places], "contact": mentor.email}
    others = (str(row.mentor_id) for row in entry.lead_rows.all() if row.mentor_id != mentor.pk)
    times = ((slot.key, held.offered_slots[slot.pk]) for slot in asked.slots if slot.pk in held.offered_slots)
    return {
        "pair": next(others, ""),
        "themes": [theme.key for theme in asked.themes if theme.pk in held.offered_themes],
        "places": [place.key for place in asked.places if place.pk in held.offered_places],
        "languages": entry.languages,
        "contact": entry.contact,
        **{f"slot_{key}": Fits.IF_NEEDED if is_if_needed else Fits.WELL for key, is_if_needed in times},
    }
