"""Rows of a staff list are taken in whole or named with their line and everything wrong with them."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.validators import validate_email
from hypothesis import given
from hypothesis import strategies as st

from verme.kernel.tables import Sheet, Table, Why, read, to_csv, to_xlsx
from verme.organisations import staff_rows
from verme.organisations.models import StaffMember
from verme.organisations.staff_rows import Fault, Field, Known, Note, Reason, StaffFact, StaffRow, StaffRows, Unfit
from verme.organisations.staff_rows.cells import WORKING_TIMES
from verme.organisations.staff_rows.columns import WORDS
from verme.organisations.staff_rows.facts import LONGEST
from verme.organisations.staff_rows.privacy import HEADINGS
from verme.organisations.terms import WorkingTime

KNOWN = Known(
    units={1: ["Lakeuden koulu"], 2: ["Niittykylän koulu", "Niittykylä skola"]},
    staff_groups={7: ["Luokanopettaja", "Klasslärare"], 8: ["Koulunkäynninohjaaja"]},
)
HEADER = [
    "Henkilönumero",
    "Nimi",
    "Sähköposti",
    "Koulu",
    "Nimike",
    "Henkilöstöryhmä",
    "Sopimuksen osio",
    "Työaikamuoto",
    "Työaika-%",
    "Esihenkilö",
    "Kieli",
]
RIITTA = [
    "100",
    "Riitta Kangas",
    "riitta.kangas@kunta.example",
    "Lakeuden koulu",
    "Rehtori",
    "Luokanopettaja",
    "OVTES B",
    "Kokonaistyöaika",
    "100",
    "",
    "suomi",
]
AINO = [
    "101",
    "Aino Aalto",
    "Aino.Aalto@kunta.example",
    "lakeuden  koulu",
    "Luokanopettaja",
    "klasslärare",
    "OVTES B",
    "Opetusvelvollisuus",
    "78,26 %",
    "riitta.kangas@kunta.example",
    "sv",
]


def table(*rows: Sequence[str], header: Sequence[str] = HEADER) -> Table:
    return read(to_csv(header, rows), "lista.csv")


def judged(*rows: Sequence[str], header: Sequence[str] = HEADER, current: Sequence[StaffFact] = ()) -> StaffRows:
    return staff_rows.read(table(*rows, header=header), KNOWN, current)


def but(row: Sequence[str], **cells: str) -> list[str]:
    """The row with other cells, by the field's name."""
    places = [str(field) for field in Field if field not in (Field.FIRST_NAME, Field.LAST_NAME)]
    return [cells.get(place, cell) for place, cell in zip(places, row, strict=True)]


def faults(read_: StaffRows) -> dict[int, tuple[Fault, ...]]:
    return {row.line: row.faults for row in read_.faulty}


def test_a_whole_row_becomes_values() -> None:
    read_ = judged(RIITTA, AINO)

    assert (read_.faulty, read_.notes) == ((), ())
    assert read_.rows[1] == StaffRow(
        line=3,
        values={
            Field.PERSONNEL_NUMBER: "101",
            Field.NAME: "Aino Aalto",
            Field.EMAIL: "aino.aalto@kunta.example",
            Field.UNIT: 1,
            Field.TITLE: "Luokanopettaja",
            Field.STAFF_GROUP: 7,
            Field.AGREEMENT: "OVTES B",
            Field.WORKING_TIME: "veso",
            Field.PERCENTAGE: Decimal("78.26"),
            Field.SUPERVISOR: "100",
            Field.LANGUAGE: "sv",
        },
    )


def test_a_workbook_and_a_csv_file_say_the_same() -> None:
    from_workbook = read(to_xlsx([Sheet("A", HEADER, [RIITTA, AINO])], title="t"), "lista.xlsx")

    assert staff_rows.read(from_workbook, KNOWN) == judged(RIITTA, AINO)


@pytest.mark.parametrize(
    "header",
    [
        ["Palkkanumero", "Sukunimi", "Etunimi", "Työsähköposti", "Yksikkö"],
        ["PERSONALNUMMER", "Efternamn", "Förnamn", "E-post", "Enhet"],
        ["Employee ID *", "Last name", "First name", "E-mail (work)", "School or unit"],
    ],
)
def test_headings_are_known_in_three_languages_and_names_may_come_in_two(header: list[str]) -> None:
    read_ = judged(["1", "Aalto", "Aino", "a@b.example", "Lakeuden koulu"], header=header)

    values = {Field.PERSONNEL_NUMBER: "1", Field.NAME: "Aino Aalto", Field.EMAIL: "a@b.example", Field.UNIT: 1}
    assert read_ == StaffRows((StaffRow(line=2, values=values),), (), ())


def test_of_several_headings_the_more_exact_one_is_taken() -> None:
    header = ["Etunimet", "Kutsumanimi", "Sukunimi", "Sähköposti", "Työsähköposti", "Nro"]

    matching = staff_rows.match(header)

    assert (matching.columns, matching.twice) == ({Field.FIRST_NAME: 1, Field.LAST_NAME: 2, Field.EMAIL: 4}, frozenset())


def test_the_person_may_choose_columns_and_leave_some_out() -> None:
    header = ["Nimi", "Oma sarake", "Nimike", "Koulu", "Sähköposti"]
    given_: Mapping[Field, int | None] = {Field.EMAIL: 1, Field.UNIT: None, Field.STAFF_GROUP: 2, Field.LANGUAGE: 99}

    assert staff_rows.match(header, given_).columns == {Field.NAME: 0, Field.EMAIL: 1, Field.STAFF_GROUP: 2}
    assert staff_rows.match(header, given_ | {Field.TITLE: 2}).columns[Field.TITLE] == 2


def test_no_heading_means_two_fields_and_none_is_an_identity_code() -> None:
    words = [word for known in WORDS.values() for word in known]

    assert len(words) == len(set(words))
    assert not set(words) & set(HEADINGS.split())


@pytest.mark.parametrize(
    ("header", "reason", "values"),
    [
        (["Koulu", "Sähköposti"], Reason.NO_NAME_COLUMN, {}),
        (["Etunimi", "Sähköposti"], Reason.NO_NAME_COLUMN, {}),
        (["Nimi", "Koulu"], Reason.NO_KEY_COLUMN, {}),
        (["Nimi", "Sähköposti", "Nimi"], Reason.TWO_COLUMNS, {"field": Field.NAME, "column": "Nimi"}),
    ],
)
def test_a_table_that_is_no_staff_list_is_refused(header: list[str], reason: Reason, values: dict[str, object]) -> None:
    with pytest.raises(Unfit) as refused:
        judged(["x"] * len(header), header=header)

    assert (refused.value.reason, refused.value.values) == (reason, values)


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"name": ""}, Fault(Reason.NO_NAME, Field.NAME)),
        ({"name": "1234"}, Fault(Reason.NO_NAME, Field.NAME, "1234")),
        ({"personnel_number": "", "email": ""}, Fault(Reason.NO_KEY)),
        ({"personnel_number": "1,2E+05"}, Fault(Reason.BAD_NUMBER, Field.PERSONNEL_NUMBER, "1,2E+05")),
        ({"email": "aino.aalto@kunta"}, Fault(Reason.EMAIL_WITHOUT_ENDING, Field.EMAIL, "aino.aalto@kunta")),
        ({"email": "aino aalto@kunta.fi"}, Fault(Reason.BAD_EMAIL, Field.EMAIL, "aino aalto@kunta.fi")),
        ({"email": "a@b.fi, c@d.fi"}, Fault(Reason.BAD_EMAIL, Field.EMAIL, "a@b.fi, c@d.fi")),
        ({"email": "x" * 65 + "@kunta.fi"}, Fault(Reason.BAD_EMAIL, Field.EMAIL, "x" * 65 + "@kunta.fi")),
        ({"email": "ei ole"}, Fault(Reason.BAD_EMAIL, Field.EMAIL, "ei ole")),
        ({"unit": "Niitykylän kolu"}, Fault(Reason.UNKNOWN_UNIT, Field.UNIT, "Niitykylän kolu", {"suggestion": "Niittykylän koulu"})),
        ({"unit": "Ö"}, Fault(Reason.UNKNOWN_UNIT, Field.UNIT, "Ö", {"suggestion": ""})),
        ({"staff_group": "Lehtori"}, Fault(Reason.UNKNOWN_STAFF_GROUP, Field.STAFF_GROUP, "Lehtori", {"suggestion": ""})),
        ({"percentage": "osa-aika"}, Fault(Reason.BAD_PERCENTAGE, Field.PERCENTAGE, "osa-aika")),
        ({"percentage": "100,01"}, Fault(Reason.PERCENTAGE_OUT_OF_RANGE, Field.PERCENTAGE, "100,01")),
        ({"percentage": "0"}, Fault(Reason.PERCENTAGE_OUT_OF_RANGE, Field.PERCENTAGE, "0")),
        ({"percentage": "-5"}, Fault(Reason.PERCENTAGE_OUT_OF_RANGE, Field.PERCENTAGE, "-5")),
        ({"supervisor": "Pekka Puu"}, Fault(Reason.SUPERVISOR_UNKNOWN, Field.SUPERVISOR, "Pekka Puu")),
        ({"supervisor": "999"}, Fault(Reason.SUPERVISOR_UNKNOWN, Field.SUPERVISOR, "999")),
        ({"supervisor": "Aalto, Aino"}, Fault(Reason.OWN_SUPERVISOR, Field.SUPERVISOR, "Aalto, Aino")),
        ({"title": "x" * 121}, Fault(Reason.TOO_LONG, Field.TITLE, "x" * 40 + "…", {"limit": 120})),
        ({"title": "a\x07b"}, Fault(Reason.CONTROL_CHARACTERS, Field.TITLE, "a�b")),
        ({"name": "Aino\u202eAalto"}, Fault(Reason.CONTROL_CHARACTERS, Field.NAME, "Aino�Aalto")),
    ],
)
def test_a_faulty_row_is_named_with_its_line_and_the_others_stay_good(cells: dict[str, str], fault: Fault) -> None:
    read_ = judged(RIITTA, but(AINO, **cells))

    assert faults(read_) == {3: (fault,)}
    assert [row.line for row in read_.rows] == [2]


def test_all_faults_of_a_row_are_named_at_once() -> None:
    read_ = judged(RIITTA, but(AINO, name="", email="x", unit="y", percentage="z"))

    assert [fault.reason for fault in faults(read_)[3]] == [Reason.NO_NAME, Reason.BAD_EMAIL, Reason.UNKNOWN_UNIT, Reason.BAD_PERCENTAGE]


def test_a_row_with_more_cells_than_the_header_is_faulty() -> None:
    assert faults(judged([*AINO[:9], "", "fi", "", "liikaa"])) == {2: (Fault(Reason.TOO_MANY_CELLS, found="liikaa"),)}


def test_one_person_on_two_rows_counts_once_and_both_lines_are_named() -> None:
    read_ = judged(RIITTA, but(AINO, supervisor=""), but(AINO, name="Aalto, Aino", supervisor="", unit="Niittykylän koulu"))

    other = {"line": 3, "name": "Aino Aalto"}
    assert faults(read_) == {
        4: (
            Fault(Reason.SAME_NUMBER, Field.PERSONNEL_NUMBER, "101", other),
            Fault(Reason.SAME_EMAIL, Field.EMAIL, "aino.aalto@kunta.example", other),
        )
    }
    assert [row.line for row in read_.rows] == [2, 3]


def test_two_people_with_one_number_are_both_faulty() -> None:
    read_ = judged(RIITTA, but(AINO, supervisor=""), but(AINO, name="Sami Salo", email="sami@kunta.example", supervisor=""))

    assert faults(read_) == {
        3: (Fault(Reason.SAME_NUMBER, Field.PERSONNEL_NUMBER, "101", {"line": 4, "name": "Sami Salo"}),),
        4: (Fault(Reason.SAME_NUMBER, Field.PERSONNEL_NUMBER, "101", {"line": 3, "name": "Aino Aalto"}),),
    }


def test_a_supervisor_is_found_by_address_number_or_name_in_the_file_or_on_the_list() -> None:
    listed = StaffFact(personnel_number="900", name="Pekka Puu", email="pekka@kunta.example")
    said = ["RIITTA.KANGAS@kunta.example", "100", "Kangas Riitta", "Kangas, Riitta", "pekka@kunta.example", "900", "puu pekka"]
    rows = [but(AINO, personnel_number=f"20{n}", name=f"Aino A{n}x", email="", supervisor=each) for n, each in enumerate(said)]

    read_ = judged(RIITTA, *rows, current=[listed])

    assert read_.faulty == ()
    assert [row.values[Field.SUPERVISOR] for row in read_.rows] == ["", "100", "100", "100", "100", "900", "900", "900"]


def test_a_supervisor_is_found_by_the_number_and_address_that_the_file_replaces() -> None:
    listed = StaffFact(personnel_number="99", name="R. Kangas", email="riitta.kangas@kunta.example")
    other = StaffFact(personnel_number="101", name="A. Aalto", email="vanha@kunta.example")
    bo = but(AINO, personnel_number="102", name="Bo Ek", email="bo@kunta.example", supervisor="vanha@kunta.example")

    read_ = judged(RIITTA, but(AINO, supervisor="99"), bo, current=[listed, other])

    assert [row.values[Field.SUPERVISOR] for row in read_.rows] == ["", "100", "101"]


def test_a_supervisor_whose_name_two_people_have_is_ambiguous() -> None:
    namesake = but(RIITTA, personnel_number="102", email="r2@kunta.example")

    read_ = judged(RIITTA, namesake, but(AINO, supervisor="Riitta Kangas"))

    assert faults(read_) == {4: (Fault(Reason.SUPERVISOR_AMBIGUOUS, Field.SUPERVISOR, "Riitta Kangas", {"lines": (2, 3)}),)}


def test_a_faulty_row_of_a_supervisor_does_not_drag_the_others_along() -> None:
    read_ = judged(but(RIITTA, unit="Ö"), AINO)

    assert list(faults(read_)) == [2]
    assert Field.SUPERVISOR not in read_.rows[0].values
    fault = Fault(Reason.SUPERVISOR_LEFT_OUT, Field.SUPERVISOR, "riitta.kangas@kunta.example", {"line": 2})
    assert read_.notes == (Note(3, "Aino Aalto", fault),)


def test_a_supervisor_on_a_faulty_row_who_is_on_the_list_already_is_kept() -> None:
    listed = StaffFact(personnel_number="100", name="Riitta Kangas", email="riitta.kangas@kunta.example")

    read_ = judged(but(RIITTA, unit="Ö"), AINO, current=[listed])

    assert (read_.rows[0].values[Field.SUPERVISOR], read_.notes) == ("100", ())


def test_unknown_words_for_working_time_and_language_are_passed_over() -> None:
    read_ = judged(RIITTA, but(AINO, working_time="liukuva", language="saame"))

    assert {Field.WORKING_TIME, Field.LANGUAGE} & read_.rows[1].values.keys() == set()
    assert [(note.line, note.fault.reason, note.fault.found) for note in read_.notes] == [
        (3, Reason.UNKNOWN_WORKING_TIME, "liukuva"),
        (3, Reason.UNKNOWN_LANGUAGE, "saame"),
    ]


def test_an_address_that_somebody_else_keeps_is_taken() -> None:
    bo = StaffFact(personnel_number="101", name="Aino Aalto", email="old@kunta.example")
    cia = StaffFact(personnel_number="300", name="Cia Berg", email="aino.aalto@kunta.example")

    read_ = judged(RIITTA, AINO, current=[bo, cia])

    assert faults(read_) == {3: (Fault(Reason.EMAIL_TAKEN, Field.EMAIL, "aino.aalto@kunta.example", {"name": "Cia Berg"}),)}


def test_an_address_that_was_to_move_on_but_cannot_is_taken_too() -> None:
    current = [
        StaffFact(personnel_number="100", name="Riitta Kangas", email="aino.aalto@kunta.example"),
        StaffFact(personnel_number="300", name="Cia Berg", email="riitta.kangas@kunta.example"),
        StaffFact(personnel_number="101", name="Aino Aalto"),
    ]

    read_ = judged(RIITTA, but(AINO, supervisor=""), current=current)

    assert {line: [(fault.reason, fault.values) for fault in each] for line, each in faults(read_).items()} == {
        2: [(Reason.EMAIL_TAKEN, {"name": "Cia Berg"})],
        3: [(Reason.EMAIL_TAKEN, {"name": "Riitta Kangas"})],
    }


def test_addresses_may_change_places() -> None:
    current = [
        StaffFact(personnel_number="100", name="Riitta Kangas", email="aino.aalto@kunta.example"),
        StaffFact(personnel_number="101", name="Aino Aalto", email="riitta.kangas@kunta.example"),
    ]

    assert judged(RIITTA, AINO, current=current).faulty == ()


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["0,5", "1", "0.7826086956"], ["50.00", "100.00", "78.26"]),  # as a spreadsheet keeps percentages
        (["50", "1", "78.2608"], ["50.00", "1.00", "78.26"]),
        (["50 %", "100%", "0,5 %"], ["50.00", "100.00", "0.50"]),
        (["0,5 %", "1 %"], ["0.50", "1.00"]),
    ],
)
def test_percentages_come_in_hundreds_or_in_shares(texts: list[str], expected: list[str]) -> None:
    rows = [[str(n), "Aino Aalto", text] for n, text in enumerate(texts)]

    read_ = judged(*rows, header=["Henkilönumero", "Nimi", "Työaika %"])

    assert [str(row.values[Field.PERCENTAGE]) for row in read_.rows] == expected


def test_empty_cells_empty_their_field_but_never_number_or_address() -> None:
    (row,) = judged(["101", "Aino Aalto", *[""] * 9]).rows

    assert row.values == {
        Field.PERSONNEL_NUMBER: "101", Field.NAME: "Aino Aalto", Field.UNIT: None, Field.TITLE: "", Field.STAFF_GROUP: None,
        Field.AGREEMENT: "", Field.WORKING_TIME: "", Field.PERCENTAGE: None, Field.SUPERVISOR: "", Field.LANGUAGE: "",
    }  # fmt: skip


@given(st.one_of(st.emails(), st.from_regex(r"[a-zA-Z.+_-]{1,12}@[a-zåäö.-]{1,20}\.[a-z]{2,4}", fullmatch=True)))
def test_an_address_that_is_taken_is_one_that_letters_can_be_sent_to(address: str) -> None:
    read_ = staff_rows.read(table(["Aino", address], header=["Nimi", "Sähköposti"]), KNOWN)

    for row in read_.rows:
        validate_email(row.email)


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=12), min_size=11, max_size=11),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_stands_in_the_cells_every_row_is_judged(rows: list[list[str]]) -> None:
    table_ = table(*[[f"{n}", *row[1:]] for n, row in enumerate(rows)])

    read_ = staff_rows.read(table_, KNOWN)

    assert sorted([row.line for row in read_.rows] + [row.line for row in read_.faulty]) == [row.line for row in table_.rows]


def test_the_fields_and_their_limits_are_those_of_the_table() -> None:
    columns = {field.name: field for field in StaffMember._meta.get_fields()}

    assert set(Field) - {Field.FIRST_NAME, Field.LAST_NAME} <= columns.keys()
    assert {field: columns[field].max_length for field in LONGEST if field in columns} == {f: n for f, n in LONGEST.items() if f in columns}
    assert LONGEST[Field.FIRST_NAME] + LONGEST[Field.LAST_NAME] <= LONGEST[Field.NAME] + 1
    assert set(WORKING_TIMES) == set(WorkingTime.values)


def test_every_reason_is_explained_to_those_who_bring_files() -> None:
    explained = (Path(__file__).resolve().parents[3] / "docs" / "formats.md").read_text()

    assert [reason.value for reason in (*Reason, *Why) if f"`{reason.value}`" not in explained] == []


def test_rows_are_judged_without_the_framework_and_without_slow_libraries() -> None:
    heavy = {"django", "typst", "xlsxwriter", "python_calamine", "segno"}
    code = f"import sys, verme.organisations.staff_rows, verme.kernel.pdf, verme.kernel.qr; print(sorted({heavy} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
