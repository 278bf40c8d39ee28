"""A practice is whole, writes to nobody else, and leaves nothing behind."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import models

from tests import cast, make
from verme.audit.actors import OPERATOR
from verme.groups import actions as groups
from verme.groups import jobs
from verme.groups import queries as group_queries
from verme.groups.rules import Criteria
from verme.kernel.refusals import Refused
from verme.mail.models import Letter
from verme.mentors import queries as mentors
from verme.organisations import actions as organisations
from verme.people.models import Person
from verme.practice import actions, queries
from verme.practice.terms import PracticeRefusal
from verme.programmes import actions as programmes
from verme.programmes import queries as programme_queries
from verme.programmes.models import Programme
from verme.signups import queries as signups

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(at: Callable[..., None]) -> cast.House:
    at(make.OCTOBER)
    made = cast.seinajoki()
    if not programme_queries.rule_sets(made.organisation).exists():
        programmes.adopt_preset(made.organisation, preset="seinajoki", by=OPERATOR)
    return made


def begin(house: cast.House) -> Programme:
    return actions.begin(house.organisation, person=house.coordinator, by=house.coordinator.acting("coordinator"))


def rows() -> dict[str, int]:
    """How many rows each table of ours holds, but the log's."""
    ours: list[type[models.Model]] = [model for model in apps.get_models() if model.__module__.startswith("verme.")]
    return {model.__name__: model._default_manager.count() for model in ours if model.__name__ != "Entry"}


def test_a_practice_has_people_and_mentors_and_is_in_no_public_list(house: cast.House) -> None:
    practice = begin(house)

    assert signups.counts(practice).accepted == 54
    assert (mentors.counts(practice).yes, mentors.counts(practice).entries) == (7, 7)
    assert list(mentors.register(house.organisation)) == []
    assert list(programme_queries.announced()) == []
    assert not Letter.objects.filter(programme_id=practice.pk).exists()


def test_one_at_a_time(house: cast.House) -> None:
    assert begin(house) == begin(house)
    assert queries.practice_of(house.organisation, house.coordinator) is not None
    assert queries.practice_of(house.organisation, house.people[next(iter(house.people))]) is not None
    assert queries.practice_of(house.organisation, cast.stranger()) is None


@pytest.mark.slow
def test_groups_are_formed_and_published_to_oneself_and_then_nothing_is_left(house: cast.House) -> None:
    before, people = rows(), Person.objects.count()
    practice = begin(house)
    by = house.coordinator.acting("coordinator")
    rules = programme_queries.rules_on(house.organisation, practice.starts_on)
    run = groups.ask(practice, criteria=Criteria.of(rules), by=by)
    jobs.form_groups.call(run.pk)
    draft = group_queries.worked_on(practice).first()
    assert draft is not None

    published = groups.publish(draft, revision=draft.revision, by=by)

    assert len(published) >= 5
    letters = Letter.objects.filter(programme_id=practice.pk)
    assert letters.count() > 50
    assert set(letters.values_list("to_address", "person_id")) == {(house.coordinator.email, None)}
    assert Person.objects.count() == people

    actions.discard(practice, by=by)

    assert rows() == before


def test_a_real_programme_is_never_discarded(house: cast.House) -> None:
    real = make.programme(house.organisation)

    with pytest.raises(Refused) as refused:
        actions.discard(real, by=OPERATOR)

    assert refused.value.reason == PracticeRefusal.NOT_PRACTICE
    assert Programme.objects.filter(pk=real.pk).exists()


def test_discarding_twice_has_one_effect(house: cast.House) -> None:
    practice = begin(house)

    actions.discard(practice, by=OPERATOR)
    actions.discard(practice, by=OPERATOR)

    assert not Programme.objects.exists()


def test_without_an_operating_model_there_is_nothing_to_build_by(at: Callable[..., None]) -> None:
    at(make.OCTOBER)
    bare = organisations.add(slug="lappi", names={"fi": "Lappi"}, languages=["fi"], preset="seinajoki", by=OPERATOR)

    with pytest.raises(Refused) as refused:
        actions.begin(bare, person=cast.stranger(), by=OPERATOR)

    assert refused.value.reason == PracticeRefusal.NO_RULES
