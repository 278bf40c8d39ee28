"""Counting a programme's facts, and what is new since a moment, in a number of queries that no number of rows raises."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from verme.agreements import queries as agreements
from verme.audit import queries as audit
from verme.compensation import queries as compensation
from verme.groups.terms import DraftState
from verme.kernel import clock
from verme.meetings import queries as meetings
from verme.mentors import queries as mentors
from verme.mentors.terms import Answer
from verme.mornings.facts import Draft, YearFacts
from verme.mornings.models import LetterChoice
from verme.mornings.terms import MorningLetter
from verme.organisations.models import Organisation
from verme.organisations.terms import RoleKind
from verme.people.models import Person
from verme.programmes import queries as programmes
from verme.programmes.models import Programme
from verme.programmes.terms import Channel, Stage
from verme.signups import queries as signups

# What people do who have no role at work → the news it is; a mentor's answer is told by its fact.
NEWS: Mapping[str, str] = {"signup.received": "signed_up", "signup.withdrawn": "cancelled", "mentor.answered": ""}
ANSWERS: Mapping[str, str] = {Answer.YES: "agreed", Answer.NO: "declined"}


def facts_of(programme: Programme) -> YearFacts:
    """The programme as it is now. What a stage cannot have yet, or needs no more, is not asked for."""
    stage = programme.stage_at(clock.now())
    is_over = stage in {Stage.PUBLISHED, Stage.ENDED}
    asked = mentors.counts(programme)
    came = signups.counts(programme)
    agreed = agreements.counts(programme) if is_over else agreements.NONE
    met = meetings.counts(programme) if is_over else meetings.NO_MEETINGS
    return YearFacts(
        today=clock.today(),
        stage=stage,
        opens_at=programme.opens_at,
        closes_at=programme.closes_at,
        groups_by=programme.groups_by,
        starts_on=programme.starts_on,
        ends_on=programme.ends_on,
        capacity=programme.capacity,
        **_call(programme, stage),
        invited=asked.invited,
        agreed=asked.yes,
        declined=asked.no,
        unanswered=asked.waiting,
        entries=asked.entries,
        signed_up=came.active,
        accepted=came.accepted,
        queued=came.queued + came.offered,
        units=came.units,
        flagged=0 if is_over or not came.active else len(signups.noticed(programme)),
        awaits_draw=programme.is_drawn_by_lot and programme.drawn_at is None,
        draft=None if is_over else _draft(programme),
        published_at=programme.published_at,
        groups=agreed.groups,
        agreements=agreed.in_force,
        held=met.held,
        missing=met.missing,
        pay=compensation.standing(programme) if is_over else compensation.NOTHING_SENT,
    )


def _call(programme: Programme, stage: Stage) -> dict[str, int]:
    """What the call offers, while it is being made ready, and what has gone out of it."""
    sent = [(each.channel, each.count or 0) for each in programmes.dispatches(programme)]
    wishes = (programme.themes.count(), programme.slots.count(), programme.places.count()) if stage == Stage.DRAFT else (0, 0, 0)
    called = sum(count for channel, count in sent if channel == Channel.EMAIL)
    return {**dict(zip(("themes", "slots", "places"), wishes, strict=True)), "called": called, "dispatches": len(sent)}


def _draft(programme: Programme) -> Draft | None:
    """The newest draft that is worked on."""
    unplaced = Count("placements", filter=Q(placements__group__isnull=True))
    held = programme.drafts.filter(state=DraftState.OPEN).annotate(unplaced=unplaced).order_by("-number").first()
    return Draft(held.number, held.unplaced) if held else None


@dataclass(frozen=True)
class News:
    """What others than the coordinators have done in a programme: people who signed up or cancelled, mentors who answered."""

    signed_up: int = 0
    cancelled: int = 0
    agreed: int = 0
    declined: int = 0


def live(organisation: Organisation) -> list[Programme]:
    """The programmes that are not over, the earliest first; practice is nobody's work."""
    found = programmes.of_organisation(organisation).filter(ended_at__isnull=True, is_practice=False)
    return list(found.order_by("starts_on", "id"))


def news(organisation: Organisation, *, since: datetime) -> Mapping[int, News]:
    """What is new after a moment, by programme; in one query."""
    entries = audit.of_organisation(organisation.pk).filter(happened_at__gt=since, verb__in=NEWS).exclude(role__in=RoleKind.values)
    counted: dict[int, Counter[str]] = {}
    for verb, facts in entries.values_list("verb", "facts"):
        counted.setdefault(facts["programme"], Counter())[NEWS[verb] or ANSWERS[facts["answer"]]] += 1
    return {programme: News(**counts) for programme, counts in counted.items()}


def last_deed(organisation: Organisation) -> datetime | None:
    """When somebody with a role in the organisation last did anything in it."""
    entries = audit.of_organisation(organisation.pk).filter(role__in=RoleKind.values)
    return entries.values_list("happened_at", flat=True).first()


def choice_of(person: Person) -> LetterChoice:
    """Which letters of the morning a coordinator wants; who has not chosen wants all."""
    return LetterChoice.objects.filter(person=person).first() or LetterChoice(person=person)


def refusers(letter: MorningLetter) -> frozenset[int]:
    """The people who do not want this letter."""
    return frozenset(LetterChoice.objects.filter(**{letter: False}).values_list("person_id", flat=True))
