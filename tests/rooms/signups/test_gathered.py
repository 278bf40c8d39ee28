"""What the coordinator does about the list: a question by letter, two told apart, rows gathered elsewhere."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests import make
from tests.rooms.signups.table import Table, letters, refused, secret, table, verbs
from verme.audit.actors import OPERATOR, VISITOR, Actor
from verme.audit.models import Entry
from verme.mail.models import Letter
from verme.mentors import actions as mentors
from verme.mentors.actions.offer import Terms
from verme.mentors.terms import Training
from verme.programmes.models import Programme
from verme.signups import actions, queries
from verme.signups.models import Signup
from verme.signups.terms import ApplyRefusal, ChangeRefusal, Flag, Source

pytestmark = pytest.mark.django_db
BY = Actor("coordinator", 1)


@pytest.fixture
def made(at: Callable[[dt.datetime], None]) -> Table:
    """Two places, of which Aino has one."""
    at(make.AUGUST)
    made = table(capacity=2)
    made.apply("Aino")
    return made


def test_a_question_goes_with_the_link_once_a_day_in_the_same_words(made: Table, at: Callable[[dt.datetime], None]) -> None:
    aino = Signup.objects.get()

    actions.inquire(aino, words="Kävisikö torstai?\nSilloin on tilaa.", by=BY)

    letter = Letter.objects.get(kind="signups.question")
    assert "Kävisikö torstai?\nSilloin on tilaa." in letter.text
    assert "torstai?<br>Silloin" in letter.html
    assert queries.by_secret(secret("question")) == aino
    actions.inquire(aino, words="Kävisikö torstai?\nSilloin on tilaa.", by=BY)
    assert queries.by_secret(secret("question")) == aino  # the letter that went still opens it
    assert (letters("question"), verbs().count("signup.asked")) == (["question"], 1)
    actions.inquire(aino, words="Entä keskiviikko?", by=BY)
    at(make.AUGUST + dt.timedelta(days=1))
    actions.inquire(aino, words="Entä keskiviikko?", by=BY)
    assert len(letters("question")) == 3


def test_who_has_cancelled_is_asked_nothing(made: Table) -> None:
    aino = actions.withdraw(Signup.objects.get(), by=VISITOR)

    refused(ChangeRefusal.NOT_ACTIVE, actions.inquire, aino, words="Kävisikö torstai?", by=BY)


def test_two_are_told_apart_but_not_from_a_third(made: Table) -> None:
    first, second = made.apply("Väinö Mäki", email="a@koulu.example"), made.apply("Väinö Mäki", email="b@koulu.example")
    assert queries.register(made.programme).twins == {first.pk: [second.pk], second.pk: [first.pk]}

    actions.tell_apart(second, other=first, by=BY)
    actions.tell_apart(first, other=second, by=BY)

    assert queries.register(made.programme).twins == {}
    assert verbs().count("signup.told_apart") == 1
    third = made.apply("Väinö Mäki", email="c@koulu.example")
    assert queries.register(made.programme).twins == {first.pk: [third.pk], second.pk: [third.pk], third.pk: [first.pk, second.pk]}
    assert Flag.DUPLICATE in queries.noticed(made.programme)[first.pk]


def test_only_two_of_one_programme_are_told_apart(made: Table) -> None:
    other = make.programme(made.house.organisation, slug="toinen")
    stranger = Table(made.house, other, make.themes(other), make.slots(other), make.places(other)).apply("Eeva")
    aino = Signup.objects.get(name="Aino")

    refused(ChangeRefusal.SAME, actions.tell_apart, aino, other=aino, by=BY)
    refused(ChangeRefusal.SAME, actions.tell_apart, aino, other=stranger, by=BY)


def test_a_list_is_brought_in_once(made: Table, at: Callable[[dt.datetime], None]) -> None:
    at(make.OCTOBER)  # after the deadline too
    rows = [made.answers(name) for name in ("Aino", "Bertta", "Cecilia")]

    assert actions.bring_in(made.programme, rows=rows, by=BY) == (2, 1)

    assert made.states() == {"Aino": "accepted", "Bertta": "offered 1", "Cecilia": "queued 2"}  # late, so behind; the free place is offered
    assert [letters(to=f"{name}@koulu.example")[:1] for name in ("bertta", "cecilia")] == [["waiting"], ["waiting"]]
    assert set(Signup.objects.exclude(name="Aino").values_list("source", flat=True)) == {Source.IMPORT}
    actions.withdraw(Signup.objects.get(name="Cecilia"), by=VISITOR)
    before = made.states(), len(letters()), len(verbs())
    assert actions.bring_in(made.programme, rows=rows, by=BY) == (0, 3)
    assert (made.states(), len(letters()), len(verbs())) == before  # not even who has cancelled since comes back


def test_a_row_said_twice_comes_once(made: Table) -> None:
    rows = [made.answers("Bertta"), made.answers("Bertta B", email="BERTTA@koulu.example")]

    assert actions.bring_in(made.programme, rows=rows, by=BY) == (1, 1)


def test_all_or_nobody(made: Table) -> None:
    mentor = mentors.register(
        made.house.organisation, name="M", email="m@koulu.example", training=Training.TRAINED, language="fi", by=OPERATOR
    )
    mentors.offer(made.programme, terms=Terms([mentor], made.themes, made.slots, made.places, ["fi"]), by=OPERATOR)
    bertta = made.answers("Bertta")

    refused(ApplyRefusal.IS_MENTOR, actions.bring_in, made.programme, rows=[bertta, made.answers("M")], by=BY)
    refused(ApplyRefusal.NO_SLOT, actions.bring_in, made.programme, rows=[bertta, made.answers("C", slots={})], by=BY)
    Programme.objects.update(published_at=make.AUGUST)
    refused(ApplyRefusal.CLOSED, actions.bring_in, made.programme, rows=[bertta], by=BY)


def test_taking_the_list_along_is_written_down(made: Table) -> None:
    actions.note_export(made.programme, rows=1, by=BY)

    entry = Entry.objects.latest("id")
    assert (entry.verb, entry.target_id, entry.facts) == ("signups.exported", str(made.programme.pk), {"rows": 1})
