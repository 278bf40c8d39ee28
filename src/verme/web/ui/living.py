"""Changing groups that live: choose, look at who is told and at the letters, then do it. The same for coordinators and mentors."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verme.groups.models import Group
from verme.groups.notices import Post, Telling
from verme.groups.rules import Against
from verme.kernel import dates
from verme.meetings.models import Meeting
from verme.mentors.models import Mentor
from verme.programmes.models import Programme

NOBODY = "0"
type Words = Any  # text, or text that is translated when it is shown


@dataclass(frozen=True)
class Shown:
    """One kind of letter as its first reader gets it, and everybody who gets one."""

    names: tuple[str, ...]
    subject: str
    text: str


@dataclass(frozen=True)
class Deed:
    """One change: its words, its question, the letters that it sends, and how it is done. `chosen` are the form's cleaned values."""

    title: str | Promise
    text: str | Promise
    button: str | Promise
    done: str | Promise
    form: forms.Form
    letters: Callable[[Mapping[str, Any]], Sequence[Telling]]
    do: Callable[[Mapping[str, Any]], object]
    is_final: bool = False  # what it ends does not come back
    against: Callable[[Mapping[str, Any]], Sequence[Against]] = lambda chosen: ()  # which rules it would break
    notes: Callable[[Mapping[str, Any]], Sequence[Words]] = lambda chosen: ()  # what else is good to know before
    more: Sequence["Shown"] = ()  # letters of other rooms
    facts: Sequence[tuple[Words, Words]] = ()  # what has been chosen for the reader
    seen: str = ""  # what the answer was given to: it comes back with the button
    no: Words = ""  # why it cannot be done at all now


@dataclass(frozen=True)
class Look:
    """What the page shows of a deed that has been chosen: what speaks against it, and who is told."""

    against: Sequence[Against]
    notes: Sequence[Words]
    letters: Sequence[Shown]

    @property
    def stops(self) -> bool:
        """Whether it would be refused."""
        return any(each.stops for each in self.against)


def look(programme: Programme, deed: Deed, chosen: Mapping[str, Any]) -> Look:
    """A deed before it is done. Where a rule stops it no letter is shown: none would go."""
    found = Look(deed.against(chosen), deed.notes(chosen), [])
    return found if found.stops or deed.no else replace(found, letters=[*deed.more, *shown(programme, deed.letters(chosen))])


def shown(programme: Programme, letters: Iterable[Telling]) -> list[Shown]:
    """The letters as they would go out, one of each kind."""
    post, kinds = Post(programme), dict[str, list[Telling]]()
    for letter in letters:
        kinds.setdefault(letter.kind, []).append(letter)
    return [_shown(post, kind, alike) for kind, alike in kinds.items()]


def _shown(post: Post, kind: str, alike: Sequence[Telling]) -> Shown:
    subject, text = post.shown(kind, alike[0].reader, alike[0].words)
    return Shown(tuple(each.reader.name for each in alike), subject, text)


class OneOf(forms.ChoiceField):
    """Choosing one of these rows; the cleaned value is the row, None for "nobody"."""

    def __init__(self, label: Words, rows: Mapping[str, tuple[str, Any]], missing: Words) -> None:
        """`rows`: value → (words, row)."""
        self.rows = rows
        choices = [(value, words) for value, (words, _row) in rows.items()]
        faults: dict[str, Any] = dict.fromkeys(("required", "invalid_choice"), missing)
        super().__init__(
            label=label, choices=choices, widget=forms.RadioSelect if len(choices) <= 6 else forms.Select, error_messages=faults
        )

    def clean(self, value: Any) -> Any:
        return self.rows[super().clean(value)][1]


def mentors_field(mentors: Iterable[Mentor], label: Words) -> OneOf:
    """One of the organisation's mentors who may lead."""
    rows = {str(mentor.pk): (mentor.name, mentor) for mentor in mentors}
    return OneOf(label, rows, _("Choose a mentor."))


def meetings_field(meetings: Iterable[Meeting], language: str) -> OneOf:
    """One of the coming meetings."""
    rows = {str(each.pk): (_with_stand_in(each, language), each) for each in meetings}
    return OneOf(_("Meeting"), rows, _("Choose a meeting."))


def _with_stand_in(meeting: Meeting, language: str) -> str:
    names = [each.mentor.name for each in meeting.stand_ins.all()]
    return " · ".join([dates.moment(meeting.starts_at, language), *names])


class HandOverForm(forms.Form):
    """Who leads from now on, and instead of whom."""

    def __init__(self, data: Any, *, group: Group, mentors: Sequence[Mentor]) -> None:
        super().__init__(data, auto_id="%s")
        leaders = [leader.mentor for leader in group.leaders.all()]
        self.fields["to"] = mentors_field([each for each in mentors if each not in leaders], _("Who leads from now on"))
        rows: dict[str, tuple[str, Any]] = {str(each.pk): (each.name, each) for each in leaders}
        if len(leaders) == 1:
            rows[NOBODY] = (str(_("Nobody: the two lead as a pair")), None)
        self.fields["instead_of"] = OneOf(_("Instead of"), rows, _("Choose who is followed."))


class GiveOnForm(forms.Form):
    """Who leads the group from now on."""

    def __init__(self, data: Any, *, group: Group, mentors: Sequence[Mentor]) -> None:
        super().__init__(data, auto_id="%s")
        leaders = [leader.mentor for leader in group.leaders.all()]
        self.fields["to"] = mentors_field([each for each in mentors if each not in leaders], _("Who leads from now on"))


class StandInForm(forms.Form):
    """Who leads one meeting."""

    def __init__(self, data: Any, *, group: Group, meetings: Sequence[Meeting], mentors: Sequence[Mentor], language: str) -> None:
        super().__init__(data, auto_id="%s")
        leaders = [leader.mentor for leader in group.leaders.all()]
        self.fields["meeting"] = meetings_field(meetings, language)
        rows: dict[str, tuple[str, Any]] = {str(each.pk): (each.name, each) for each in mentors if each not in leaders}
        rows[NOBODY] = (str(_("Nobody: the group's own mentor leads it")), None)
        self.fields["mentor"] = OneOf(_("Stand-in"), rows, _("Choose a mentor."))
