"""A round of groups to be formed: an organisation with its operating model, mentors who offer, people with a place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest

from tests import cast, make
from verme.audit.actors import OPERATOR, VISITOR, Actor
from verme.audit.models import Entry
from verme.groups import actions, queries
from verme.groups.formation import Group, Plan
from verme.groups.models import Draft, DraftGroup, Lock, Move, Placement
from verme.groups.rules import Criteria, Layout
from verme.kernel import clock
from verme.kernel.refusals import Reason, Refused
from verme.mail.models import Letter
from verme.mentors import actions as mentors
from verme.mentors.actions import Terms
from verme.mentors.models import MentorEntry
from verme.mentors.terms import Training
from verme.programmes import actions as programmes
from verme.programmes.models import Place, Programme, Slot, Theme
from verme.signups import actions as signups
from verme.signups.actions import Answers
from verme.signups.models import Signup


@dataclass
class Round:
    """A programme whose people and mentors come as the test says; whoever is not described is fine with everything."""

    house: cast.House
    programme: Programme
    themes: list[Theme]
    slots: list[Slot]
    places: list[Place]
    numbers: Any = field(default_factory=lambda: count(1))

    @property
    def by(self) -> Actor:
        """The coordinator."""
        return self.house.coordinator.acting("coordinator")

    def person(self, name: str = "", **said: Any) -> Signup:
        """Somebody signs up and has a place: second theme, every time and place, Finnish, units in turn."""
        number = next(self.numbers)
        name = name or f"Henkilö {number}"
        known: Mapping[str, Any] = {
            "name": name,
            "email": f"{name.lower().replace(' ', '.')}@koulu.example",
            "language": "fi",
            "unit": self.house.units[number % len(self.house.units)],
            "staff_group": said.get("staff_group") or self.house.organisation.staff_groups.get(key="class_teacher"),
            "themes": self.themes[1:2],
            "slots": dict.fromkeys(self.slots, 2),
            "places": dict.fromkeys(self.places, 2),
            "languages": ["fi"],
            "apart_from_supervisor": True,
        }
        with clock.frozen(make.AUGUST):
            made = signups.apply(self.programme, key=f"form-{number}", answers=Answers(**{**known, **said}), by=VISITOR).signup
        assert made is not None
        return made

    def people(self, number: int, **said: Any) -> list[Signup]:
        """So many people sign up."""
        return [self.person(**said) for _ in range(number)]

    def mentor(self, name: str = "", **said: Any) -> MentorEntry:
        """A mentor offers a group: every theme, one time each in turn, every place, Finnish."""
        number = next(self.numbers)
        name = name or f"Mentori {number}"
        email = said.pop("email", f"{name.lower().replace(' ', '.')}@koulu.example")
        unit = said.pop("unit", None)
        one = mentors.register(
            self.house.organisation, email=email, name=name, language="fi", unit=unit, training=Training.TRAINED, by=OPERATOR
        )
        taken = MentorEntry.objects.filter(programme=self.programme).count()
        known: dict[str, Any] = {
            "themes": self.themes,
            "slots": [self.slots[taken % len(self.slots)]],
            "places": self.places,
            "languages": ["fi"],
            "contact": email,
        }
        return mentors.offer(self.programme, terms=Terms(mentors=[one], **{**known, **said}), by=OPERATOR)

    def draft(self, *groups: tuple[MentorEntry, Sequence[Signup]], **criteria: Any) -> Draft:
        """A draft that took these groups as its first proposal: second theme, the mentor's first time, the first place, Finnish."""
        made = actions.make(self.programme, criteria=Criteria(**criteria), by=self.by)
        plan = Plan(tuple(self.group(entry, people) for entry, people in groups))
        return actions.propose(made, plan=plan, quality={}, revision=0, by=self.by)

    def group(self, entry: MentorEntry, people: Sequence[Signup]) -> Group:
        """A group of a plan."""
        slot = entry.slots.first()
        assert slot is not None
        members = tuple(queries.person_id(signup.pk) for signup in people)
        return Group(queries.entry_id(entry.pk), self.themes[1].key, slot.key, self.places[0].key, "fi", members)


def a_round(**programme: Any) -> Round:
    """A round in Seinäjoki with its operating model; the programme as `make.programme` has it unless said otherwise."""
    house = cast.seinajoki()
    with clock.frozen(make.AUGUST):
        programmes.adopt_preset(house.organisation, preset="seinajoki", by=OPERATOR)
    made = make.programme(house.organisation, starts_on=make.OCTOBER.date(), **programme)
    return Round(house, made, make.themes(made), make.slots(made), make.places(made))


def two_groups(here: Round) -> tuple[Draft, list[Signup], list[MentorEntry]]:
    """Nine people, two mentors: group A with four, group B with four, one in none."""
    people, entries = here.people(9), [here.mentor(), here.mentor()]
    return here.draft((entries[0], people[:4]), (entries[1], people[4:8])), people, entries


def seats(draft: Draft) -> dict[str, str]:
    """Name → letter of the group, without the unplaced."""
    rows = Placement.objects.filter(draft=draft).order_by("signup__name")
    return dict(rows.values_list("signup__name", "group__letter"))


def layout(draft: Draft) -> Layout:
    """What the draft holds."""
    return queries.layout_of(draft)


def group_of(draft: Draft, letter: str) -> DraftGroup:
    """The group with this letter."""
    return DraftGroup.objects.get(draft=draft, letter=letter)


def fresh(draft: Draft) -> Draft:
    """The draft as it is now."""
    return Draft.objects.select_related("programme__organisation").get(pk=draft.pk)


def verbs() -> list[str]:
    """What the log says about groups, in order."""
    return list(Entry.objects.filter(verb__regex=r"^(draft|run|wish|seat)\.").order_by("id").values_list("verb", flat=True))


def letters(kind: str = "") -> list[tuple[str, str]]:
    """(kind, address) of the letters about groups, in order."""
    found = Letter.objects.filter(kind__startswith=f"groups.{kind}").order_by("id")
    return [(each.removeprefix("groups."), address) for each, address in found.values_list("kind", "to_address")]


def refused(reason: Reason, deed: Any, *args: Any, **named: Any) -> Refused:
    """The deed says no with this reason, and nothing has changed."""
    before = _all()
    with pytest.raises(Refused) as no:
        deed(*args, **named)
    assert (no.value.reason, _all()) == (reason, before)
    return no.value


def _all() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in (Draft, DraftGroup, Placement, Lock, Move, Letter, Entry)]
