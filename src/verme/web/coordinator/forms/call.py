"""To whom the call goes, and notes of what went by other ways."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from verme.kernel import clock
from verme.organisations.models import Organisation
from verme.organisations.terms import Level
from verme.programmes.queries import Audience
from verme.programmes.terms import SENT_CHANNELS, Channel
from verme.web.coordinator.forms.year import day_field
from verme.web.ui.choice_fields import offer


class AudienceForm(forms.Form):
    """Choices of a GET form: staff groups, school levels, units, and whether it is the call or its reminder."""

    viesti = forms.ChoiceField(
        label=_("Which message"),
        required=False,
        choices=[(Channel.EMAIL, _("The call")), (Channel.REMINDER, _("A reminder"))],
        widget=forms.RadioSelect,
    )
    ryhma = forms.MultipleChoiceField(label=_("Staff groups"), required=False, widget=forms.CheckboxSelectMultiple)
    taso = forms.MultipleChoiceField(label=_("School levels"), required=False, widget=forms.CheckboxSelectMultiple)
    yksikko = forms.MultipleChoiceField(label=_("Schools and units"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: QueryDict, *, organisation: Organisation, proposed: Sequence[str]) -> None:
        spoken = (get_language() or "fi")[:2]
        self.groups = {group.key: group for group in organisation.staff_groups.all()}
        self.units = {str(unit.pk): unit for unit in organisation.units.all() if not unit.is_closed}
        super().__init__(_chosen(data, proposed))
        levels = [(level.value, capfirst(level.label)) for level in Level if level in {unit.level for unit in self.units.values()}]
        groups = [(key, group.name_in(spoken, organisation.first_language)) for key, group in self.groups.items()]
        offer(self, "ryhma", groups)
        offer(self, "taso", levels)
        offer(self, "yksikko", [(key, unit.name) for key, unit in self.units.items()])
        self.is_valid()

    @property
    def channel(self) -> Channel:
        """The call, or the reminder."""
        return Channel(self.cleaned_data.get("viesti") or Channel.EMAIL)

    @property
    def audience(self) -> Audience:
        """Whom the choices choose."""
        given = self.cleaned_data
        return Audience(
            units=[self.units[key] for key in given.get("yksikko", ())],
            staff_groups=[self.groups[key] for key in given.get("ryhma", ())],
            levels=given.get("taso", []),
        )

    @property
    def query(self) -> str:
        """The choices as the end of an address."""
        chosen = QueryDict(mutable=True)
        chosen["valittu"], chosen["viesti"] = "1", self.channel
        for name in ("ryhma", "taso", "yksikko"):
            chosen.setlist(name, self.cleaned_data.get(name, []))
        return chosen.urlencode()


def _chosen(data: QueryDict, proposed: Sequence[str]) -> QueryDict:
    """What was chosen; on the first look, the staff groups that the operating model lets join."""
    if "valittu" in data:
        return data
    first = QueryDict(mutable=True)
    first["viesti"] = data.get("viesti", Channel.EMAIL)
    first.setlist("ryhma", list(proposed))
    return first


class NoteForm(forms.Form):
    """A sending that the product did not do itself."""

    channel = forms.ChoiceField(
        label=_("Where was it told?"),
        choices=[choice for choice in Channel.choices if choice[0] not in SENT_CHANNELS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where it was told")},
    )
    whom = forms.CharField(
        label=_("To whom"),
        help_text=_("For example: the teachers' rooms of 14 schools. No names of people."),
        max_length=200,
        error_messages={"required": _("Write to whom it went.")},
    )
    count = forms.IntegerField(
        label=_("How many"),
        required=False,
        min_value=1,
        max_value=100_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "w-s"}),
    )
    on = day_field(_("When"))

    def values(self) -> Mapping[str, Any]:
        """What the action takes: today at this moment, an earlier day at its noon."""
        given = self.cleaned_data
        return {"channel": Channel(given["channel"]), "whom": given["whom"], "count": given["count"], "sent_at": _moment(given["on"])}


def _moment(day: Any) -> datetime:
    return clock.now() if day == clock.today() else clock.at(day, time(12))
