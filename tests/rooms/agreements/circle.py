"""A published group whose mentor and members can sign in, and the ways of its agreement."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from tests import make
from tests.rooms.groups.round import Round, a_round
from verme.agreements import actions, queries
from verme.agreements.models import (
    Acceptance,
    ActivityPlan,
    AgreementDraft,
    AgreementTemplate,
    GroupAgreement,
    InForce,
    Signatory,
    Welcome,
)
from verme.agreements.queries import Shelf
from verme.agreements.rules import Section
from verme.audit.actors import OPERATOR, WORKER, Actor
from verme.audit.models import Entry
from verme.groups import actions as groups
from verme.groups.models import Group, Seat
from verme.kernel import clock
from verme.kernel.refusals import Reason, Refused
from verme.mail.models import Letter
from verme.mentors import actions as mentors
from verme.people import actions as people
from verme.people.models import Person
from verme.signups import actions as signups
from verme.signups.models import Signup

MARKER = "SALASANA-kahvihuone"
TRUST = Section("confidentiality", "Luottamus", f"Mitä ryhmässä puhutaan, se jää ryhmään. {MARKER}")
TIME = Section("time", "Aika ja paikka", "Tapaamme tiistaisin opettajainhuoneessa.")
NOON = dt.time(12)


def person(address: str) -> Person:
    """Whoever has this address, signed in once: what came with the address is theirs."""
    found = people.ensure(address, name=address, language="fi", by=OPERATOR)
    signups.tie(found, by=WORKER)
    mentors.tie(found, by=WORKER)
    return found


@dataclass
class Circle:
    """Group A: Pirjo leads Aino, Bertta, Cecilia and Daavid."""

    here: Round
    group: Group
    mentor: Person
    members: list[Person]
    late: Signup

    @property
    def by(self) -> Actor:
        """The mentor acts."""
        return self.mentor.acting("member")

    def write(self, *sections: Section, revision: int = 0) -> AgreementDraft:
        """The mentor writes."""
        return actions.write(self.group, language="fi", sections=sections or (TRUST, TIME), revision=revision, by=self.by)

    def offer(self, *sections: Section) -> GroupAgreement:
        """The mentor writes and offers; the next version."""
        draft = queries.draft_of(self.group)
        written = self.write(*sections, revision=draft.revision if draft else 0)
        number = GroupAgreement.objects.filter(group=self.group).count() + 1
        return actions.offer(self.group, number=number, revision=written.revision, by=self.by)

    def accept(self, agreement: GroupAgreement, *who: Person) -> None:
        """These accept; without names everybody does."""
        for each in who or (self.mentor, *self.members):
            actions.accept(agreement, by=each.acting("member"))

    def join(self) -> Person:
        """Uusi, who had no table when the groups were published, comes to the group later."""
        Seat.objects.create(group=self.group, signup=self.late, since=clock.now())
        return person(self.late.email)

    def leave(self, who: Person) -> None:
        """Somebody leaves the group."""
        Seat.objects.filter(group=self.group, signup__person=who).update(until=clock.now())

    def shelf(self, who: Person) -> Shelf | None:
        """What this person may read."""
        return queries.shelf(self.group, who)

    def readable(self, who: Person) -> list[tuple[int, str]]:
        """Number and standing of each version that this person may read."""
        shelf = self.shelf(who)
        return [(each.number, each.standing.value) for each in shelf.versions] if shelf else []


def circle(
    names: Sequence[str] = ("Aino", "Bertta", "Cecilia", "Daavid"), here: Round | None = None, mentor: str = "Pirjo Salonen"
) -> Circle:
    """A group of these people."""
    here = here or a_round()
    members = [here.person(name) for name in names]
    late = here.person(f"Uusi {names[0]}")
    draft = here.draft((here.mentor(mentor), members))
    (group,) = groups.publish(draft, revision=1, by=here.by)
    return Circle(here, group, person(group.leaders.get().mentor.email), [person(each.email) for each in members], late)


@pytest.fixture
def ring(at: Callable[[dt.datetime], None]) -> Circle:
    at(make.OCTOBER)
    return circle()


def letters() -> list[tuple[str, str]]:
    """(kind, address) of the letters about agreements, in order."""
    found = Letter.objects.filter(kind__startswith="agreements.").order_by("id").values_list("kind", "to_address")
    return [(kind.removeprefix("agreements."), address.removesuffix("@koulu.example")) for kind, address in found]


def verbs() -> list[str]:
    """What the log says about agreements and plans, in order."""
    found = Entry.objects.filter(verb__regex=r"^(agreement|activity_plan|agreement_template)\.").order_by("id")
    return list(found.values_list("verb", flat=True))


def everything() -> list[Any]:
    """All that a deed could have written."""
    kept = (AgreementDraft, AgreementTemplate, GroupAgreement, Signatory, Acceptance, InForce, Welcome, ActivityPlan, Letter, Entry)
    return [list(model.objects.order_by("pk").values()) for model in kept]  # type: ignore[attr-defined]


def refused(reason: Reason, deed: Callable[..., object], *args: Any, **named: Any) -> None:
    """The deed says no with this reason, and nothing has changed."""
    before = everything()
    with pytest.raises(Refused) as no:
        deed(*args, **named)
    assert (no.value.reason, everything()) == (reason, before)
