"""Calendars of the organisation: their names and schools, their days off, a file of days."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from verme.kernel import tables
from verme.kernel.tables import MAX_BYTES, Unreadable
from verme.meetings import rules
from verme.meetings.models import SchoolCalendar
from verme.meetings.rules import Day, Read
from verme.meetings.terms import DayOffKind
from verme.organisations import staff_words
from verme.organisations.terms import FileRefusal, Level
from verme.web.ui.choice_fields import offer
from verme.web.ui.near_days import NEAR_DAYS


def day_field(label: Any, *, required: bool = True) -> forms.DateField:
    """A day, in the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date", "class": "w-s"}, format="%Y-%m-%d")
    words = {"required": _("Choose the day"), "invalid": _("Choose the day")}
    return forms.DateField(label=label, required=required, widget=widget, error_messages=words, validators=NEAR_DAYS)


class CalendarForm(forms.Form):
    """Which schools a calendar is of. Nothing chosen: all of them."""

    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the name")},
    )
    levels = forms.MultipleChoiceField(
        label=_("School forms"),
        help_text=_("Nothing chosen means all of them."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[],
    )
    town = forms.CharField(
        label=_("Town or district"),
        help_text=_("As it is written in the schools' list. Empty means all of them."),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, calendar: SchoolCalendar | None = None) -> None:
        held = {name: getattr(calendar, name) for name in ("name", "levels", "town")} if calendar else {}
        super().__init__(data, initial=held)
        offer(self, "levels", [(level.value, capfirst(str(level.label))) for level in Level])


class DayForm(forms.Form):
    """Days off, both included; one day needs no last day."""

    title = forms.CharField(
        label=_("Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the name")},
    )
    first = day_field(_("First day"))
    last = day_field(_("Last day"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[])

    def __init__(self, data: Mapping[str, Any] | None) -> None:
        super().__init__(data)
        offer(self, "kind", [(kind.value, str(kind.label)) for kind in DayOffKind])

    def day(self) -> Day:
        """What the action takes."""
        given = self.cleaned_data
        return Day(" ".join(given["title"].split()), given["first"], given["last"] or given["first"], DayOffKind(given["kind"]))


class DaysFileForm(forms.Form):
    """A table or a calendar file with days off. It is read in memory and never put on a disk."""

    file = forms.FileField(
        label=_("File of days off"),
        help_text=_("CSV, an Excel workbook (.xlsx) or a calendar (.ics). A table has the name, the first and the last day in each row."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.ics"}),
        allow_empty_file=True,  # what is wrong with it is told by its reader
        error_messages={"required": _("Choose a file"), "max_length": _("The name of the file is too long.")},
        max_length=200,
    )

    def __init__(self, request: HttpRequest) -> None:
        is_sent = request.method == "POST"
        super().__init__(request.POST if is_sent else None, request.FILES if is_sent else None)
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:  # then no file arrives
            self.fields["file"].error_messages["required"] = FileRefusal.TOO_LARGE.label

    def clean_file(self) -> Read:
        """What the file holds."""
        brought = self.cleaned_data["file"]
        if (brought.size or 0) > MAX_BYTES:
            raise forms.ValidationError(FileRefusal.TOO_LARGE.label)
        content = brought.read()
        if b"BEGIN:VCALENDAR" in content[:200]:
            try:
                return rules.of_ics(content)
            except ValueError:
                raise forms.ValidationError(_("The calendar file is damaged.")) from None
        try:
            return rules.of_table(tables.read(content, brought.name or ""))
        except Unreadable as fault:
            raise forms.ValidationError(staff_words.why_unreadable(fault)) from None


class TakeInForm(forms.Form):
    """The rows that were looked at, to be taken in."""

    rows = forms.CharField(max_length=1_000_000, widget=forms.HiddenInput)

    def clean_rows(self) -> Read:
        """They are read again: what comes from a page is never trusted."""
        try:
            return rules.of_table(tables.read(self.cleaned_data["rows"].encode(), "rows.csv"))
        except Unreadable as fault:
            raise forms.ValidationError(staff_words.why_unreadable(fault)) from None
