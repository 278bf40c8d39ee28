"""What a person does to the own sign-up."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests import make
from tests.rooms.signups.table import Table, letters, refused, secret, table, verbs
from verme.audit.actors import OPERATOR, VISITOR, WORKER
from verme.kernel import clock
from verme.mail.models import Letter
from verme.people import actions as people
from verme.people.models import Person
from verme.signups import actions, jobs, queries
from verme.signups.models import Signup
from verme.signups.terms import ApplyRefusal, ChangeRefusal, State

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def august(at: Callable[[dt.datetime], None]) -> None:
    at(make.AUGUST)


@pytest.fixture
def small() -> Table:
    """Two places."""
    return table(capacity=2)


def test_the_letters_link_opens_its_own_sign_up_only(small: Table) -> None:
    aino = small.apply("Aino")
    key = secret("confirmation")
    bertta = small.apply("Bertta")

    assert (queries.by_secret(key), queries.by_secret(secret("confirmation"))) == (aino, bertta)
    assert (queries.by_secret(key + "x"), queries.by_secret(""), queries.by_secret(aino.manage_digest)) == (None, None, None)


def test_confirming_makes_the_person_once(small: Table) -> None:
    held = small.apply("Aino", email="Aino@Koulu.example", language="sv")

    actions.confirm(held, by=VISITOR)
    again = actions.confirm(held, by=VISITOR)

    person = Person.objects.get(email="aino@koulu.example")
    assert (again.person, again.confirmed_at, person.name, person.language) == (person, make.AUGUST.astimezone(dt.UTC), "Aino", "sv")
    assert verbs() == ["signup.received", "signup.confirmed"]


def test_confirming_never_alters_a_person(small: Table) -> None:
    person = people.ensure("aino@koulu.example", name="Aino Oikea", language="en", by=OPERATOR)
    held = small.apply("Joku Muu", email="aino@koulu.example")

    actions.confirm(held, by=VISITOR)

    person.refresh_from_db()
    assert (person.name, person.language, Signup.objects.get().person) == ("Aino Oikea", "en", person)


def test_signing_in_ties_everything_with_the_address(small: Table) -> None:
    person = people.ensure("aino@koulu.example", name="Aino", language="fi", by=OPERATOR)
    old, new = small.apply("Aino", email="aino@koulu.example"), small.apply("Bertta")
    actions.withdraw(old, by=VISITOR)
    again = small.apply("Aino", email="aino@koulu.example")

    assert [actions.tie(person, by=person.acting("member")) for _ in range(2)] == [2, 0]
    assert list(Signup.objects.filter(person=person).order_by("id")) == [old, again]
    assert list(Signup.objects.filter(confirmed_at__isnull=True)) == [new]
    assert queries.last_of_person(person) == again
    assert verbs().count("signup.tied") == 1


def test_answers_can_be_changed_until_the_deadline(small: Table, at: Callable[[dt.datetime], None]) -> None:
    held = small.apply("Aino", email="aino@koulu.example")
    other = small.apply("Bertta")
    first = small.slots[0]

    changed = actions.amend(
        held, answers=small.answers("Aino Uusi", email=other.email, slots={first: 1}), revision=held.revision, by=VISITOR
    )

    assert (changed.name, changed.address, changed.email) == ("Aino Uusi", "aino@koulu.example", "aino@koulu.example")
    assert {answer.slot: answer.value for answer in changed.slot_answers.all()} == {first: 1}
    assert (changed.revision, verbs()[-1], letters()) == (held.revision + 1, "signup.amended", ["confirmation"] * 2)
    at(make.OCTOBER)
    refused(ChangeRefusal.CLOSED, actions.amend, held, answers=small.answers(), revision=changed.revision, by=VISITOR)


def test_who_was_slower_is_told(small: Table) -> None:
    held = small.apply("Aino")
    actions.amend(held, answers=small.answers("Aino Yksi"), revision=held.revision, by=VISITOR)

    refused(ChangeRefusal.STALE, actions.amend, held, answers=small.answers("Aino Kaksi"), revision=held.revision, by=VISITOR)


def test_changed_answers_are_asked_like_new_ones(small: Table) -> None:
    held = small.apply("Aino")

    refused(ApplyRefusal.NO_SLOT, actions.amend, held, answers=small.answers(slots={}), revision=held.revision, by=VISITOR)
    actions.withdraw(held, by=VISITOR)
    refused(ChangeRefusal.NOT_ACTIVE, actions.amend, held, answers=small.answers(), revision=held.revision + 1, by=VISITOR)


def test_a_first_wish_moves_only_where_there_is_room(small: Table) -> None:
    full, roomy = small.themes[1:3]
    type(full).objects.filter(pk=full.pk).update(capacity=1)
    small.apply("Aino", themes=[full])
    bertta = small.apply("Bertta", themes=[roomy])
    answers = small.answers("Bertta", themes=[full, roomy])

    refused(ChangeRefusal.THEME_FULL, actions.amend, bertta, answers=answers, revision=bertta.revision, by=VISITOR)
    actions.amend(bertta, answers=small.answers("Bertta", themes=[roomy, full]), revision=bertta.revision, by=VISITOR)


def test_cancelling_twice_has_one_effect(small: Table) -> None:
    held = small.apply("Aino")

    actions.withdraw(held, by=VISITOR)
    actions.withdraw(held, by=VISITOR)

    assert small.states() == {"Aino": "withdrawn"}
    assert (letters(), verbs()) == (["confirmation", "cancelled"], ["signup.received", "signup.withdrawn"])


def test_published_groups_are_left_in_another_way(small: Table) -> None:
    held = small.apply("Aino")
    type(small.programme).objects.update(published_at=clock.now())

    refused(ChangeRefusal.PUBLISHED, actions.withdraw, held, by=VISITOR)


def test_the_letter_can_be_asked_for_once_an_hour(small: Table, at: Callable[[dt.datetime], None]) -> None:
    held = small.apply("Aino")
    first = secret("confirmation")

    actions.resend(held, by=VISITOR)
    assert (letters(), queries.by_secret(first)) == (["confirmation"], held)

    at(make.AUGUST + dt.timedelta(minutes=61))
    actions.resend(held, by=VISITOR)
    actions.resend(held, by=VISITOR)
    assert (letters(), queries.by_secret(first), queries.by_secret(secret("confirmation"))) == (["confirmation"] * 2, None, held)

    at(make.AUGUST + DAY)
    actions.withdraw(held, by=VISITOR)
    actions.resend(held, by=VISITOR)
    assert letters() == ["confirmation", "confirmation", "cancelled"]


def test_whose_letter_was_never_opened_is_reminded_once(small: Table, at: Callable[[dt.datetime], None]) -> None:
    opened, silent, gone = (small.apply(name) for name in ("Aino", "Bertta", "Cecilia"))
    actions.confirm(opened, by=VISITOR)
    actions.withdraw(gone, by=VISITOR)

    at(make.AUGUST + 3 * DAY - dt.timedelta(seconds=1))
    early = jobs.remind_unconfirmed()
    at(make.AUGUST + 3 * DAY)
    on_time = [jobs.remind_unconfirmed() for _ in range(2)]
    actions.remind(silent, by=WORKER)

    assert (early, on_time, letters("reminder"), letters("reminder", to=silent.email)) == (0, [1, 0], ["reminder"], ["reminder"])
    assert queries.by_secret(secret("reminder")) == silent
    assert small.states()["Bertta"] == "accepted"  # the place is kept


def test_letters_are_in_the_readers_language_with_a_link_in_it(small: Table) -> None:
    small.apply("Aino", language="sv")

    letter = Letter.objects.get(kind="signups.confirmation")
    assert (letter.subject, letter.sender_name, letter.reply_to) == (
        "Vi har fått din anmälan till verme",
        "Verme, Seinäjoki (sv)",
        "koordinaattori@seinajoki.example",
    )
    reference = Signup.objects.get().reference
    for words in (letter.text, letter.html):
        assert [part in words for part in ("Tack för din anmälan", reference, "?kieli=sv", "ti 15.9")] == [True] * 4


def test_the_state_says_which_letter(small: Table) -> None:
    small.fill(3)

    kinds = list(Letter.objects.filter(kind__startswith="signups.").order_by("id").values_list("kind", "subject"))
    assert kinds[1:] == [
        ("signups.confirmation", "Ilmoittautumisesi Vermeen on perillä"),
        ("signups.waiting", "Olet varasijalla Vermessä"),
    ]
    assert small.counts() == {State.ACCEPTED: 2, State.QUEUED: 1}
