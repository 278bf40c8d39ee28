"""Signing up: who gets in, who waits, what the visitor sees, which letters go."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests import make
from tests.rooms.signups.table import Table, letters, refused, table, verbs
from verme.audit.actors import OPERATOR, VISITOR
from verme.kernel import clock
from verme.mail.models import Letter
from verme.mentors import actions as mentors
from verme.mentors.actions.offer import Terms
from verme.mentors.terms import Training
from verme.programmes import actions as programmes
from verme.programmes.models import Programme, Theme
from verme.programmes.terms import Admission, Kind, Late
from verme.signups import actions, queries
from verme.signups.models import Signup, SignupSlot
from verme.signups.terms import ApplyRefusal, Source, State

pytestmark = pytest.mark.django_db
CLOSED = make.OCTOBER


@pytest.fixture(autouse=True)
def august(at: Callable[[dt.datetime], None]) -> None:
    at(make.AUGUST)


@pytest.fixture
def small() -> Table:
    """Two places."""
    return table(capacity=2)


def test_places_are_given_in_order_of_coming(small: Table) -> None:
    for name in ("Aino", "Bertta", "Cecilia", "Daavid"):
        small.send(name)

    assert small.states() == {"Aino": "accepted", "Bertta": "accepted", "Cecilia": "queued 1", "Daavid": "queued 2"}
    assert letters() == ["confirmation", "confirmation", "waiting", "waiting"]
    assert verbs() == ["signup.received"] * 4


def test_every_answer_is_kept(small: Table) -> None:
    first, second = small.slots[:2]
    held = small.apply(
        "Aino Virtanen",
        email=" Aino.Virtanen@Koulu.example ",
        unit=None,
        other_unit=" Kyläkoulu ",
        is_new=True,
        languages=["sv", "fi"],
        themes=[small.themes[2], small.themes[0]],
        any_theme=True,
        slots={first: 2, second: 1},
        places={small.places[1]: 1},
        together="Bertta",
        apart="Cecilia",
        apart_from_supervisor=True,
        wish="Kahvia",
    )

    held.refresh_from_db()
    assert (held.name, held.email, held.address, held.language) == (
        "Aino Virtanen",
        "Aino.Virtanen@Koulu.example",
        "aino.virtanen@koulu.example",
        "fi",
    )
    assert (held.unit, held.other_unit, held.is_new, held.languages, held.any_theme) == (None, "Kyläkoulu", True, ["sv", "fi"], True)
    assert (held.together, held.apart, held.apart_from_supervisor, held.wish) == ("Bertta", "Cecilia", True, "Kahvia")
    assert [(wish.rank, wish.theme) for wish in held.theme_wishes.all()] == [(1, small.themes[2]), (2, small.themes[0])]
    assert {answer.slot: answer.value for answer in held.slot_answers.all()} == {first: 2, second: 1}
    assert {answer.place: answer.value for answer in held.place_answers.all()} == {small.places[1]: 1}
    assert (held.person, held.confirmed_at, held.source) == (None, None, Source.FORM)


def test_the_same_form_sent_twice_makes_one(small: Table) -> None:
    first, second = small.send("Aino", key="one"), small.send("Aino", key="one")

    assert first == second
    assert (Signup.objects.count(), letters(), verbs()) == (1, ["confirmation"], ["signup.received"])


def test_a_known_address_changes_nothing_and_shows_the_same(small: Table) -> None:
    held = small.apply("Aino", email="aino@koulu.example")
    before = Signup.objects.values().get(pk=held.pk), SignupSlot.objects.count()

    unknown = small.send("Bertta", key="b", email="bertta@koulu.example")
    known = small.send("Joku Muu", key="c", email="AINO@koulu.example", slots={small.slots[0]: 1})

    assert (known.state, known.signup, len(known.reference)) == (State.QUEUED, None, len(unknown.reference))
    assert known.reference not in {held.reference, unknown.reference}
    assert (Signup.objects.values().get(pk=held.pk), SignupSlot.objects.filter(signup=held).count()) == before
    assert set(small.states()) == {"Aino", "Bertta"}
    assert letters() == ["confirmation", "confirmation"]  # Aino got one within the hour
    assert verbs() == ["signup.received", "signup.received", "signup.repeated"]


def test_the_owner_of_a_known_address_hears_of_it_once_an_hour(small: Table, at: Callable[[dt.datetime], None]) -> None:
    held = small.apply("Aino", email="aino@koulu.example")
    first = Signup.objects.get(pk=held.pk).manage_digest

    sent = []
    for minutes in (59, 61, 90, 130):
        at(make.AUGUST + dt.timedelta(minutes=minutes))
        small.send("Joku Muu", email="aino@koulu.example")
        sent.append(letters("again", to="aino@koulu.example"))

    assert sent == [[], ["again"], ["again"], ["again", "again"]]
    letter = Letter.objects.filter(kind="signups.again").first()
    assert letter is not None
    assert "Hei Aino," in letter.text  # the name on record, not what somebody typed
    assert Signup.objects.get(pk=held.pk).manage_digest != first


def test_the_same_form_with_a_known_address_shows_the_same_reference(small: Table) -> None:
    small.apply("Aino", email="aino@koulu.example")

    assert small.send("Aino", key="again", email="aino@koulu.example") == small.send("Aino", key="again", email="aino@koulu.example")


def test_an_address_typed_into_many_programmes_gets_a_letter_an_hour() -> None:
    first = table()
    others = [Table(first.house, made, make.themes(made), make.slots(made), make.places(made)) for made in _more(first, 2)]

    for one in [first, *others]:
        one.send("Aino", email="aino@koulu.example")

    hour = dt.timedelta(hours=1)
    due = list(Letter.objects.filter(kind__startswith="signups.").order_by("id").values_list("kind", "due_at"))
    assert due == [("signups.confirmation", make.AUGUST + hour * number) for number in range(3)]


def _more(first: Table, count: int) -> list[Programme]:
    return [make.programme(first.house.organisation, slug=f"muu-{number}") for number in range(count)]


def test_who_cancelled_may_sign_up_again(small: Table) -> None:
    held = small.apply("Aino")
    actions.withdraw(held, by=VISITOR)

    small.apply("Aino", email=held.email)

    assert list(Signup.objects.order_by("id").values_list("state", flat=True)) == ["withdrawn", "accepted"]


@pytest.mark.parametrize(
    ("change", "moment", "reason"),
    [
        ({}, dt.datetime(2026, 8, 10, 8, 59, tzinfo=clock.HELSINKI), ApplyRefusal.NOT_OPEN),
        ({"announced_at": None}, make.AUGUST, ApplyRefusal.NOT_OPEN),
        ({"paused_at": make.AUGUST}, make.AUGUST, ApplyRefusal.PAUSED),
        ({"late": Late.REFUSED}, CLOSED, ApplyRefusal.CLOSED),
        ({"published_at": make.AUGUST}, make.AUGUST, ApplyRefusal.CLOSED),
        ({"ended_at": make.AUGUST}, make.AUGUST, ApplyRefusal.CLOSED),
    ],
)
def test_when_nobody_can_sign_up(
    change: dict[str, object], moment: dt.datetime, reason: ApplyRefusal, at: Callable[[dt.datetime], None]
) -> None:
    made = table(**change)
    at(moment)

    refused(reason, made.send)


def test_the_late_are_last_even_when_there_is_room(small: Table, at: Callable[[dt.datetime], None]) -> None:
    small.send("Aino")
    at(CLOSED)
    state = small.send("Bertta").state

    assert state == State.QUEUED
    assert small.states() == {"Aino": "accepted", "Bertta": "offered 1"}  # the free place is offered at once, as to everybody who waits
    assert Signup.objects.get(name="Bertta").is_late


def test_a_mentor_cannot_sign_up_to_the_own_programme(small: Table) -> None:
    mentor = mentors.register(
        small.house.organisation, name="Heikki", email="heikki@koulu.example", training=Training.TRAINED, language="fi", by=OPERATOR
    )
    terms = Terms([mentor], small.themes, small.slots, small.places, ["fi"])
    mentors.offer(small.programme, terms=terms, by=OPERATOR)

    refused(ApplyRefusal.IS_MENTOR, small.send, "Heikki", email="Heikki@Koulu.example")
    small.send("Aino")


def test_answers_without_which_no_group_is_found(small: Table) -> None:
    assistants = small.house.organisation.staff_groups.get(key="school_assistant")
    small.themes[2].admit_groups.add(assistants)

    refused(ApplyRefusal.NO_THEME, small.send, themes=[])
    refused(ApplyRefusal.NO_SLOT, small.send, slots={})
    refused(ApplyRefusal.NO_PLACE, small.send, places={})
    refused(ApplyRefusal.NO_LANGUAGE, small.send, languages=[])
    refused(ApplyRefusal.THEME, small.send, themes=small.themes[2:])
    refused(ApplyRefusal.THEME, small.send, themes=small.themes[:1], is_new=False)
    small.send(themes=small.themes[2:], staff_group=assistants)
    small.send(themes=small.themes[:1], is_new=True)


def test_a_theme_with_a_limit_counts_first_wishes() -> None:
    made = table(capacity=4)
    first, second = made.themes[1:3]
    programmes.change_theme(first, terms=_limited(first, 1), by=OPERATOR)

    for name, wished in (("Aino", [first]), ("Bertta", [second, first]), ("Cecilia", [first, second]), ("Daavid", [second])):
        made.send(name, themes=wished)
    made.send("Eeva", themes=[], any_theme=True)

    # Cecilia waits for the theme she wished first; those who can take a place now do not wait behind her.
    assert made.states() == {"Aino": "accepted", "Bertta": "accepted", "Cecilia": "queued 1", "Daavid": "accepted", "Eeva": "accepted"}


def _limited(theme: Theme, capacity: int) -> programmes.ThemeTerms:
    return programmes.ThemeTerms(kind=Kind(theme.kind), titles=theme.titles, capacity=capacity)


def test_with_a_draw_everybody_is_received(at: Callable[[dt.datetime], None]) -> None:
    made = table(capacity=1, admission=Admission.LOTTERY)
    made.send("Aino"), made.send("Bertta")
    at(CLOSED)
    made.send("Cecilia")

    assert made.states() == {"Aino": "received", "Bertta": "received", "Cecilia": "queued 1"}
    assert ["arvonnalla" in letter.text for letter in Letter.objects.filter(kind__startswith="signups.").order_by("id")] == [
        True,
        True,
        False,
    ]


def test_the_coordinator_enters_somebody_and_the_letter_goes_to_them(small: Table, at: Callable[[dt.datetime], None]) -> None:
    by = small.house.coordinator.acting("coordinator")
    small.send("Aino")

    entered = actions.enter(small.programme, key="k", answers=small.answers("Bertta"), by=by)
    again = actions.enter(small.programme, key="k", answers=small.answers("Bertta"), by=by)

    assert (entered, entered.source, entered.state) == (again, Source.COORDINATOR, State.ACCEPTED)
    assert letters(to="bertta@koulu.example") == ["confirmation"]
    refused(ApplyRefusal.ALREADY, actions.enter, small.programme, key="m", answers=small.answers("Aino"), by=by)
    refused(ApplyRefusal.NO_SLOT, actions.enter, small.programme, key="n", answers=small.answers(slots={}), by=by)
    at(CLOSED)
    assert actions.enter(small.programme, key="l", answers=small.answers("Cecilia"), by=by).state == State.QUEUED


def test_a_burst_is_told_once(at: Callable[[dt.datetime], None]) -> None:
    made = table(capacity=1000)
    for number in range(64):
        at(make.AUGUST + dt.timedelta(seconds=number))
        made.send()
    for number in range(64):
        at(make.AUGUST + dt.timedelta(hours=3, seconds=number * 12))  # 50 in ten minutes
        made.send()

    told = Letter.objects.filter(kind="signups.burst")
    assert [(letter.to_address, "61 ilmoittautumista" in letter.text) for letter in told] == [("koordinaattori@seinajoki.example", True)]


def test_counts(small: Table) -> None:
    aino, _bertta, cecilia = (small.apply(name) for name in ("Aino", "Bertta", "Cecilia"))
    actions.confirm(aino, by=VISITOR)
    actions.withdraw(cecilia, by=VISITOR)
    small.send("Daavid", unit=small.house.units[1])

    counts = queries.counts(small.programme)

    assert (counts.total, counts.active, counts.accepted, counts.queued, counts.holding) == (4, 3, 2, 1, 2)
    assert (counts.unconfirmed, counts.units, counts.waits) == (2, 2, 0)
