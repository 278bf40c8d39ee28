"""Opening a programme and its frame: names, dates, places, order."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from verme.kernel import clock
from verme.kernel.dates import school_year
from verme.programmes.models import Programme
from verme.programmes.rules import Dates, Rules, YearDefaults, last_day
from verme.programmes.terms import Admission, Late
from verme.web.ui.choice_fields import offer
from verme.web.ui.text_fields import Area, Words, initial_texts, text_fields, texts

# Where an action's no is shown: reason → field. The names of texts end with the first language.
REFUSED_AT = {
    "slug_taken": "slug",
    "slug_form": "slug",
    "capacity": "capacity",
    "opens_before_closes": "last_day",
    "groups_after_signup": "groups_by",
    "starts_before_ends": "ends_on",
    "ends_after_groups": "ends_on",
    "admission_fixed": "admission",
    "deadline_past": "last_day",
    "drawn": "last_day",
    "no_rules": "begin",
}
EMPTY, SUGGESTED = "tyhja", "ehdotus"


def day_field(label: Words, help_text: Words = "") -> forms.DateField:
    """A day, in the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date", "class": "w-s"}, format="%Y-%m-%d")
    words = {"required": _("Choose the day"), "invalid": _("Choose the day")}
    return forms.DateField(label=label, help_text=help_text, widget=widget, error_messages=words)


def time_field(label: Words, help_text: Words = "") -> forms.TimeField:
    """A time of day."""
    widget = forms.TimeInput(attrs={"type": "time", "class": "w-s"}, format="%H:%M")
    words = {"required": _("Choose the time"), "invalid": _("Write the time in the form 14:30")}
    return forms.TimeField(label=label, help_text=help_text, widget=widget, error_messages=words)


class FrameForm(forms.Form):
    """The days of a programme, how many places it has and in which order they are given."""

    opens_on = day_field(_("Sign-up opens"))
    opens_time = time_field(_("At what time"))
    last_day = day_field(_("Last day to sign up"))
    groups_by = day_field(_("Groups are told by"))
    starts_on = day_field(_("Groups begin"))
    ends_on = day_field(_("The groups' time ends"))
    capacity = forms.IntegerField(
        label=_("Places"),
        min_value=1,
        max_value=100_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "w-s"}),
        error_messages={"required": _("Write the number of places"), "invalid": _("Write the number of places")},
    )
    admission = forms.ChoiceField(
        label=_("In which order are the places given?"),
        help_text=_("It is told on the sign-up page and cannot be changed after the announcement."),
        choices=Admission.choices,
        widget=forms.RadioSelect,
    )
    late = forms.ChoiceField(label=_("If somebody signs up after the last day"), choices=Late.choices, widget=forms.RadioSelect)

    def dates(self) -> Dates:
        """The days as moments in Finland; the last day counts to its end."""
        given = self.cleaned_data
        opens, closes = clock.at(given["opens_on"], given["opens_time"]), clock.end_of(given["last_day"])
        return Dates(opens, closes, given["groups_by"], given["starts_on"], given["ends_on"])

    def frame(self) -> dict[str, Any]:
        """What the programme's actions take."""
        given = self.cleaned_data
        return {"capacity": given["capacity"], "admission": Admission(given["admission"]), "late": Late(given["late"])}


def frame_of(programme: Programme) -> dict[str, Any]:
    """A programme's frame as the form's first content."""
    opens = clock.local(programme.opens_at)
    return {
        "opens_on": opens.date(),
        "opens_time": opens.time(),
        "last_day": last_day(programme.closes_at),
        **{name: getattr(programme, name) for name in ("groups_by", "starts_on", "ends_on", "capacity", "admission", "late")},
    }


class OpenForm(FrameForm):
    """A new programme on one page: name, address, days, places, and what it begins with."""

    slug = forms.CharField(
        label=_("Address of the page"),
        help_text=_("The last part of the page's address, short enough to be said aloud. It stays: it stands on posters and in letters."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Write the address")},
    )
    begin = forms.ChoiceField(
        label=_("What the programme begins with"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it begins with")},
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, languages: Sequence[str], earlier: Sequence[Programme], language: str, **named: Any
    ):
        super().__init__(data, **named)
        self.languages, self.earlier = languages, {f"kuin-{each.slug}": each for each in earlier}
        self.fields |= text_fields(languages, "titles", _("Name"), required=_("Write the name"))
        like = [(key, gettext("As in %(title)s") % {"title": each.title_in(language)}) for key, each in self.earlier.items()]
        rest = [(SUGGESTED, _("As we suggest; you can change everything")), (EMPTY, _("Nothing yet; I add them myself"))]
        offer(self, "begin", [*like, *rest])

    @property
    def own_titles(self) -> list[forms.BoundField]:
        """The name's fields, a language each."""
        return [self[f"titles_{language}"] for language in self.languages]

    @property
    def titles(self) -> dict[str, str]:
        """The name in each language."""
        return texts(self, "titles", self.languages)

    def begins_with(self) -> dict[str, Any]:
        """What the programme begins with, as its action takes it."""
        begin = self.cleaned_data["begin"]
        return {"like": self.earlier.get(begin), "suggest": begin == SUGGESTED}


def proposed(
    rules: Rules, days: YearDefaults, *, languages: Sequence[str], stem: str, taken: Sequence[str], earlier: Sequence[Programme]
) -> dict[str, Any]:
    """The first content of `OpenForm`: the coordinator confirms, does not configure (ux.md §1.6)."""
    last = earlier[0] if earlier else None
    slug = f"{stem}-kevat-{days.starts_on.year}" if days.is_spring else f"{stem}-{days.school_year}"
    slugs = [slug, *(f"{slug}-{number}" for number in range(2, 100))]
    return {
        **{name: getattr(days, name) for name in ("opens_on", "opens_time", "last_day", "groups_by", "starts_on", "ends_on")},
        **{f"titles_{language}": _title(days, language) for language in languages},
        "slug": next((each for each in slugs if each not in taken), slug),
        "capacity": last.capacity if last else rules.groups_max * rules.size_target_max,
        "admission": last.admission if last else Admission.BY_TIME,
        "late": last.late if last else Late.QUEUED,
        "begin": f"kuin-{last.slug}" if last else SUGGESTED,
    }


def _title(days: YearDefaults, language: str) -> str:
    with override(language):
        if days.is_spring:
            return gettext("Spring groups %(year)s") % {"year": days.starts_on.year}
        return gettext("Verme %(years)s") % {"years": school_year(days.school_year)}


class TextsForm(forms.Form):
    """A programme's name and what it says about itself, in each language."""

    def __init__(self, data: Mapping[str, Any] | None, *, programme: Programme) -> None:
        self.languages = programme.organisation.languages
        super().__init__(data, initial={**initial_texts("titles", programme.titles), **initial_texts("intros", programme.intros)})
        self.fields |= text_fields(self.languages, "titles", _("Name"), required=_("Write the name"))
        help_text = _(
            "The same text is on the page, in the email, on the poster and in the intranet text. Left empty, we tell it by the rules."
        )
        self.fields |= text_fields(self.languages, "intros", _("What it is about"), help_text=help_text, max_length=1500, widget=Area)

    def values(self) -> dict[str, dict[str, str]]:
        """What the action takes."""
        return {name: texts(self, name, self.languages) for name in ("titles", "intros")}


class DeadlineForm(forms.Form):
    """A later deadline, and the day the groups are told."""

    last_day = day_field(_("New last day to sign up"))
    groups_by = day_field(_("Groups are told by"))


def deadline_of(programme: Programme) -> dict[str, date]:
    """The present days as the form's first content."""
    return {"last_day": last_day(programme.closes_at), "groups_by": programme.groups_by}
