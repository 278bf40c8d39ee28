"""A list gathered elsewhere on its way in: kept for a day, seen, then everybody or nobody."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from tests import make
from tests.rooms.signups.table import Table, letters, refused, table, verbs
from verme.audit.actors import OPERATOR, WORKER
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.kernel.tables import Row
from verme.kernel.tables import Table as File
from verme.mentors import actions as mentors
from verme.mentors.actions.offer import Terms
from verme.mentors.terms import Training
from verme.organisations.terms import FileRefusal
from verme.signups import actions, jobs, queries
from verme.signups.gathered import Assumed, Reason, match
from verme.signups.models import Signup, SignupList
from verme.signups.terms import ListRefusal, State

pytestmark = pytest.mark.django_db
HEADINGS = ("Nimi", "Sähköposti", "Koulu", "Työ", "Teemat", "Ajat", "Tapaaminen")


@pytest.fixture(autouse=True)
def august(at: Callable[[dt.datetime], None]) -> None:
    """Sign-up is open."""
    at(make.AUGUST)


def row(name: str, **changed: str) -> tuple[str, ...]:
    cells = {
        "Nimi": name,
        "Sähköposti": f"{name.lower()}@koulu.example",
        "Koulu": "Alakylän koulu",
        "Työ": "Luokanopettaja",
        "Teemat": "Teema 2",
        "Ajat": "ma 14.30",
        "Tapaaminen": "Etänä",
    }
    return tuple({**cells, **changed}.values())


def file(*rows: Sequence[str]) -> File:
    return File(Row(1, HEADINGS), tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, 2)))


def brought(made: Table, *rows: Sequence[str]) -> SignupList:
    """A file whose columns have been chosen."""
    by = made.house.coordinator.acting("coordinator")
    held = actions.receive_list(made.programme, table=file(*rows), file_name="lista.csv", by=by)
    columns = match(held.table.header.cells, queries.offering(made.programme).known).columns
    return actions.choose_list_columns(held, columns=columns, assumed=Assumed(), by=by)


def take_in(made: Table, held: SignupList, *, seen: str = "", leaves_out: bool = False) -> actions.Brought:
    fingerprint = seen or queries.judge(held).fingerprint
    return actions.take_list_in(held, seen=fingerprint, leaves_out=leaves_out, by=made.house.coordinator.acting("coordinator"))


def test_everybody_comes_in_at_once_and_gets_the_confirmation() -> None:
    made = table(capacity=1)
    held = brought(made, row("Aino"), row("Bertta"))

    assert take_in(made, held) == actions.Brought(entered=2, known=0)

    assert made.states() == {"Aino": "accepted", "Bertta": "queued 1"}
    assert letters() == ["confirmation", "waiting"]
    assert verbs()[-3:] == ["signups.file_received", "signups.columns_chosen", "signups.brought_in"]
    aino = Signup.objects.get(name="Aino")
    assert (aino.source, aino.slot_answers.get().slot, aino.place_answers.get().place) == ("import", made.slots[0], made.places[1])
    assert not SignupList.objects.exists()


def test_the_same_list_brings_nobody_twice() -> None:
    made = table()
    take_in(made, brought(made, row("Aino")))
    actions.withdraw(Signup.objects.get(), by=WORKER)
    made.apply("Bertta", email="BERTTA@koulu.example")

    again = brought(made, row("Aino"), row("Bertta"), row("Cecilia"))

    assert [each.name for each in queries.judge(again).known] == ["Aino", "Bertta"]
    assert take_in(made, again) == actions.Brought(entered=1, known=2)
    assert made.states() == {"Aino": "withdrawn", "Bertta": "accepted", "Cecilia": "accepted"}


def test_what_the_form_would_refuse_is_a_faulty_row() -> None:
    made = table()
    mentor = mentors.register(made.house.organisation, email="maija@koulu.example", name="Maija", training=Training.TRAINED, by=OPERATOR)
    terms = Terms(mentors=[mentor], themes=made.themes, slots=made.slots, places=made.places, languages=["fi"])
    mentors.offer(made.programme, terms=terms, by=OPERATOR)
    rows = [row("Aino", Teemat="Teema 1"), row("Bertta", Teemat=""), row("Cecilia", Ajat=""), row("Daavid", Tapaaminen=""), row("Maija")]

    judged = queries.judge(brought(made, *rows))

    assert [(each.line, each.faults[0].reason) for each in judged.faulty] == [
        (2, Reason.THEME),
        (3, Reason.NO_THEME),
        (4, Reason.NO_SLOT),
        (5, Reason.NO_PLACE),
        (6, Reason.IS_MENTOR),
    ]
    assert not judged.new


def test_faulty_rows_stop_everything_unless_they_are_left_out() -> None:
    made = table()
    held = brought(made, row("Aino"), row("Bertta", Työ="Lentäjä"))

    refused(ListRefusal.FAULTY, take_in, made, held)
    assert take_in(made, held, leaves_out=True) == actions.Brought(entered=1, known=0)
    assert made.states() == {"Aino": "accepted"}


def test_only_what_was_seen_comes_in() -> None:
    made = table()
    held = brought(made, row("Aino"), row("Bertta"))
    seen = queries.judge(held).fingerprint
    made.apply("Aino", email="aino@koulu.example")

    refused(ListRefusal.CHANGED, take_in, made, held, seen=seen)
    assert SignupList.objects.exists()


def test_a_row_that_is_refused_in_the_end_brings_nobody() -> None:
    made = table()
    held = brought(made, row("Aino"), row("Bertta"))
    made.programme.published_at = clock.now()
    made.programme.save()

    with pytest.raises(Refused):
        take_in(made, held)
    assert not Signup.objects.exists()
    assert SignupList.objects.exists()


def test_columns_come_first_and_need_name_and_address() -> None:
    made = table()
    by = made.house.coordinator.acting("coordinator")
    held = actions.receive_list(made.programme, table=file(row("Aino")), file_name="lista.csv", by=by)

    refused(ListRefusal.NO_COLUMNS, actions.take_list_in, held, seen="x", leaves_out=False, by=by)
    refused(ListRefusal.NO_EMAIL, actions.choose_list_columns, held, columns={"name": 0}, assumed=Assumed(), by=by)
    refused(ListRefusal.NO_NAME, actions.choose_list_columns, held, columns={"email": 1}, assumed=Assumed(), by=by)
    chosen = actions.choose_list_columns(held, columns={"name": 0, "email": 1}, assumed=Assumed(slots=True), by=by)
    assert chosen.table.header.cells == ("Nimi", "Sähköposti")
    assert chosen.said == Assumed(slots=True)


def test_identity_codes_are_refused_and_nothing_is_kept() -> None:
    made = table()
    bad = file(row("Aino", Koulu="131052-308T"))

    refused(
        FileRefusal.IDENTITY_CODES,
        actions.receive_list,
        made.programme,
        table=bad,
        file_name="x.csv",
        by=made.house.coordinator.acting("coordinator"),
    )
    assert not SignupList.objects.exists()


def test_one_file_of_a_person_waits_at_a_time_and_is_forgotten_when_asked() -> None:
    made = table()
    by = made.house.coordinator.acting("coordinator")
    first, second = brought(made, row("Aino")), brought(made, row("Bertta"))
    refused(ListRefusal.GONE, actions.take_list_in, first, seen="x", leaves_out=False, by=by)

    actions.forget_list(second, by=by)
    actions.forget_list(second, by=by)

    assert verbs().count("signups.file_forgotten") == 1
    refused(ListRefusal.GONE, actions.choose_list_columns, second, columns={"name": 0, "email": 1}, assumed=Assumed(), by=by)


def test_a_file_that_nobody_takes_in_is_forgotten_after_a_day() -> None:
    made = table()
    old = brought(made, row("Aino"))
    SignupList.objects.filter(pk=old.pk).update(made_at=clock.real_now() - dt.timedelta(hours=25))
    other = replace(made.house.coordinator.acting("coordinator"), person_id=None)
    actions.receive_list(made.programme, table=file(row("Bertta")), file_name="x", by=other)

    assert (jobs.forget_lists(), jobs.forget_lists()) == (1, 0)
    assert SignupList.objects.count() == 1


def test_in_a_lottery_they_are_in_the_draw() -> None:
    made = table(admission="lottery", draw_seed="seed")

    take_in(made, brought(made, row("Aino")))

    assert made.counts() == {State.RECEIVED: 1}
