"""A season of mentors: an organisation with its operating model, an announced programme, mentors who are registered as the test says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest

from tests import cast, make
from verme.audit.actors import OPERATOR, VISITOR, Actor
from verme.audit.models import Entry
from verme.kernel import clock
from verme.kernel.refusals import Reason, Refused
from verme.mail.models import Letter
from verme.mentors import actions
from verme.mentors.actions import Terms
from verme.mentors.models import Invitation, Lead, Mentor, MentorEntry, OfferedTime
from verme.mentors.terms import Training
from verme.programmes import actions as programmes
from verme.programmes.models import Place, Programme, Slot, Theme

MODELS = (Mentor, Invitation, MentorEntry, Lead, OfferedTime, Letter, Entry)


@dataclass
class Season:
    """A programme that still forms its groups."""

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

    def mentor(self, name: str = "", **known: Any) -> Mentor:
        """A trained mentor whose address is made of the name."""
        name = name or f"Mentori {next(self.numbers)}"
        email = known.pop("email", f"{name.lower().replace(' ', '.').replace('ä', 'a')}@seinajoki.example")
        said = {"name": name, "training": Training.TRAINED, "language": "fi", **known}
        return actions.register(self.house.organisation, email=email, by=OPERATOR, **said)

    def invited(self, *mentors: Mentor) -> list[Invitation]:
        """The mentors are asked, in order."""
        made = {each.mentor_id: each for each in actions.invite(self.programme, mentors=mentors, by=self.by)}
        return [made[mentor.pk] for mentor in mentors]

    def terms(self, *mentors: Mentor, slots: Sequence[Slot] | None = None, **said: Any) -> Terms:
        """Two themes, the first time, every place, Finnish, unless said otherwise."""
        known = {"themes": self.themes[:2], "places": self.places, "languages": ["fi"], "contact": "040 123", **said}
        return Terms(mentors=list(mentors), slots=self.slots[:1] if slots is None else list(slots), **known)

    def offer(self, *mentors: Mentor, **said: Any) -> MentorEntry:
        """Such an offer, entered by nobody who would be told about it."""
        return actions.offer(self.programme, terms=self.terms(*mentors, **said), by=VISITOR)


def season(**programme: Any) -> Season:
    """Seinäjoki in its usual year."""
    house = cast.seinajoki()
    with clock.frozen(make.AUGUST):
        programmes.adopt_preset(house.organisation, preset="seinajoki", by=OPERATOR)
    made = make.programme(house.organisation, **programme)
    themes, slots, places = make.themes(made), make.slots(made), make.places(made)
    Letter.objects.all().delete()  # about roles
    return Season(house, made, themes, slots, places)


def held(entry: MentorEntry) -> dict[str, object]:
    """What stands in an offer."""
    return {
        "leads": [lead.mentor.name for lead in entry.lead_rows.all()],
        "themes": [theme.key for theme in entry.themes.all()],
        "times": {time.slot.key: time.is_if_needed for time in entry.times.all()},
        "places": [place.key for place in entry.places.all()],
        "languages": entry.languages,
        "contact": entry.contact,
    }


def secret() -> str:
    """The secret of the newest letter to a mentor."""
    text = Letter.objects.filter(kind__startswith="mentors.").order_by("-id").values_list("text", flat=True)[0]
    found = re.search(r"/mentori/([\w-]+)/", text)
    assert found is not None, text
    return found[1]


def letters() -> list[tuple[str, str]]:
    """(kind, who reads it) of every letter to mentors, in order."""
    found = Letter.objects.filter(kind__startswith="mentors.").order_by("id").values_list("kind", "to_address")
    return [(kind.removeprefix("mentors."), address.partition("@")[0]) for kind, address in found]


def refused(reason: Reason, deed: Any, *args: Any, **named: Any) -> None:
    """The deed says no with this reason, and nothing has changed."""
    before = everything()
    with pytest.raises(Refused) as no:
        deed(*args, **named)
    assert (no.value.reason, everything()) == (reason, before)


def everything() -> list[Any]:
    """Each row of the room's tables, letters and log."""
    return [list(model.objects.order_by("pk").values()) for model in MODELS]
