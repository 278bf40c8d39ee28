"""What coordinators are told in the morning: once, in their language, numbers only, and nothing of a practice."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests import cast, make
from tests.rooms.at_once import at_once
from tests.rooms.groups.round import Round, a_round
from verme.audit.actors import OPERATOR, VISITOR
from verme.audit.models import Entry
from verme.clockwork.timetable import TIMETABLE
from verme.kernel import clock
from verme.mail.models import Letter
from verme.mentors import actions as mentors
from verme.mentors.models import Invitation, Mentor
from verme.mentors.terms import Answer, Training
from verme.mornings import actions
from verme.mornings.jobs import tell_coordinators
from verme.organisations import actions as organisations
from verme.organisations.terms import Level, RoleKind
from verme.people import actions as people
from verme.people.models import Person
from verme.programmes.models import Programme
from verme.signups import actions as signups
from verme.signups.actions import Answers

pytestmark = pytest.mark.django_db
type Clock = Callable[[dt.datetime], None]


def morning(day: int, month: int = 8) -> dt.datetime:
    """Seven o'clock of a day of 2026; the sign-ups of `a_round` come on Thursday 20 August at nine."""
    return clock.at(dt.date(2026, month, day), dt.time(7))


def told(kind: str = "") -> list[tuple[str, str]]:
    """(address, subject) of the letters of the morning, in order."""
    return list(Letter.objects.filter(kind__startswith=f"mornings.{kind}").order_by("id").values_list("to_address", "subject"))


def second_coordinator(here: Round, *, language: str = "sv") -> Person:
    person = people.ensure("maria@seinajoki.example", name="Maria Lund", language=language, by=OPERATOR)
    organisations.grant_role(here.house.organisation, person=person, kind=RoleKind.COORDINATOR, by=OPERATOR)
    return person


def register(here: Round, name: str) -> Mentor:
    address = f"{name.split()[0].lower()}@koulu.example"
    return mentors.register(here.house.organisation, email=address, name=name, training=Training.TRAINED, by=OPERATOR)


def sign_up_now(here: Round) -> None:
    """Somebody signs up at the time it is, whatever the round's builder would do."""
    number = next(here.numbers)
    answers = Answers(
        name=f"Tulija {number}",
        email=f"tulija{number}@koulu.example",
        language="fi",
        unit=here.house.units[0],
        staff_group=here.house.organisation.staff_groups.get(key="class_teacher"),
        themes=here.themes[1:2],
        slots=dict.fromkeys(here.slots, 2),
        places=dict.fromkeys(here.places, 2),
    )
    signups.apply(here.programme, key=f"now-{number}", answers=answers, by=VISITOR)


def last_text() -> str:
    return " ".join(Letter.objects.order_by("-id")[0].text.split())


def test_it_is_in_the_timetable() -> None:
    assert tell_coordinators in {line.job for line in TIMETABLE}


def test_what_is_new_comes_on_the_next_morning_once(at: Clock) -> None:
    here = a_round()
    here.people(3)
    gone = here.person("Poistuva LEAK", wish="LEAK")
    with clock.frozen(make.AUGUST):
        signups.withdraw(gone, by=VISITOR)
    before = Entry.objects.count()
    at(morning(21))

    assert tell_coordinators() == 1
    assert tell_coordinators() == 0

    assert told() == [("koordinaattori@seinajoki.example", "Verme: 4 uutta ilmoittautumista")]
    text = last_text()
    assert "Hei Riitta Kangas, Verme 2026–2027 – 4 ihmistä ilmoittautui – 1 ilmoittautuminen peruttiin" in text
    assert "/o/seinajoki/ohjelmat/seinajoki-2026/?kieli=fi" in text
    assert "/oma/tiedot/aamuviestit/?kieli=fi" in text
    assert "LEAK" not in Letter.objects.get(kind="mornings.digest").html + text
    assert list(Entry.objects.order_by("id").values_list("verb", "role", "facts")[before:]) == [("morning.told", "worker", {"letters": 1})]


def test_before_seven_and_where_nothing_is_new_no_letter_comes(at: Clock) -> None:
    here = a_round()
    here.people(2)
    at(morning(21) - dt.timedelta(minutes=1))
    assert tell_coordinators() == 0
    at(morning(21))
    assert tell_coordinators() == 1
    at(morning(24))

    assert tell_coordinators() == 0


def test_the_weekend_is_told_on_monday(at: Clock) -> None:
    here = a_round()
    at(morning(21))
    tell_coordinators()
    at(morning(22))
    sign_up_now(here)
    assert tell_coordinators() == 0
    at(morning(24))

    assert tell_coordinators() == 1
    assert told() == [("koordinaattori@seinajoki.example", "Verme: 1 uusi ilmoittautuminen")]


def test_what_the_coordinators_do_is_no_news_to_them(at: Clock) -> None:
    here = a_round()
    signup = here.person()
    at(morning(21))
    assert tell_coordinators() == 1
    signups.withdraw(signup, by=here.by)
    at(morning(24))

    assert tell_coordinators() == 0


def test_each_coordinator_in_the_own_language_and_nobody_of_another_organisation(at: Clock) -> None:
    here = a_round()
    cast.gradia()
    second_coordinator(here)
    here.person()
    at(morning(21))

    assert tell_coordinators() == 2
    assert told() == [
        ("koordinaattori@seinajoki.example", "Verme: 1 uusi ilmoittautuminen"),
        ("maria@seinajoki.example", "Verme: 1 ny anmälan"),
    ]
    assert "1 person anmälde sig" in last_text()


def test_whoever_has_turned_it_off_gets_none(at: Clock) -> None:
    here = a_round()
    maria = second_coordinator(here, language="en")
    actions.choose(here.house.coordinator, digest=False, nudge=True, by=here.by)
    here.person()
    at(morning(21))

    assert tell_coordinators() == 1
    assert told() == [(maria.email, "Verme: 1 new sign-up")]
    actions.choose(maria, digest=False, nudge=True, by=maria.acting("coordinator"))
    here.person()
    at(morning(24))
    assert tell_coordinators() == 0


@pytest.mark.parametrize("is_over", [True, False])
def test_a_practice_and_a_programme_that_is_over_are_nobodys_news(at: Clock, is_over: bool) -> None:
    here = a_round()
    here.people(2)
    practised = {"is_practice": True, "practised_by": here.house.coordinator}
    Programme.objects.update(**({"ended_at": make.AUGUST} if is_over else practised))
    at(morning(21))

    assert tell_coordinators() == 0


def test_a_mentors_answer_is_news(at: Clock) -> None:
    at(make.AUGUST)
    here = a_round()
    pirjo, heikki = (register(here, name) for name in ("Pirjo Salonen", "Heikki Mäkelä"))
    mentors.invite(here.programme, mentors=[pirjo, heikki], by=here.by)
    yes, no = Invitation.objects.order_by("id")
    mentors.answer(yes, answer=Answer.YES, by=VISITOR)
    mentors.answer(no, answer=Answer.NO, by=VISITOR)
    at(morning(21))

    assert tell_coordinators() == 1
    assert told() == [("koordinaattori@seinajoki.example", "Verme: uutta ilmoittautumisista ja mentoreista")]
    assert "– 1 mentori suostui – 1 mentori ei pääse tänä vuonna" in last_text()
    assert "Pirjo" not in last_text()


def test_a_step_that_waits_is_told_after_seven_idle_days_once(at: Clock) -> None:
    at(make.AUGUST)
    here = a_round()
    here.mentor()
    mentors.invite(here.programme, mentors=[register(here, "Pirjo Salonen")], by=here.by)  # the last deed, on Thursday the 20th
    at(morning(26))
    assert tell_coordinators() == 0
    at(morning(27))
    assert tell_coordinators() == 1
    assert told() == [("koordinaattori@seinajoki.example", "Vermen seuraava askel: Kerro ihmisille")]
    assert "ohjelmassa Verme 2026–2027 ei ole tehty mitään viikkoon, ja yksi asia odottaa sinua." in last_text()
    at(morning(28))

    assert tell_coordinators() == 0


def test_a_new_stage_is_told_although_nobody_has_done_anything(at: Clock) -> None:
    at(make.AUGUST)
    here = a_round()
    here.mentor()
    here.people(2)
    mentors.invite(here.programme, mentors=[register(here, "Pirjo Salonen")], by=here.by)
    at(morning(21))
    tell_coordinators()
    at(morning(27))
    tell_coordinators()
    at(morning(9, month=9))  # sign-up closed yesterday
    tell_coordinators()
    at(morning(10, month=9))

    assert tell_coordinators() == 0
    assert [subject for _address, subject in told("nudge")] == [
        "Vermen seuraava askel: Kerro ihmisille",
        "Vermen seuraava askel: Tarkista ilmoittautumiset",
    ]


def test_where_somebody_works_or_nothing_waits_nobody_is_reminded(at: Clock) -> None:
    at(make.AUGUST)
    here = a_round()
    mentors.invite(here.programme, mentors=[register(here, "Pirjo Salonen")], by=here.by)
    at(morning(26))
    organisations.add_unit(here.house.organisation, name="Uusi koulu", level=Level.LOWER, by=here.by)
    at(morning(27))
    assert tell_coordinators() == 0
    Programme.objects.update(published_at=morning(27))
    at(morning(3, month=9))

    assert tell_coordinators() == 0


def test_whoever_has_turned_the_reminder_off_gets_none(at: Clock) -> None:
    at(make.AUGUST)
    here = a_round()
    mentors.invite(here.programme, mentors=[register(here, "Pirjo Salonen")], by=here.by)
    actions.choose(here.house.coordinator, digest=True, nudge=False, by=here.by)
    at(morning(27))

    assert tell_coordinators() == 0


def test_two_programmes_share_a_letter_that_leads_to_the_organisation(at: Clock) -> None:
    here = a_round()
    here.person()
    other = make.programme(here.house.organisation, slug="toinen", titles={"fi": "Kevään ryhmät"}, starts_on=make.OCTOBER.date())
    more = Round(here.house, other, make.themes(other), make.slots(other), make.places(other), here.numbers)
    more.people(2)
    at(morning(21))

    assert tell_coordinators() == 1
    assert told() == [("koordinaattori@seinajoki.example", "Verme: 3 uutta ilmoittautumista")]
    text = last_text()
    assert text.index("Verme 2026–2027 – 1 ihminen ilmoittautui") < text.index("Kevään ryhmät – 2 ihmistä ilmoittautui")
    assert "/o/seinajoki/?kieli=fi" in text


@pytest.mark.racing
@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_tells(at: Clock, runners: ThreadPoolExecutor) -> None:
    here = a_round()
    here.person()
    for day in (21, 24, 25, 26, 27):
        at(morning(day))
        results = at_once(runners, [tell_coordinators] * 8)
        at(morning(day) + dt.timedelta(hours=2))
        sign_up_now(here)
        assert sorted(results) == [0] * 7 + [1]
    assert len(told()) == 5
