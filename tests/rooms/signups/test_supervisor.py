"""The supervisor is told or asked, where taking part is working time: name and times only."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests import make
from tests.rooms.signups.table import Table, letters, refused, secret, table, verbs
from verme.audit.actors import OPERATOR, VISITOR
from verme.mail.models import Letter
from verme.organisations.models import StaffMember
from verme.organisations.terms import SupervisorNotice
from verme.people import actions as people
from verme.programmes import actions as programmes
from verme.signups import actions, queries
from verme.signups.models import Signup, SupervisorAsk
from verme.signups.terms import Flag, SupervisorRefusal

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def august(at: Callable[[dt.datetime], None]) -> None:
    at(make.AUGUST)


def working_time(notice: SupervisorNotice, *, preset: str = "gradia") -> Table:
    """Gradia's model counts meetings as working time. Aino's supervisor is Esko, by the staff list."""
    made = table()
    organisation = made.house.organisation
    programmes.adopt_preset(organisation, preset=preset, by=OPERATOR)
    type(organisation).objects.filter(pk=organisation.pk).update(supervisor_notice=notice)
    organisation.supervisor_notice = notice
    chief = StaffMember.objects.create(organisation=organisation, name="Esko Esihenkilö", email="esko@koulu.example", language="sv")
    StaffMember.objects.create(organisation=organisation, name="Aino", email="aino@koulu.example", supervisor=chief)
    made.programme.refresh_from_db()
    return made


def confirmed(made: Table, name: str = "Aino", **said: object) -> Signup:
    return actions.confirm(made.apply(name, **said), by=VISITOR)


def test_the_letter_holds_name_and_times_only() -> None:
    made = working_time(SupervisorNotice.ASKED)
    confirmed(made, slots={made.slots[2]: 2, made.slots[0]: 1}, together="Bertta Salainen", wish="Kahvia", apart="Cecilia Salainen")

    letter = Letter.objects.get(kind="signups.supervisor_asked")
    assert (letter.to_address, letter.language, letter.subject) == ("esko@koulu.example", "sv", "Kan Aino delta i verme?")
    lines = [line for line in letter.text.splitlines() if line.startswith("- ")]
    assert lines == ["- må 14.30–16.00", "- on 14.30–16.00"]
    for words in (letter.text, letter.html):
        assert not any(secret_word in words for secret_word in ("Salainen", "Kahvia", "Tema", "aino@", "Alakylän", "klasslärare"))


def test_it_goes_once_the_address_is_proven() -> None:
    made = working_time(SupervisorNotice.TOLD)
    held = made.apply("Aino", email="aino@koulu.example")
    assert letters("supervisor_told") == []

    person = people.ensure("aino@koulu.example", name="Aino", language="fi", by=OPERATOR)
    actions.tie(person, by=VISITOR)
    actions.confirm(held, by=VISITOR)

    assert letters("supervisor_told") == ["supervisor_told"]
    letter = Letter.objects.get(kind="signups.supervisor_told")
    assert (letter.subject, "/esihenkilo/" in letter.text) == ("Aino deltar i verme", False)


@pytest.mark.parametrize(
    ("notice", "preset"),
    [(SupervisorNotice.NOTHING, "gradia"), (SupervisorNotice.TOLD, "seinajoki"), (SupervisorNotice.ASKED, "seinajoki")],
)
def test_nothing_where_it_is_not_wanted_or_own_time(notice: SupervisorNotice, preset: str) -> None:
    made = working_time(notice, preset=preset)
    held = confirmed(made)

    assert (SupervisorAsk.objects.count(), queries.what_the_supervisor_gets(made.programme, held.staff_group)) == (0, "nothing")


def test_an_exception_turns_it_round() -> None:
    made = working_time(SupervisorNotice.TOLD, preset="seinajoki")
    programmes.change_rules(
        made.house.organisation,
        values={"time_exceptions": ("school_assistant",)},
        valid_from=make.AUGUST.date(),
        decision="§ 1",
        by=OPERATOR,
    )
    type(made.programme).objects.update(starts_on=dt.date(2026, 9, 14))
    made.programme.refresh_from_db()
    assistants = made.house.organisation.staff_groups.get(key="school_assistant")

    assert queries.what_the_supervisor_gets(made.programme, assistants) == "told"
    assert queries.what_the_supervisor_gets(made.programme, made.answers().staff_group) == "nothing"


def test_nobody_to_ask() -> None:
    made = working_time(SupervisorNotice.ASKED)

    confirmed(made, "Bertta")  # not in the staff list
    StaffMember.objects.filter(name="Esko Esihenkilö").update(email="")
    confirmed(made, "Aino")

    assert (SupervisorAsk.objects.count(), letters("supervisor_asked")) == (0, [])


def test_without_rules_there_is_no_working_time() -> None:
    made = table()
    made.house.organisation.supervisor_notice = SupervisorNotice.ASKED
    made.programme.organisation.supervisor_notice = SupervisorNotice.ASKED

    assert queries.what_the_supervisor_gets(made.programme, made.answers().staff_group) == "nothing"


def ask(made: Table) -> SupervisorAsk:
    confirmed(made)
    found = queries.question_by_secret(secret("supervisor_asked", "esihenkilo"))
    assert found is not None
    return found


def test_a_no_is_shown_to_the_coordinator_and_changes_nothing_by_itself() -> None:
    made = working_time(SupervisorNotice.ASKED)
    question = ask(made)

    actions.answer_question(question, says_yes=False, by=VISITOR)
    actions.answer_question(question, says_yes=False, by=VISITOR)

    assert made.states() == {"Aino": "accepted"}
    assert queries.noticed(made.programme) == {question.signup_id: [Flag.SUPERVISOR_NO]}
    assert verbs().count("supervisor.answered") == 1
    refused(SupervisorRefusal.ANSWERED, actions.answer_question, question, says_yes=True, by=VISITOR)


def test_silence_is_yes(at: Callable[[dt.datetime], None]) -> None:
    made = working_time(SupervisorNotice.ASKED)
    question = ask(made)
    at(make.AUGUST + 7 * DAY)

    refused(SupervisorRefusal.TOO_LATE, actions.answer_question, question, says_yes=False, by=VISITOR)
    assert queries.noticed(made.programme) == {}


def test_a_cancelled_sign_up_needs_no_answer() -> None:
    made = working_time(SupervisorNotice.ASKED)
    question = ask(made)
    actions.withdraw(question.signup, by=VISITOR)

    refused(SupervisorRefusal.CANCELLED, actions.answer_question, question, says_yes=True, by=VISITOR)
