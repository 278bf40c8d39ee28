"""Telling the coordinators in the morning, and what they want to be told."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock
from verme.mornings import notices, rules
from verme.mornings.models import LetterChoice, Morning
from verme.mornings.next_step import next_step
from verme.mornings.notices import Report
from verme.mornings.queries import News, facts_of, last_deed, live, news, refusers
from verme.mornings.terms import MorningLetter
from verme.organisations.models import Organisation
from verme.organisations.queries import coordinators
from verme.people.models import Person

FIRST_TIME = timedelta(days=1)  # so far back is news when nothing has been told before


@transaction.atomic
def tell(organisation: Organisation, *, by: Actor) -> int:
    """Once on the morning of a working day: what is new since the last one; if nothing is, perhaps the step that has waited for a week.

    Returns how many letters were written.
    """
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    morning, now = Morning.objects.filter(organisation=held).first(), clock.now()
    if not rules.is_time(now, morning.told_until if morning else None):
        return 0
    since = morning.told_until if morning else now - FIRST_TIME
    Morning.objects.update_or_create(organisation=held, defaults={"told_until": now})
    new = news(held, since=since)
    letters = _digest(held, new) if new else _nudge(held, last_deed(held))
    if letters:
        audit.record("morning.told", held, by=by, organisation=held.pk, letters=letters)
    return letters


def _digest(organisation: Organisation, new: Mapping[int, News]) -> int:
    reports = [Report(each, facts_of(each), new[each.pk]) for each in live(organisation) if each.pk in new]
    people = _readers(organisation, MorningLetter.DIGEST)
    return notices.digest(organisation, people, reports, on=clock.today()) if reports else 0


def _nudge(organisation: Organisation, last: datetime | None) -> int:
    """The first programme with a step that waits for the coordinators. One letter a stage while nobody does anything."""
    if last is None or not rules.is_idle(clock.today(), last):
        return 0
    for programme in live(organisation):
        facts = facts_of(programme)
        if next_step(facts, lambda _name: "").waits:
            people = _readers(organisation, MorningLetter.NUDGE)
            event = f"{programme.pk}:{facts.stage}:{last:%Y%m%d%H%M%S}"
            return notices.nudge(organisation, people, Report(programme, facts, News()), event=event)
    return 0


def _readers(organisation: Organisation, letter: MorningLetter) -> Sequence[Person]:
    away = refusers(letter)
    return [person for person in coordinators(organisation) if person.pk not in away]


@transaction.atomic
def choose(person: Person, *, digest: bool, nudge: bool, by: Actor) -> LetterChoice:
    """Which letters of the morning a coordinator wants, in every organisation."""
    made, _is_new = LetterChoice.objects.update_or_create(person=person, defaults={"digest": digest, "nudge": nudge})
    audit.record("morning.letters_chosen", made, by=by, digest=digest, nudge=nudge)
    return made
