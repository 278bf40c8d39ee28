"""A file is compared with the list: new, changed, the same, missing; once taken in, it says nothing new."""

import dataclasses
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from verme.kernel.tables import read, to_csv
from verme.organisations import staff_rows
from verme.organisations.staff_rows import Differences, Field, Known, StaffFact, StaffRows
from verme.organisations.staff_rows.identity import key_after

KNOWN = Known(units={1: ["Lakeuden koulu"], 2: ["Niittykylän koulu"]}, staff_groups={7: ["Luokanopettaja"]})
HEADER = ["Henkilönumero", "Nimi", "Sähköposti", "Koulu", "Työaika-%", "Esihenkilö"]

RIITTA = StaffFact(personnel_number="100", name="Riitta Kangas", email="riitta@kunta.example", unit=1, percentage=Decimal(100))
AINO = StaffFact(
    personnel_number="101", name="Aino Aalto", email="aino@kunta.example", unit=1, percentage=Decimal("78.26"), supervisor="100"
)
BO = StaffFact(name="Bo Ek", email="bo@kunta.example", unit=2, title="Lehtori")
ROWS = [
    ["100", "Riitta Kangas", "riitta@kunta.example", "Lakeuden koulu", "100", ""],
    ["101", "Aino Aalto", "aino@kunta.example", "Lakeuden koulu", "78,26", "Riitta Kangas"],
    ["", "Bo Ek", "bo@kunta.example", "Niittykylän koulu", "", ""],
]


def file(current: Sequence[StaffFact], rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> StaffRows:
    return staff_rows.read(read(to_csv(header, rows), "lista.csv"), KNOWN, current)


def compared(current: Sequence[StaffFact], rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> Differences:
    return staff_rows.compare(current, file(current, rows, header))


def applied(current: Sequence[StaffFact], differences: Differences) -> list[StaffFact]:
    """The list after the differences have been taken in, as the table would hold it: supervisors are people, not keys."""
    changed = {id(change.fact): change for change in differences.changed}
    keys = {change.fact.key: key_after(change.row, change.fact) for change in differences.changed}
    missing = {id(fact) for fact in differences.missing}
    after = []
    for fact in current:
        values: dict[str, Any] = {"supervisor": keys.get(fact.supervisor, fact.supervisor)}
        if id(fact) in changed:
            values |= {field.value: value for field, value in changed[id(fact)].row.values.items()} | {"is_listed": True}
        if id(fact) in missing:
            values["is_listed"] = False
        after.append(dataclasses.replace(fact, **values))
    return after + [StaffFact(**{field.value: value for field, value in row.values.items()}) for row in differences.new]  # type: ignore[arg-type]


def test_a_file_that_says_what_the_list_says_changes_nothing() -> None:
    current = [RIITTA, AINO, BO]

    differences = compared(current, ROWS)

    assert [(each.fact, each.row.line) for each in differences.same] == [(RIITTA, 2), (AINO, 3), (BO, 4)]
    assert (differences.new, differences.changed, differences.missing) == ((), (), ())


def test_new_changed_and_missing_people_are_told_apart() -> None:
    current = [RIITTA, AINO, BO]
    rows = [
        ["100", "Riitta Kangas-Aho", "riitta@kunta.example", "Niittykylän koulu", "100", ""],
        ["101", "Aino Aalto", "aino@kunta.example", "Lakeuden koulu", "78,26", "100"],
        ["102", "Cia Berg", "cia@kunta.example", "Lakeuden koulu", "", "Riitta Kangas-Aho"],
    ]

    differences = compared(current, rows)

    assert [(change.fact, dict(change.fields), change.returns) for change in differences.changed] == [
        (RIITTA, {Field.NAME: ("Riitta Kangas", "Riitta Kangas-Aho"), Field.UNIT: (1, 2)}, False)
    ]
    assert [each.fact for each in differences.same] == [AINO]
    assert [(row.name, row.values[Field.SUPERVISOR]) for row in differences.new] == [("Cia Berg", "100")]
    assert differences.missing == (BO,)


def test_fields_that_the_file_does_not_give_stay_as_they_are() -> None:
    differences = compared([AINO, BO], [["101", "Aino Aalto"], ["", ""]], ["Henkilönumero", "Nimi"])

    assert [each.fact for each in differences.same] == [AINO]


def test_an_empty_cell_is_shown_as_a_removal() -> None:
    (change,) = compared([AINO], [["101", "Aino Aalto", "", "", "", ""]]).changed

    assert dict(change.fields) == {Field.UNIT: (1, None), Field.PERCENTAGE: (Decimal("78.26"), None), Field.SUPERVISOR: ("100", "")}


def test_a_list_without_numbers_is_met_by_address() -> None:
    differences = compared([AINO, BO], [["Aino Aalto", "AINO@kunta.example"], ["Bo Ek", "bo@kunta.example"]], ["Nimi", "Sähköposti"])

    assert [each.fact for each in differences.same] == [AINO, BO]


def test_somebody_known_by_address_gets_a_number_and_stays_the_supervisor() -> None:
    aino = dataclasses.replace(AINO, supervisor="bo@kunta.example")
    rows = [["55", "Bo Ek", "bo@kunta.example", "Niittykylän koulu", "", ""], [*ROWS[1][:5], "bo@kunta.example"]]

    differences = compared([aino, BO], rows)

    assert [dict(change.fields) for change in differences.changed] == [{Field.PERSONNEL_NUMBER: ("", "55")}]
    assert [each.fact for each in differences.same] == [aino]


def test_an_address_that_its_owner_gives_up_may_go_to_somebody_new() -> None:
    rows = [["101", "Aino Aalto", "aino.aalto@kunta.example"], ["", "Aino Aho", "aino@kunta.example"]]

    differences = compared([AINO], rows, HEADER[:3])

    assert [(change.fact, change.row.line) for change in differences.changed] == [(AINO, 2)]
    assert [row.name for row in differences.new] == ["Aino Aho"]


def test_somebody_who_comes_back_with_a_new_number_is_the_same_person() -> None:
    gone = dataclasses.replace(AINO, is_listed=False)

    (change,) = compared([RIITTA, gone], [ROWS[0], ["777", *ROWS[1][1:]]]).changed

    assert (change.fact, dict(change.fields), change.returns) == (gone, {Field.PERSONNEL_NUMBER: ("101", "777")}, True)


def test_somebody_on_a_faulty_row_is_not_missing_and_somebody_gone_is_not_missing_twice() -> None:
    gone = dataclasses.replace(BO, is_listed=False)
    broken = ["101", "Aino Aalto", "aino@kunta.example", "Ei koulua", "78,26", ""]

    differences = compared([RIITTA, AINO, gone], [ROWS[0], broken])

    assert (differences.missing, differences.new, differences.changed) == ((), (), ())
    assert [each.fact for each in differences.same] == [RIITTA]


def test_ten_thousand_rows_are_judged_and_compared() -> None:
    rows = [[str(n), f"Aino A{n}x", f"a{n}@kunta.example", "Lakeuden koulu", "50", "Aino A0x" if n else ""] for n in range(10_000)]

    current = applied([], compared([], rows))

    assert len(compared(current, rows).same) == 10_000


people = st.fixed_dictionaries(
    {
        "number": st.sampled_from(["", "1", "2", "3", "4"]),
        "name": st.sampled_from(["Aino Aalto", "Bo Ek", "Cia Berg", "Dan Dahl", ""]),
        "email": st.sampled_from(["", "a@k.example", "b@k.example", "c@k.example", "d@k.example", "x@k"]),
        "unit": st.sampled_from(["", "Lakeuden koulu", "Niittykylän koulu", "Ei koulua"]),
        "share": st.sampled_from(["", "50", "78,26", "101"]),
        "supervisor": st.sampled_from(["", "1", "2", "b@k.example", "Aalto Aino", "Bo Ek", "Cia Berg"]),
    }
).map(lambda person: list(person.values()))


@given(st.lists(st.lists(people, max_size=6), min_size=1, max_size=4), st.sets(st.integers(0, 5), min_size=3))
def test_taking_a_file_in_twice_changes_nothing_the_second_time(files: list[list[list[str]]], kept: set[int]) -> None:
    current: list[StaffFact] = []
    columns = sorted({0, 1, 2} | kept)
    header = [HEADER[column] for column in columns]

    for rows in files:
        if not any(any(row[column] for column in columns) for row in rows):
            continue
        cut = [[row[column] for column in columns] for row in rows]
        first = compared(current, cut, header)
        current = applied(current, first)
        second = compared(current, cut, header)

        assert (second.new, second.changed, second.missing) == ((), (), ())
        assert sorted(each.row.line for each in second.same) == sorted(
            [row.line for row in first.new] + [each.row.line for each in (*first.changed, *first.same)]
        )
        for key in ("personnel_number", "email"):
            held = [getattr(fact, key) for fact in current if getattr(fact, key)]
            assert len(held) == len(set(held))
        assert {fact.supervisor for fact in current} <= {fact.key for fact in current} | {""}
