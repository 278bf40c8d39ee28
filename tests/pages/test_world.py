"""Where the example world stands on the morning on which it begins."""

import datetime as dt

import pytest

from tests.pages.world import Scene
from verme.agreements import queries as agreements
from verme.agreements.queries import Counts
from verme.certificates import queries as credit
from verme.certificates.models import Certificate
from verme.certificates.terms import CreditState
from verme.compensation.models import Batch
from verme.compensation.terms import BatchKind
from verme.groups.models import Group
from verme.meetings.models import Meeting, MeetingChange
from verme.meetings.terms import MeetingState
from verme.programmes.models import Programme

pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def states(programme: Programme) -> set[tuple[str, ...]]:
    """What the groups' meetings are, in the order of time: once where all groups are alike."""
    groups = Group.objects.filter(programme=programme)
    return {tuple(Meeting.objects.filter(group=group).order_by("starts_at").values_list("state", flat=True)) for group in groups}


def test_the_finished_year(scene: Scene) -> None:
    before = scene.house.organisation.programmes.get(school_year=2025)

    assert before.ended_at is not None
    assert states(before) == {(MeetingState.HELD,) * 6}
    earned = [each.state for each in credit.of_year(scene.house.organisation, 2025)]
    assert set(earned) <= {CreditState.ACCRUING, CreditState.REPORTED}
    assert earned.count(CreditState.REPORTED) > len(earned) / 2
    assert Certificate.objects.filter(organisation=scene.house.organisation).count() > 3


def test_the_year_that_runs(scene: Scene) -> None:
    now, groups = scene.autumn.programme, scene.autumn.programme.groups.count()

    assert states(now) == {(MeetingState.HELD,) * 2 + (MeetingState.PLANNED,) * 4}
    assert agreements.counts(now) == Counts(groups=groups, in_force=groups - 1, offered=1)
    assert MeetingChange.objects.filter(meeting__programme=now, is_cancelled=False).count() == 1
    assert any(group.leaders.count() == 2 for group in now.groups.all())


def test_months_are_closed(scene: Scene) -> None:
    batches = Batch.objects.filter(organisation=scene.house.organisation).order_by("number")

    assert list(batches.values_list("number", "kind", "month")) == [
        (1, BatchKind.COSTS, dt.date(2025, 11, 1)),
        (2, BatchKind.COSTS, dt.date(2026, 10, 1)),
    ]
