"""Counting a programme's facts in a number of queries that no number of rows raises."""

from django.db.models import Count, Q

from verme.groups.terms import DraftState
from verme.kernel import clock
from verme.mentors import queries as mentors
from verme.programmes import queries as programmes
from verme.programmes.models import Programme
from verme.programmes.terms import Channel, Stage
from verme.signups import queries as signups
from verme.web.coordinator.year_facts.facts import Draft, YearFacts


def facts_of(programme: Programme) -> YearFacts:
    """The programme as it is now. What a stage cannot have yet, or needs no more, is not asked for."""
    stage = programme.stage_at(clock.now())
    is_over = stage in {Stage.PUBLISHED, Stage.ENDED}
    asked = mentors.counts(programme)
    came = signups.counts(programme)
    sent = [(each.channel, each.count or 0) for each in programmes.dispatches(programme)]
    wishes = (programme.themes.count(), programme.slots.count(), programme.places.count()) if stage == Stage.DRAFT else (0, 0, 0)
    return YearFacts(
        today=clock.today(),
        stage=stage,
        opens_at=programme.opens_at,
        closes_at=programme.closes_at,
        groups_by=programme.groups_by,
        starts_on=programme.starts_on,
        ends_on=programme.ends_on,
        capacity=programme.capacity,
        themes=wishes[0],
        slots=wishes[1],
        places=wishes[2],
        called=sum(count for channel, count in sent if channel == Channel.EMAIL),
        dispatches=len(sent),
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
        groups=programme.groups.count() if is_over else 0,
    )


def _draft(programme: Programme) -> Draft | None:
    """The newest draft that is worked on."""
    unplaced = Count("placements", filter=Q(placements__group__isnull=True))
    held = programme.drafts.filter(state=DraftState.OPEN).annotate(unplaced=unplaced).order_by("-number").first()
    return Draft(held.number, held.unplaced) if held else None
