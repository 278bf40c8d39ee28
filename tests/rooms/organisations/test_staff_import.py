"""A staff list is taken in: all of it or nothing, exactly as it was seen, and a second time without a change."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tests import cast, make
from tests.rooms.organisations.files import AINO, ALL, BERTTA, HEADER, RAUNI, received, table, take_in
from verme.audit import queries as audit
from verme.audit.actors import OPERATOR
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.organisations import actions, jobs, queries
from verme.organisations.actions import Imported
from verme.organisations.models import StaffImport, StaffMember
from verme.organisations.staff_rows import Field
from verme.organisations.terms import FileRefusal, ImportRefusal, RoleKind, WorkingTime
from verme.people import actions as people

pytestmark = pytest.mark.django_db
CODE = "131052-308T"  # the official example


@pytest.fixture
def house(at: Callable[[dt.datetime], None]) -> cast.House:
    at(make.AUGUST)
    return cast.seinajoki()


def by(house: cast.House) -> Any:
    return house.coordinator.acting("coordinator")


def listed(house: cast.House) -> dict[str, tuple[str, str, str, bool]]:
    """Name → personnel number, unit, supervisor, whether on the list."""
    return {
        person.name: (
            person.personnel_number,
            person.unit.name if person.unit else "",
            person.supervisor.name if person.supervisor else "",
            person.is_listed,
        )
        for person in house.organisation.staff.select_related("unit", "supervisor")
    }


def snapshot(house: cast.House) -> list[dict[str, Any]]:
    return list(house.organisation.staff.order_by("id").values())


def test_new_people_come_with_their_units_groups_and_supervisors(house: cast.House) -> None:
    done = take_in(house)

    assert done == Imported(new=3, changed=0, missing=0, left_out=0)
    assert listed(house) == {
        "Aino Aalto": ("1001", "Alakylän koulu", "Rauni Rehtori", True),
        "Bertta Berg": ("1002", "Harjun koulu", "Rauni Rehtori", True),
        "Rauni Rehtori": ("1009", "Alakylän koulu", "", True),
    }
    aino = house.organisation.staff.get(personnel_number="1001")
    assert (aino.email, aino.title, aino.staff_group.key, aino.imported_at) == (AINO[2], "Opettaja", "class_teacher", make.AUGUST)
    assert not StaffImport.objects.exists()


def test_the_log_has_one_entry_with_numbers_only(house: cast.House) -> None:
    take_in(house)

    entry = audit.of_organisation(house.organisation.pk).filter(verb="staff.imported").get()
    assert (entry.person_id, entry.facts) == (house.coordinator.pk, {"new": 3, "changed": 0, "missing": 0, "left_out": 0})
    told = str(list(audit.of_organisation(house.organisation.pk).filter(verb__startswith="staff.").values()))
    assert "Aalto" not in told and "lista.csv" not in told


def test_the_same_file_again_changes_nothing(house: cast.House, at: Callable[..., None]) -> None:
    take_in(house)
    before = snapshot(house)
    at(make.OCTOBER)

    assert take_in(house) == Imported(0, 0, 0, 0)
    assert snapshot(house) == before


def test_changes_missing_people_and_those_who_come_back(house: cast.House) -> None:
    take_in(house)
    moved = [*AINO[:3], "Kirkkokadun koulu", "Lehtori", *AINO[5:6], "1002"]

    assert take_in(house, [moved, BERTTA]) == Imported(new=0, changed=1, missing=1, left_out=0)
    assert listed(house)["Aino Aalto"] == ("1001", "Kirkkokadun koulu", "Bertta Berg", True)
    assert listed(house)["Rauni Rehtori"] == ("1009", "Alakylän koulu", "", False)

    assert take_in(house, [moved, BERTTA, RAUNI]) == Imported(new=0, changed=1, missing=0, left_out=0)
    assert listed(house)["Rauni Rehtori"] == ("1009", "Alakylän koulu", "", True)
    assert StaffMember.objects.count() == 3


def test_somebody_who_is_missing_keeps_everything_and_their_roles(house: cast.House) -> None:
    take_in(house)
    rauni = people.ensure(RAUNI[2], name="Rauni Rehtori", language="fi", by=OPERATOR)
    role = actions.grant_role(house.organisation, person=rauni, kind=RoleKind.PRINCIPAL, unit=house.units[1], by=OPERATOR)
    assert queries.roles_of_those_who_left(house.organisation) == []

    take_in(house, [AINO, BERTTA])

    assert queries.roles_of_those_who_left(house.organisation) == [role]
    assert listed(house)["Aino Aalto"][2] == "Rauni Rehtori"
    role.refresh_from_db()
    assert role.ended_at is None
    actions.end_role(role, by=by(house))
    assert queries.roles_of_those_who_left(house.organisation) == []


def test_a_new_number_is_the_same_person_and_stays_the_supervisor(house: cast.House) -> None:
    take_in(house)
    rauni = ("2009", *RAUNI[1:])

    assert take_in(house, [AINO, (*BERTTA[:6], "2009"), rauni]) == Imported(new=0, changed=1, missing=0, left_out=0)
    assert listed(house)["Bertta Berg"][2] == "Rauni Rehtori"
    assert listed(house)["Rauni Rehtori"][0] == "2009"


def test_two_people_may_change_addresses_with_each_other(house: cast.House) -> None:
    take_in(house)
    crossed = [(*AINO[:2], BERTTA[2], *AINO[3:]), (*BERTTA[:2], AINO[2], *BERTTA[3:]), RAUNI]

    assert take_in(house, crossed).changed == 2
    assert dict(house.organisation.staff.values_list("name", "email"))["Aino Aalto"] == BERTTA[2]


def test_fields_without_a_column_stay_and_empty_cells_empty(house: cast.House) -> None:
    take_in(house)
    header = ("Palkkanumero", "Nimi", "Koulu", "Työaikamuoto", "Työaika-%", "Kieli")
    take_in(
        house,
        [("1001", "Aino Aalto", "", "Opetusvelvollisuus", "78,26", "ruotsi"), *((row[0], row[1], row[3], "", "", "") for row in ALL[1:])],
        header,
    )

    aino = house.organisation.staff.get(personnel_number="1001")
    assert (aino.unit, aino.title, aino.email) == (None, "Opettaja", AINO[2])
    assert (aino.working_time, aino.percentage, aino.language) == (WorkingTime.VESO, Decimal("78.26"), "sv")
    assert listed(house)["Bertta Berg"] == ("1002", "Harjun koulu", "Rauni Rehtori", True)


def test_a_supervisor_may_stand_only_on_the_list(house: cast.House) -> None:
    take_in(house)

    take_in(house, [("1001", *AINO[1:6], "rauni@seinajoki.example"), BERTTA])

    assert listed(house)["Aino Aalto"][2] == "Rauni Rehtori"


FAULTY = ("1003", "Cecilia Cederberg", "cecilia@kunta", "Alakylän koulu", "", "", "")


def test_a_faulty_row_stops_everything_until_it_is_left_out(house: cast.House) -> None:
    held = received(house, [*ALL, FAULTY])
    seen = queries.judge(held).fingerprint

    with pytest.raises(Refused) as refused:
        actions.import_staff(held, seen=seen, leaves_out=False, by=by(house))
    assert (refused.value.reason, StaffMember.objects.count()) == (ImportRefusal.FAULTY, 0)

    done = actions.import_staff(held, seen=seen, leaves_out=True, by=by(house))
    assert (done, set(listed(house))) == (Imported(3, 0, 0, left_out=1), {row[1] for row in ALL})


def test_whoever_stands_on_a_faulty_row_is_not_missing(house: cast.House) -> None:
    take_in(house)

    assert take_in(house, [("1001", *AINO[1:3], "Ei mikään koulu", *AINO[4:]), BERTTA, RAUNI], leaves_out=True).missing == 0


def test_what_was_not_seen_is_not_taken_in(house: cast.House) -> None:
    held = received(house)
    seen = queries.judge(held).fingerprint
    other = people.ensure("toinen@seinajoki.example", name="Toinen", language="fi", by=OPERATOR)
    theirs = actions.choose_columns(
        actions.receive_staff_file(house.organisation, table=table([AINO]), file_name="toinen.csv", by=other.acting("coordinator")),
        columns={Field.PERSONNEL_NUMBER: 0, Field.NAME: 1},
        by=OPERATOR,
    )
    actions.import_staff(theirs, seen=queries.judge(theirs).fingerprint, leaves_out=False, by=other.acting("coordinator"))

    with pytest.raises(Refused) as refused:
        actions.import_staff(held, seen=seen, leaves_out=False, by=by(house))
    assert (refused.value.reason, set(listed(house))) == (ImportRefusal.CHANGED, {"Aino Aalto"})

    done = actions.import_staff(held, seen=queries.judge(held).fingerprint, leaves_out=False, by=by(house))
    assert done == Imported(new=2, changed=1, missing=0, left_out=0)


def test_a_file_is_taken_in_once(house: cast.House) -> None:
    held = received(house)
    seen = queries.judge(held).fingerprint
    actions.import_staff(held, seen=seen, leaves_out=False, by=by(house))

    for again in (
        lambda: actions.import_staff(held, seen=seen, leaves_out=False, by=by(house)),
        lambda: actions.choose_columns(held, columns={Field.NAME: 1, Field.EMAIL: 2}, by=by(house)),
    ):
        with pytest.raises(Refused) as refused:
            again()
        assert refused.value.reason == ImportRefusal.GONE


def test_columns_are_chosen_first(house: cast.House) -> None:
    held = actions.receive_staff_file(house.organisation, table=table(), file_name="lista.csv", by=by(house))

    with pytest.raises(Refused) as refused:
        actions.import_staff(held, seen="", leaves_out=True, by=by(house))
    assert refused.value.reason == ImportRefusal.NO_COLUMNS


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({Field.PERSONNEL_NUMBER: 0}, FileRefusal.NO_NAME_COLUMN),
        ({Field.NAME: 1, Field.UNIT: 3}, FileRefusal.NO_KEY_COLUMN),
        ({}, FileRefusal.NO_NAME_COLUMN),
    ],
)
def test_columns_that_make_no_list_are_refused(house: cast.House, columns: dict[Field, int], reason: FileRefusal) -> None:
    held = actions.receive_staff_file(house.organisation, table=table(), file_name="lista.csv", by=by(house))

    with pytest.raises(Refused) as refused:
        actions.choose_columns(held, columns=columns, by=by(house))
    assert refused.value.reason == reason


def test_columns_that_nobody_chose_are_dropped(house: cast.House) -> None:
    header = (*HEADER, "Palkka", "Osoite")
    rows = [(*row, "LEAK 3021,50", "LEAK Kotikatu 1") for row in ALL]
    held = actions.receive_staff_file(house.organisation, table=table(rows, header), file_name="lista.csv", by=by(house))
    assert "LEAK" in str(held.rows)

    kept = actions.choose_columns(held, columns={Field.PERSONNEL_NUMBER: 0, Field.NAME: 1, Field.UNIT: 3}, by=by(house))

    kept.refresh_from_db()
    assert kept.rows[0] == [1, "Palkkanumero", "Nimi", "Koulu"]
    assert "LEAK" not in str(kept.rows)
    assert (kept.chosen[Field.UNIT], kept.chosen[Field.EMAIL]) == (2, None)


def test_identity_codes_are_refused_and_nothing_is_kept(house: cast.House) -> None:
    rows = [(*AINO, CODE), (*BERTTA, "")]

    with pytest.raises(Refused) as refused:
        actions.receive_staff_file(house.organisation, table=table(rows, (*HEADER, "Muuta")), file_name="lista.csv", by=by(house))

    assert refused.value.reason == FileRefusal.IDENTITY_CODES
    assert refused.value.sentence == (
        "Tiedostossa on henkilötunnuksia: sarake Muuta, rivit 2. Mitään ei tallennettu. Poista ne ja yritä uudelleen."
    )
    assert not StaffImport.objects.exists()


def test_a_new_file_takes_the_place_of_ones_earlier_one(house: cast.House) -> None:
    first, second = received(house), received(house, [AINO])

    assert list(queries.waiting_imports(house.organisation)) == [second]
    assert first.pk != second.pk


def test_files_are_forgotten_after_a_day_of_real_time(house: cast.House) -> None:
    old, young = received(house), received(cast.gradia())
    StaffImport.objects.filter(pk=old.pk).update(made_at=clock.real_now() - dt.timedelta(hours=25))
    StaffImport.objects.filter(pk=young.pk).update(made_at=clock.real_now() - dt.timedelta(hours=23))

    assert [jobs.forget_staff_files(), jobs.forget_staff_files()] == [1, 0]
    assert list(StaffImport.objects.all()) == [young]
    assert audit.of_organisation(house.organisation.pk)[0].verb == "staff.file_forgotten"


def test_forgetting_twice_is_forgetting_once(house: cast.House) -> None:
    held = received(house)
    actions.forget_staff_file(held, by=by(house))
    actions.forget_staff_file(StaffImport(pk=held.pk, organisation=house.organisation), by=by(house))

    assert audit.of_organisation(house.organisation.pk).filter(verb="staff.file_forgotten").count() == 1


def test_another_organisation_keeps_its_people_and_numbers(house: cast.House) -> None:
    gradia = cast.gradia()
    take_in(gradia, [("1001", "Gunnar G", "g@gradia.example", "Lyseo", "", "", "")])

    take_in(house)

    assert [person.name for person in gradia.organisation.staff.all()] == ["Gunnar G"]
    assert StaffMember.objects.count() == 4


def test_the_file_name_keeps_no_control_characters(house: cast.House) -> None:
    held = actions.receive_staff_file(house.organisation, table=table(), file_name="li\x00sta\u202e.csv", by=by(house))

    assert held.file_name == "lista.csv"
