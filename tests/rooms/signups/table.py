"""The set table of these tests: a programme with themes, times and places, people who sign up, letters that went."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest

from tests import cast, make
from verme.audit.actors import VISITOR
from verme.audit.models import Entry
from verme.kernel.refusals import Reason, Refused
from verme.mail.models import Letter
from verme.programmes.models import Place, Programme, Slot, Theme
from verme.signups import actions, queries
from verme.signups.actions import Answers, Applied
from verme.signups.models import Signup
from verme.signups.terms import State

NAMES = ("Aino", "Bertta", "Cecilia", "Daavid", "Eeva", "Fanni", "Göran", "Helmi", "Iiro", "Jalo")


@dataclass
class Table:
    """A programme that people sign up to; whoever is not described is fine with everything."""

    house: cast.House
    programme: Programme
    themes: list[Theme]
    slots: list[Slot]
    places: list[Place]
    numbers: Any = field(default_factory=lambda: count(1))

    def answers(self, name: str = "", **said: Any) -> Answers:
        """Somebody's answers: the second theme, every time and place, in Finnish."""
        name = name or f"Henkilö {next(self.numbers)}"
        known: Mapping[str, Any] = {
            "name": name,
            "email": f"{name.lower().replace(' ', '.')}@koulu.example",
            "language": "fi",
            "unit": self.house.units[0],
            "staff_group": said.get("staff_group") or self.house.organisation.staff_groups.get(key="class_teacher"),
            "themes": self.themes[1:2],
            "slots": dict.fromkeys(self.slots, 2),
            "places": dict.fromkeys(self.places, 2),
        }
        return Answers(**{**known, **said})

    def send(self, name: str = "", *, key: str = "", **said: Any) -> Applied:
        """Sends the form."""
        answers = self.answers(name, **said)
        return actions.apply(self.programme, key=key or f"form-{next(self.numbers)}", answers=answers, by=VISITOR)

    def apply(self, name: str = "", **said: Any) -> Signup:
        """Signs somebody up who was not in yet."""
        signup = self.send(name, **said).signup
        assert signup is not None
        return signup

    def fill(self, count: int) -> list[Signup]:
        """So many people sign up."""
        return [self.apply() for _ in range(count)]

    def states(self) -> dict[str, str]:
        """First name → state, with the rank for those who wait: "queued 2"."""
        found = Signup.objects.filter(programme=self.programme).order_by("id")
        return {signup.name: f"{signup.state} {signup.rank}" if signup.rank else signup.state for signup in found}

    def counts(self) -> dict[State, int]:
        """State → how many, without the empty ones."""
        held = queries.counts(self.programme)
        figures = {State.RECEIVED: held.received, State.ACCEPTED: held.accepted, State.QUEUED: held.queued, State.OFFERED: held.offered}
        return {state: number for state, number in figures.items() if number}


def table(**programme: Any) -> Table:
    """A table in Seinäjoki; the programme as `make.programme` has it unless said otherwise."""
    house = cast.seinajoki()
    made = make.programme(house.organisation, **programme)
    return Table(house, made, make.themes(made), make.slots(made), make.places(made))


def letters(kind: str = "", to: str = "") -> list[str]:
    """Kinds of the letters written, in order; of one kind or reader if asked."""
    found = Letter.objects.order_by("id")
    if kind:
        found = found.filter(kind=f"signups.{kind}")
    if to:
        found = found.filter(to_address=to)
    return [letter.removeprefix("signups.") for letter in found.values_list("kind", flat=True) if letter.startswith("signups.")]


def secret(kind: str = "", door: str = "m") -> str:
    """The secret in the newest letter (of a kind)."""
    found = Letter.objects.filter(kind__startswith=f"signups.{kind}").order_by("-id")
    link = re.search(rf"/{door}/([\w-]+)/", found[0].text)
    assert link is not None, found[0].text
    return link[1]


def verbs() -> list[str]:
    """What the audit log says about sign-ups and what is around them, in order."""
    return list(Entry.objects.exclude(verb__regex=r"^(organisation|unit|person|role)\.").order_by("id").values_list("verb", flat=True))


def refused(reason: Reason, deed: Any, *args: Any, **named: Any) -> Refused:
    """The deed says no with this reason, and nothing has changed."""
    before = _all()
    with pytest.raises(Refused) as no:
        deed(*args, **named)
    assert (no.value.reason, _all()) == (reason, before)
    return no.value


def _all() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in (Signup, Letter, Entry)]
