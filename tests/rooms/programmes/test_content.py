"""Themes, times and places: added, changed, removed, and kept when somebody has chosen them."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests import cast, make
from verme.audit import queries as audit
from verme.audit.actors import OPERATOR
from verme.kernel.refusals import Reason, Refused
from verme.mentors import actions as mentors
from verme.mentors.terms import Training
from verme.programmes import actions
from verme.programmes.actions import ThemeTerms
from verme.programmes.models import Programme
from verme.programmes.terms import Kind, ProgrammeRefusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> cast.House:
    return cast.seinajoki()


@pytest.fixture
def programme(house: cast.House) -> Programme:
    made = make.programme(house.organisation, announced=False)
    make.themes(made), make.slots(made), make.places(made)
    return made


def refusal(reason: Reason, deed: Callable[..., object], *args: object, **given: object) -> None:
    with pytest.raises(Refused) as refused:
        deed(*args, **given)
    assert refused.value.reason == reason


def test_a_theme_is_added_last_with_a_key_of_its_title(programme: Programme) -> None:
    terms = ThemeTerms(Kind.THEME, {"fi": " Työn ilo ", "sv": ""}, {"fi": "Mikä kantaa."})

    made = actions.add_theme(programme, terms=terms, by=OPERATOR)
    again = actions.add_theme(programme, terms=terms, by=OPERATOR)

    assert (made.key, made.titles, again.key) == ("tyon-ilo", {"fi": "Työn ilo"}, "tyon-ilo-2")
    assert [theme.key for theme in programme.themes.all()][-2:] == ["tyon-ilo", "tyon-ilo-2"]
    refusal(ProgrammeRefusal.EXISTS, actions.add_theme, programme, key="tyon-ilo", terms=terms, by=OPERATOR)
    refusal(ProgrammeRefusal.NO_TITLE, actions.add_theme, programme, terms=ThemeTerms(Kind.THEME, {"sv": "Glädje"}), by=OPERATOR)


def test_a_theme_is_replaced_whole(house: cast.House, programme: Programme) -> None:
    theme = programme.themes.first()
    assert theme is not None
    groups = list(house.organisation.staff_groups.all())[:2]

    actions.change_theme(
        theme, terms=ThemeTerms(Kind.ASSISTANTS, {"fi": "Uusi"}, admit_groups=groups, admit_levels=("lower",)), by=OPERATOR
    )

    theme.refresh_from_db()
    assert (theme.kind, theme.titles, theme.only_new, theme.admit_levels) == ("assistants", {"fi": "Uusi"}, False, ["lower"])
    assert list(theme.admit_groups.all()) == groups
    refusal(ProgrammeRefusal.NO_TITLE, actions.change_theme, theme, terms=ThemeTerms(Kind.THEME, {}), by=OPERATOR)


def test_a_time_is_there_once(programme: Programme) -> None:
    refusal(ProgrammeRefusal.EXISTS, actions.add_slot, programme, weekday=0, starts=dt.time(14, 30), ends=dt.time(15), by=OPERATOR)
    refusal(ProgrammeRefusal.SLOT_ENDS, actions.add_slot, programme, weekday=0, starts=dt.time(15), ends=dt.time(15), by=OPERATOR)

    assert actions.add_slot(programme, weekday=4, starts=dt.time(13), ends=dt.time(14, 30), by=OPERATOR).key == "pe-1300"


def test_places_are_named_in_languages(programme: Programme) -> None:
    made = actions.add_place(programme, names={"fi": "Nurmo", "sv": " "}, by=OPERATOR)
    actions.change_place(made, names={"fi": "Nurmon koulut", "sv": "Skolorna i Nurmo"}, is_online=False, by=OPERATOR)

    assert (made.key, made.order, made.names) == ("nurmo", 2, {"fi": "Nurmon koulut", "sv": "Skolorna i Nurmo"})
    refusal(ProgrammeRefusal.EXISTS, actions.add_place, programme, key="nurmo", names={"fi": "Nurmo"}, by=OPERATOR)
    refusal(ProgrammeRefusal.NO_TITLE, actions.add_place, programme, names={"sv": "Nurmo"}, by=OPERATOR)
    refusal(ProgrammeRefusal.NO_TITLE, actions.change_place, made, names={}, is_online=False, by=OPERATOR)


def test_removing_leaves_a_trace_and_nothing_else(programme: Programme) -> None:
    theme, slot, place = programme.themes.last(), programme.slots.last(), programme.places.last()
    assert theme is not None and slot is not None and place is not None

    actions.remove_theme(theme, by=OPERATOR)
    actions.remove_slot(slot, by=OPERATOR)
    actions.remove_place(place, by=OPERATOR)

    assert (programme.themes.count(), programme.slots.count(), programme.places.count()) == (2, 3, 1)
    verbs = audit.of_organisation(programme.organisation_id).values_list("verb", flat=True)
    assert list(verbs)[:3] == ["place.removed", "slot.removed", "theme.removed"]


def test_what_a_mentor_has_chosen_stays(house: cast.House, programme: Programme) -> None:
    mentor = mentors.register(
        house.organisation, name="Heikki", email="h@seinajoki.example", training=Training.TRAINED, language="fi", by=OPERATOR
    )
    theme, slot, place = programme.themes.first(), programme.slots.first(), programme.places.first()
    assert theme is not None and slot is not None and place is not None
    mentors.offer(programme, terms=mentors.Terms([mentor], [theme], [slot], [place], ["fi"]), by=OPERATOR)

    refusal(ProgrammeRefusal.IN_USE, actions.remove_theme, theme, by=OPERATOR)
    refusal(ProgrammeRefusal.IN_USE, actions.remove_slot, slot, by=OPERATOR)
    refusal(ProgrammeRefusal.IN_USE, actions.remove_place, place, by=OPERATOR)
    assert (programme.themes.count(), programme.slots.count(), programme.places.count()) == (3, 4, 2)


def test_once_announced_one_of_a_kind_is_left(house: cast.House) -> None:
    programme = make.programme(house.organisation)
    (theme,), (slot,) = make.themes(programme, 1), make.slots(programme, [0])
    place, online = make.places(programme)

    actions.remove_place(online, by=OPERATOR)
    refusal(ProgrammeRefusal.LAST_ONE, actions.remove_theme, theme, by=OPERATOR)
    refusal(ProgrammeRefusal.LAST_ONE, actions.remove_slot, slot, by=OPERATOR)
    refusal(ProgrammeRefusal.LAST_ONE, actions.remove_place, place, by=OPERATOR)


def test_a_change_shows_in_the_feed(programme: Programme, at: Callable[[dt.datetime], None]) -> None:
    at(make.OCTOBER)

    actions.add_slot(programme, weekday=4, starts=dt.time(13), ends=dt.time(14), by=OPERATOR)

    programme.refresh_from_db()
    assert programme.changed_at == make.OCTOBER


@pytest.mark.parametrize(
    ("kind", "after", "names"),
    [
        (Kind.LONG_CAREER, False, ["K55", "K55", "K55"]),
        (Kind.LONG_CAREER, True, ["Teemaryhmä", "Temagrupp", "Theme group"]),
        (Kind.THEME, True, ["K55", "K55", "K55"]),
    ],
)
def test_a_discreet_kind_is_named_to_outsiders_only_until_groups_exist(
    programme: Programme, kind: Kind, after: bool, names: list[str]
) -> None:
    theme = actions.add_theme(programme, terms=ThemeTerms(kind, {"fi": "K55"}), by=OPERATOR)

    assert [theme.public_title(language, after_publication=after) for language in ("fi", "sv", "en")] == names
