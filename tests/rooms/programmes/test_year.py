"""A programme's life: opened, furnished, announced, paused, extended, ended; and what refuses each step."""

import datetime as dt
import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from tests import cast, make
from verme.audit import queries as audit
from verme.audit.actors import OPERATOR
from verme.kernel import clock
from verme.kernel.refusals import Reason, Refused
from verme.organisations import actions as organisations
from verme.programmes import actions, queries
from verme.programmes.actions import ThemeTerms
from verme.programmes.models import Programme
from verme.programmes.rules import Dates
from verme.programmes.terms import Admission, Kind, Late, ProgrammeRefusal, Stage

pytestmark = pytest.mark.django_db

JUNE = dt.datetime(2026, 6, 1, 9, tzinfo=clock.HELSINKI)
DATES = Dates(
    clock.at(dt.date(2026, 8, 10), dt.time(8)),
    clock.end_of(dt.date(2026, 9, 8)),
    dt.date(2026, 9, 15),
    dt.date(2026, 9, 21),
    dt.date(2027, 5, 31),
)


@pytest.fixture
def house(at: Callable[[dt.datetime], None]) -> cast.House:
    at(JUNE)
    made = cast.seinajoki()
    actions.adopt_preset(made.organisation, preset="seinajoki", by=OPERATOR)
    return made


def opened(house: cast.House, **given: Any) -> Programme:
    known: dict[str, Any] = {
        "slug": "seinajoki-2026", "titles": {"fi": " Verme 2026–2027 ", "sv": ""}, "school_year": 2026, "dates": DATES, "capacity": 56,
    }  # fmt: skip
    return actions.open_year(house.organisation, **{**known, **given}, by=house.coordinator.acting("coordinator"))


def refusal(reason: Reason, deed: Callable[..., object], *args: object, **given: object) -> None:
    with pytest.raises(Refused) as refused:
        deed(*args, **given)
    assert refused.value.reason == reason


def test_a_programme_is_opened_and_not_announced(house: cast.House) -> None:
    made = opened(house, admission=Admission.LOTTERY, late=Late.REFUSED, intros={"fi": "Tule mukaan.", "en": "  "})

    held = Programme.objects.get(pk=made.pk)
    assert (held.titles, held.intros, held.admission, held.late) == (
        {"fi": "Verme 2026–2027"},
        {"fi": "Tule mukaan."},
        "lottery",
        "refused",
    )
    assert (held.stage_at(clock.now()), held.draw_digest, queries.on_show("seinajoki-2026")) == (Stage.DRAFT, "", None)
    assert [entry.verb for entry in audit.about(made)] == ["programme.opened"]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"slug": "Seinäjoki 2026"}, ProgrammeRefusal.SLUG_FORM),
        ({"slug": "taken"}, ProgrammeRefusal.SLUG_TAKEN),
        ({"titles": {"sv": "Verme"}}, ProgrammeRefusal.NO_TITLE),
        ({"capacity": 0}, ProgrammeRefusal.CAPACITY),
        ({"dates": Dates(DATES.closes_at, DATES.opens_at, *list(vars(DATES).values())[2:])}, ProgrammeRefusal.OPENS_BEFORE_CLOSES),
    ],
)
def test_what_cannot_be_opened(house: cast.House, given: dict[str, Any], reason: ProgrammeRefusal) -> None:
    make.programme(cast.gradia().organisation, slug="taken")

    refusal(reason, opened, house, **given)
    assert not queries.of_organisation(house.organisation).exists()


def test_a_first_programme_begins_with_suggestions_in_the_organisations_languages(house: cast.House) -> None:
    organisations.change(house.organisation, languages=["sv", "fi"], by=OPERATOR)
    house.organisation.refresh_from_db()
    made = opened(house, titles={"sv": "Verme"}, suggest=True)

    themes = list(made.themes.all())
    assert [theme.key for theme in themes] == ["uran-alku", "tyon-rajat", "erityinen-tuki", "ohjaajan-tyo"]
    assert themes[0].titles == {"fi": "Uran alku", "sv": "Början av karriären"}
    assert [group.key for group in themes[3].admit_groups.all()] == ["school_assistant"]
    assert [slot.key for slot in made.slots.all()][:3] == ["ma-1430", "ma-1600", "ti-1430"]
    assert [(place.key, place.is_online) for place in made.places.all()] == [("lahi", False), ("eta", True)]
    assert actions.announce(made, by=OPERATOR).announced_at == clock.now()


def test_suggestions_leave_out_themes_for_staff_groups_that_are_not_there() -> None:
    house = cast.gradia()
    actions.adopt_preset(house.organisation, preset="seinajoki", by=OPERATOR)

    made = opened(house, slug="gradia-2026", suggest=True)
    assert [theme.key for theme in made.themes.all()] == ["uran-alku", "tyon-rajat", "erityinen-tuki"]


def test_suggestions_need_an_operating_model() -> None:
    house = cast.gradia()

    refusal(ProgrammeRefusal.NO_RULES, opened, house, slug="gradia-2026", suggest=True)
    assert not queries.of_organisation(house.organisation).exists()


def test_next_year_is_like_this_one_without_its_people(house: cast.House) -> None:
    this = opened(house, suggest=True, intros={"fi": "Tule mukaan."})
    actions.change_theme(
        this.themes.get(key="tyon-rajat"),
        terms=ThemeTerms(
            Kind.SUBJECT, {"fi": "Rajat"}, capacity=8, admit_levels=["lower"], admit_subject="matematiikka", size_max=9, mix=2
        ),
        by=OPERATOR,
    )
    actions.announce(this, by=OPERATOR)

    made = opened(house, slug="seinajoki-2027", like=this, capacity=60)

    def content(programme: Programme) -> list[Any]:
        themes = [
            {k: v for k, v in vars(theme).items() if k not in {"id", "_state", "programme_id", "_prefetched_objects_cache"}}
            | {"groups": [group.key for group in theme.admit_groups.all()]}
            for theme in programme.themes.all()
        ]
        return [
            themes,
            [str(slot) for slot in programme.slots.all()],
            [(p.key, p.names, p.is_online, p.order) for p in programme.places.all()],
        ]

    assert content(made) == content(this)
    assert (made.intros, made.capacity, made.copied_from, made.announced_at) == ({"fi": "Tule mukaan."}, 60, this, None)


def test_changing_the_frame(house: cast.House) -> None:
    made = opened(house)

    held = actions.change(made, titles={"fi": "Uusi", "sv": "Ny"}, capacity=30, admission=Admission.NEW_FIRST, by=OPERATOR)
    assert (held.titles, held.capacity, held.admission) == ({"fi": "Uusi", "sv": "Ny"}, 30, "new_first")
    assert audit.about(made)[0].facts == {"fields": ["admission", "capacity", "titles"]}
    refusal(ProgrammeRefusal.NO_TITLE, actions.change, made, titles={"sv": "Ny"}, by=OPERATOR)
    refusal(ProgrammeRefusal.CAPACITY, actions.change, made, capacity=0, by=OPERATOR)
    refusal(ProgrammeRefusal.GROUPS_AFTER_SIGNUP, actions.change, made, groups_by=dt.date(2026, 9, 1), by=OPERATOR)
    with pytest.raises(TypeError):
        actions.change(made, draw_seed="mine", by=OPERATOR)


def test_how_places_are_given_stays_once_announced(house: cast.House) -> None:
    made = actions.announce(opened(house, suggest=True, admission=Admission.LOTTERY), by=OPERATOR)

    refusal(ProgrammeRefusal.ADMISSION_FIXED, actions.change, made, admission=Admission.BY_TIME, by=OPERATOR)
    assert actions.change(made, admission=Admission.LOTTERY, capacity=40, by=OPERATOR).capacity == 40


def test_the_lot_is_made_when_it_is_announced(house: cast.House) -> None:
    made = actions.announce(opened(house, suggest=True), by=OPERATOR)

    assert made.draw_digest == hashlib.sha256(made.draw_seed.encode()).hexdigest()
    assert len(made.draw_seed) == 32
    refusal(ProgrammeRefusal.ALREADY_ANNOUNCED, actions.announce, made, by=OPERATOR)


def test_nothing_is_announced_with_nothing_to_wish_or_too_late(house: cast.House, at: Callable[[dt.datetime], None]) -> None:
    refusal(ProgrammeRefusal.NO_THEMES, actions.announce, opened(house), by=OPERATOR)
    late = opened(house, slug="late", suggest=True)
    at(make.OCTOBER)

    refusal(ProgrammeRefusal.DEADLINE_PAST, actions.announce, late, by=OPERATOR)
    assert queries.on_show("late") is None


def test_pausing_and_going_on(house: cast.House, at: Callable[[dt.datetime], None]) -> None:
    made = opened(house, suggest=True)
    refusal(ProgrammeRefusal.NOT_ANNOUNCED, actions.pause, made, by=OPERATOR)
    actions.announce(made, by=OPERATOR)
    at(make.AUGUST)

    stages = [
        actions.pause(made, by=OPERATOR).stage_at(clock.now()),
        actions.pause(made, by=OPERATOR).stage_at(clock.now()),
        actions.resume(made, by=OPERATOR).stage_at(clock.now()),
        actions.resume(made, by=OPERATOR).stage_at(clock.now()),
    ]
    assert stages == [Stage.PAUSED, Stage.PAUSED, Stage.OPEN, Stage.OPEN]
    assert [entry.verb for entry in audit.about(made)][:2] == ["programme.resumed", "programme.paused"]
    assert audit.about(made).count() == 4


def test_extending(house: cast.House, at: Callable[[dt.datetime], None]) -> None:
    made = opened(house, suggest=True)
    longer = clock.end_of(dt.date(2026, 9, 20))
    refusal(ProgrammeRefusal.NOT_ANNOUNCED, actions.extend, made, closes_at=longer, by=OPERATOR)
    actions.announce(made, by=OPERATOR)
    at(make.AUGUST)

    refusal(ProgrammeRefusal.GROUPS_AFTER_SIGNUP, actions.extend, made, closes_at=longer, by=OPERATOR)
    refusal(ProgrammeRefusal.DEADLINE_PAST, actions.extend, made, closes_at=clock.end_of(dt.date(2026, 8, 19)), by=OPERATOR)
    refusal(ProgrammeRefusal.ENDS_AFTER_GROUPS, actions.extend, made, closes_at=longer, groups_by=dt.date(2027, 6, 1), by=OPERATOR)
    held = actions.extend(made, closes_at=longer, groups_by=dt.date(2026, 9, 25), by=OPERATOR)
    assert (held.closes_at, held.groups_by) == (longer, dt.date(2026, 9, 25))
    Programme.objects.update(drawn_at=clock.now())
    refusal(ProgrammeRefusal.DRAWN, actions.extend, made, closes_at=longer, by=OPERATOR)


def test_once_its_groups_are_told_it_stands(house: cast.House) -> None:
    made = actions.announce(opened(house, suggest=True), by=OPERATOR)

    held = actions.publish(made, by=OPERATOR)
    assert (held.stage_at(clock.now()), held.published_at) == (Stage.PUBLISHED, clock.now())
    assert audit.about(made)[0].verb == "programme.published"
    refusal(ProgrammeRefusal.ENDED, actions.publish, made, by=OPERATOR)
    refusal(ProgrammeRefusal.ENDED, actions.change, made, capacity=1, by=OPERATOR)
    assert actions.end(made, by=OPERATOR).ended_at == clock.now()


def test_an_ended_programme_is_left_as_it_is(house: cast.House) -> None:
    made = actions.announce(opened(house, suggest=True), by=OPERATOR)

    assert actions.end(made, by=OPERATOR).ended_at == actions.end(made, by=OPERATOR).ended_at == clock.now()
    assert [entry.verb for entry in audit.about(made)].count("programme.ended") == 1
    for deed in (actions.pause, actions.resume, actions.announce):
        refusal(ProgrammeRefusal.ENDED, deed, made, by=OPERATOR)
    refusal(ProgrammeRefusal.ENDED, actions.change, made, capacity=1, by=OPERATOR)
    refusal(ProgrammeRefusal.ENDED, actions.extend, made, closes_at=clock.end_of(dt.date(2026, 9, 9)), by=OPERATOR)
    refusal(ProgrammeRefusal.ENDED, actions.add_slot, made, weekday=4, starts=dt.time(14), ends=dt.time(15), by=OPERATOR)


def test_what_the_public_and_a_coordinator_find(house: cast.House, at: Callable[[dt.datetime], None]) -> None:
    year = actions.announce(opened(house, suggest=True), by=OPERATOR)
    draft = opened(
        house, slug="seinajoki-kevat-2027", dates=Dates(DATES.opens_at, DATES.closes_at, *[dt.date(2027, 1, 11)] * 2, dt.date(2027, 5, 31))
    )
    make.programme(house.organisation, slug="practice", is_practice=True)
    make.programme(house.organisation, slug="over", ended_at=clock.now())

    assert list(queries.announced()) == [year]
    found = []
    for moment in (JUNE, make.OCTOBER, dt.datetime(2027, 7, 1, tzinfo=clock.HELSINKI)):
        at(moment)
        found.append(queries.current(house.organisation))
    assert found == [year, year, draft]  # the next, the one that runs, the last
    assert queries.current(cast.gradia().organisation) is None


def test_the_calls_of_an_organisation_the_latest_change_first(house: cast.House, at: Callable[[dt.datetime], None]) -> None:
    first = actions.announce(opened(house, suggest=True), by=OPERATOR)
    at(JUNE + dt.timedelta(days=1))
    second = actions.announce(opened(house, slug="second", suggest=True), by=OPERATOR)
    opened(house, slug="draft")
    at(JUNE + dt.timedelta(days=2))
    assert queries.news_of("seinajoki") == (house.organisation, [second, first])

    actions.extend(first, closes_at=clock.end_of(dt.date(2026, 9, 10)), by=OPERATOR)

    assert queries.news_of("seinajoki") == (house.organisation, [first, second])
    assert queries.news_of("nowhere") is None
