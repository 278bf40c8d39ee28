"""Forms about sign-ups: words of a letter, answers on somebody's behalf, which of two answers is kept."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verme.kernel.texts import OWN_NAMES
from verme.signups import queries
from verme.signups.actions import Answers
from verme.signups.models import Signup
from verme.web.coordinator.signups.comparing import Pair
from verme.web.ui.choice_fields import offer
from verme.web.ui.signup_forms.about import AboutForm
from verme.web.ui.signup_forms.filled import about_of, answers_of
from verme.web.ui.signup_forms.offered import Offered, reader_language
from verme.web.ui.signup_forms.wishes import WishesForm

FAULTS = {  # reason of a refusal → the field it is about
    "theme": "wish1",
    "no_theme": "wish1",
    "theme_full": "wish1",
    "address": "email",
    "already": "email",
    "is_mentor": "email",
}
KEPT = ("any_theme", "together", "apart", "apart_from_supervisor", "wish")


class WordsForm(forms.Form):
    """The coordinator's own words in a letter; `seen` is the seal of the words that were shown as a letter."""

    words = forms.CharField(
        label=_("Your words"),
        help_text=_("The greeting, the link and your name are added by Verme. Please don't write about health or other people's affairs."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write what you want to say")},
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class CompareForm(forms.Form):
    """Of each answer that differs, which of the two is kept."""

    def __init__(self, data: Mapping[str, Any] | None, *, pair: Pair) -> None:
        super().__init__(data)
        left, right = pair.answers
        for part in pair.differing:
            choices = [("1", part.told(left)), ("2", part.told(right))]
            self.fields[part.name] = forms.ChoiceField(
                label=str(part.label), choices=choices, widget=forms.RadioSelect, initial=pair.proposed(part)
            )


class LetterForm(forms.Form):
    """In which language the person gets letters; and what keeps the form from being sent twice, or over somebody else's change."""

    letters = forms.ChoiceField(label=_("Language of letters"), help_text=_("The confirmation goes to them in this language."))
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    revision = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None, *, offered: Offered, **named: Any) -> None:
        super().__init__(data, **named)
        offer(self, "letters", [(code, OWN_NAMES[code]) for code in offered.languages])


class HandForms:
    """Both pages of the sign-up form at once, filled in on somebody's behalf."""

    def __init__(self, offered: Offered, data: Mapping[str, Any] | None, *, signup: Signup | None = None) -> None:
        language = signup.language if signup else reader_language()
        known = {"letters": language if language in offered.languages else offered.first}
        self.about = AboutForm(offered, data, initial=_about(signup, offered) if signup else {})
        self.wishes = WishesForm(offered, None, data, initial=_wishes(signup, offered) if signup else {})
        self.letter = LetterForm(data, offered=offered, initial=known)
        self.forms = (self.about, self.wishes, self.letter)

    def are_valid(self) -> bool:
        """All three are asked, so that every fault is told at once."""
        faulty = [form for form in self.forms if not form.is_valid()]
        return not faulty

    @property
    def key(self) -> str:
        """What this form is known by, so that it never makes two; empty where it was not sent or is no key of ours."""
        return str(self.letter.cleaned_data.get("key", "")) if self.letter.is_valid() else ""

    @property
    def seen(self) -> int:
        """The version that was shown when the form was filled in; -1 when it is not told."""
        held = self.letter.cleaned_data.get("revision") if self.letter.is_bound and not self.letter.errors.get("revision") else None
        return -1 if held is None else int(held)

    def blame(self, reason: str, sentence: str) -> None:
        """Shows an action's no at the field it is about, or above the form."""
        field = FAULTS.get(reason, "")
        form = next((form for form in self.forms if field in form.fields), self.about)
        form.add_error(field if field in form.fields else None, sentence)

    @property
    def answers(self) -> Answers:
        """What was said, letters in the chosen language; it is also the first of those in which a group may talk."""
        said, language = answers_of(self.about, self.wishes), self.letter.cleaned_data["letters"]
        return replace(said, language=language, languages=sorted(said.languages, key=lambda code: code != language))


def _about(signup: Signup, offered: Offered) -> dict[str, Any]:
    """The first page as it stands."""
    return {name: values[0] for name, values in about_of(signup, offered).items()}


def _wishes(signup: Signup, offered: Offered) -> dict[str, Any]:
    """The second page as it stands."""
    said = queries.given(signup)
    themes = {theme.pk: theme.key for theme in offered.themes}
    return {
        **{f"wish{rank}": themes[key] for rank, key in enumerate(said.themes, 1) if key in themes},
        **{f"slot_{slot.key}": str(said.slots.get(slot.pk, 0)) for slot in offered.slots},
        **{f"place_{place.key}": str(said.places.get(place.pk, 0)) for place in offered.places},
        **{name: getattr(signup, name) for name in KEPT},
        "languages": [code for code in signup.languages if code in offered.languages],
    }
