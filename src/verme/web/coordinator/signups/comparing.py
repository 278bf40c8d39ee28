"""Two sign-ups side by side: what differs is chosen, what is equal is one line.

Of not-with and free text only is shown that they are there: they stand on the sign-up's own page only (decisions.md §2).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verme.kernel.texts import OWN_NAMES
from verme.signups.actions import Answers
from verme.signups.models import Signup
from verme.web.coordinator.signups.times import short
from verme.web.ui.signup_forms.offered import reader_language


@dataclass(frozen=True)
class Part:
    """Answers that go together: their fields, what they are called, how they are told."""

    name: str
    label: Promise
    fields: tuple[str, ...]
    told: Callable[[Answers], str]

    def of(self, answers: Answers) -> tuple[Any, ...]:
        """The values as they are compared."""
        return tuple(_plain(getattr(answers, field)) for field in self.fields)


def _plain(value: Any) -> Any:
    return tuple(value.items()) if isinstance(value, Mapping) else tuple(value) if isinstance(value, list) else value


def _themes(answers: Answers) -> str:
    wished = [f"{rank}. {theme.title_in(reader_language())}" for rank, theme in enumerate(answers.themes, 1)]
    return ", ".join([*wished, *([_("Any theme is fine")] if answers.any_theme else [])])


def _slots(answers: Answers) -> str:
    well, spare = (", ".join(map(short, answers.slots_by(value))) for value in (2, 1))
    return "; ".join(filter(None, [well, _("if needed %(times)s") % {"times": spare} if spare else ""]))


def _places(answers: Answers) -> str:
    names = {value: ", ".join(place.name_in(reader_language()) for place in answers.places_by(value)) for value in (2, 1)}
    return "; ".join(filter(None, [names[2], _("if needed %(times)s") % {"times": names[1]} if names[1] else ""]))


def _unit(answers: Answers) -> str:
    return answers.unit.name if answers.unit else answers.other_unit


def _work(answers: Answers) -> str:
    new = _("new in post") if answers.is_new else ""
    return ", ".join(filter(None, [answers.staff_group.name_in(reader_language()), new, answers.subject]))


def _languages(answers: Answers) -> str:
    return ", ".join(OWN_NAMES.get(code, code) for code in answers.languages)


def _written(text: str) -> str:
    return _("Has been written") if text else _("Not written")


PARTS = (
    Part("email", gettext_lazy("Email"), ("email",), lambda said: said.email),
    Part("name", gettext_lazy("Name"), ("name",), lambda said: said.name),
    Part("unit", gettext_lazy("School or unit"), ("unit", "other_unit"), _unit),
    Part("work", gettext_lazy("Work"), ("staff_group", "is_new", "subject"), _work),
    Part("themes", gettext_lazy("Themes"), ("themes", "any_theme"), _themes),
    Part("slots", gettext_lazy("Times"), ("slots",), _slots),
    Part("places", gettext_lazy("Meeting"), ("places",), _places),
    Part("languages", gettext_lazy("Languages"), ("languages",), _languages),
    Part("language", gettext_lazy("Language of letters"), ("language",), lambda said: OWN_NAMES.get(said.language, said.language)),
    Part("together", gettext_lazy("Together with"), ("together",), lambda said: said.together or _("Not written")),
    Part("apart", gettext_lazy("Not together with"), ("apart",), lambda said: _written(said.apart)),
    Part(
        "supervisor",
        gettext_lazy("Supervisor and supervised"),
        ("apart_from_supervisor",),
        lambda said: _("In different groups") if said.apart_from_supervisor else _("The same group is fine"),
    ),
    Part("wish", gettext_lazy("Wishes"), ("wish",), lambda said: _written(said.wish)),
)

NOT_SHOWN = frozenset({"apart", "supervisor", "wish"})  # where they are equal


@dataclass(frozen=True)
class Pair:
    """Two sign-ups with their answers, the one that came first on the left."""

    left: Signup
    right: Signup

    @classmethod
    def of(cls, one: Signup, other: Signup) -> "Pair":
        """In the order in which they came."""
        left, right = sorted((one, other), key=lambda signup: (signup.signed_up_at, signup.pk))
        return cls(left, right)

    @property
    def both(self) -> tuple[Signup, Signup]:
        return self.left, self.right

    @property
    def answers(self) -> tuple[Answers, Answers]:
        return Answers.of(self.left), Answers.of(self.right)

    @property
    def differing(self) -> list[Part]:
        left, right = self.answers
        return [part for part in PARTS if part.of(left) != part.of(right)]

    @property
    def equal(self) -> str:
        """What both say, in one line."""
        left, right = self.answers
        alike = [part for part in PARTS if part.of(left) == part.of(right) and any(part.of(left)) and part.name not in NOT_SHOWN]
        return "; ".join(f"{part.label}: {part.told(left)}" for part in alike)

    def proposed(self, part: Part) -> str:
        """The address that has been proven; of everything else what was said last, if anything was said."""
        left, right = self.answers
        if part.name == "email" and self.left.confirmed_at and not self.right.confirmed_at:
            return "1"
        is_text = part.name in {"together", "apart", "wish"}
        return "1" if is_text and not any(part.of(right)) and any(part.of(left)) else "2"

    def chosen(self, choices: Mapping[str, str]) -> Answers:
        """The answers of the one that is left; `choices`: name of the part → "1" left, "2" right."""
        left, right = self.answers
        from_left = [part for part in PARTS if choices.get(part.name, "2") == "1"]
        return replace(right, **{field: getattr(left, field) for part in from_left for field in part.fields})
