"""Every preset's file against a golden one, byte by byte; names and numbers that a spreadsheet could take for formulas."""

import csv
import datetime as dt
import hashlib
import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import load_workbook

from verme.compensation.documents.payroll import Row, write
from verme.compensation.rules import FORMATS, Format, why_not_format, without_type
from verme.compensation.terms import FEES, Column, DecimalSign, Encoding, FormatRefusal, Preset, Quoting, Separator, WorkKind

GOLDEN = Path(__file__).parent / "golden"
CODES = {"planning": "4310", "meeting": "4320", "arrangement": "4330", "cost": "5310"}


def row(
    number: int,
    *,
    kind: str = "meeting",
    amount: str = "1",
    unit: int | None = 3419,
    cents: int | None = 3419,
    words: str = "Tapaaminen 6.10.",
) -> Row:
    day = dt.date(2026, 10, 6)
    return Row(number, 7, "108789", CODES[kind], day, day, Decimal(amount), unit, cents, "5120", words)


ROWS = [
    row(1, kind="planning", amount="3", cents=10257, words="Suunnittelutyö lukuvuoden alussa"),
    row(2),
    row(3, amount="0.5", cents=1710),
    row(4, amount="-1", cents=-3419, words="Oikaisu: tapaaminen 22.9."),
    row(5, kind="arrangement", amount="1.25", unit=None, cents=None, words="Järjestelytyö; tila ja kahvi"),
]


def sheet(content: bytes) -> list[list[object]]:
    """The cells of a workbook with their types."""
    return load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()  # type: ignore[return-value]


def format_of(preset: Preset, **changed: object) -> Format:
    return replace(FORMATS[preset], **{"salary_types": CODES, "account": "4001", **changed})


@pytest.mark.parametrize("preset", [preset for preset in Preset if preset != Preset.XLSX])
def test_a_presets_file_is_the_golden_one(preset: Preset) -> None:
    made = write(ROWS, format_of(preset), name="verme-2026-10", language="fi")

    assert made.name == "verme-2026-10.csv"
    assert made.content == (GOLDEN / f"{preset}.csv").read_bytes()


def test_the_workbook_is_the_golden_one_and_its_cells_have_types() -> None:
    made = write(ROWS, format_of(Preset.XLSX), name="verme-2026-10", language="fi")

    assert made.content == write(ROWS, format_of(Preset.XLSX), name="verme-2026-10", language="fi").content
    cells = sheet(made.content)
    assert "\n".join(";".join(map(str, line)) for line in cells) + "\n" == (GOLDEN / "xlsx.txt").read_text()
    assert cells[4][5] == -1.0
    assert cells[1][1] == "108789", "a personnel number is text: it may begin with zeros"


def test_populus_has_twenty_five_columns_no_header_and_its_widths() -> None:
    lines = write(ROWS, format_of(Preset.POPULUS), name="x", language="fi").content.decode().split("\n")

    assert lines[-1] == "", "the last line ends too"
    assert {len(line.split(";")) for line in lines[:-1]} == {25}
    assert lines[0].split(";")[:8] == ["108789", "", "4310", "20261006", "20261006", "3.00", "34.19", "102.57"]
    assert format_of(Preset.POPULUS).width(Column.PERSONNEL_NUMBER) == 6


RISKY = ['=HYPERLINK("http://evil")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"]


@pytest.mark.parametrize("words", RISKY)
@pytest.mark.parametrize("preset", list(Preset))
def test_no_text_becomes_a_formula(words: str, preset: Preset) -> None:
    """T-11: the text of a row is the only one that people write."""
    columns = ((Column.PERSONNEL_NUMBER, ""), (Column.WORDS, ""), (Column.AMOUNT, ""))
    made = format_of(preset, columns=columns, has_header=False, quoting=Quoting.NEEDED)

    content = write([row(1, amount="-1", words=words)], made, name="x", language="fi").content

    if made.is_workbook:
        assert sheet(content)[1][1:] == [words, -1.0]
        assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    else:
        (line,) = csv.reader(io.StringIO(content.decode(made.encoding), newline=""), delimiter=made.separator)
        assert line[1] == f"'{words}"
        assert line[2] == ("-1.00" if made.decimal_sign == DecimalSign.POINT else "-1,00"), "a negative number stays a number"


def test_signs_encodings_and_quotation_marks_can_be_chosen() -> None:
    made = format_of(Preset.FENNOA, separator=Separator.TAB, quoting=Quoting.ALL, encoding=Encoding.WINDOWS, decimal_sign=DecimalSign.POINT)
    made = replace(made, columns=((Column.PERSONNEL_NUMBER, ""), (Column.AMOUNT, ""), (Column.WORDS, "")))

    assert write(ROWS[:1], made, name="x", language="fi").content == '"108789"\t"3.00"\t"Suunnittelutyö lukuvuoden alussa"\r\n'.encode(
        "cp1252"
    )
    unquoted = replace(made, separator=Separator.SEMICOLON, quoting=Quoting.NONE)
    assert b"tila" in write(ROWS[4:], unquoted, name="x", language="fi").content
    assert write(ROWS[4:], unquoted, name="x", language="fi").content.count(b";") == 2


def test_fifty_times_the_same_rows_are_the_same_bytes() -> None:
    for preset in Preset:
        made = {hashlib.sha256(write(ROWS, format_of(preset), name="x", language="fi").content).hexdigest() for _ in range(50)}
        assert len(made) == 1


def test_what_does_not_hold_together_is_refused() -> None:
    for preset in Preset:
        assert why_not_format(format_of(preset)) is None
    fennoa = format_of(Preset.FENNOA)
    assert why_not_format(replace(fennoa, columns=fennoa.columns[1:])) == (FormatRefusal.NO_COLUMNS, 0)
    assert why_not_format(replace(fennoa, columns=(*fennoa.columns, fennoa.columns[0]))) == (FormatRefusal.TWICE, 0)
    assert why_not_format(replace(fennoa, separator=Separator.COMMA)) == (FormatRefusal.SAME_SIGN, 0)
    assert why_not_format(replace(fennoa, cost_centre="51;20")) == (FormatRefusal.CODE, 20)
    assert why_not_format(format_of(Preset.POPULUS, salary_types={"meeting": "43200"})) == (FormatRefusal.CODE, 4)


def test_a_salary_type_that_is_missing_is_named() -> None:
    assert without_type(format_of(Preset.MEPCO, salary_types={"meeting": "4320"}), FEES) == [WorkKind.PLANNING, WorkKind.ARRANGEMENT]
    assert without_type(format_of(Preset.XLSX, salary_types={}), FEES) == []


def test_the_nearest_cost_centre_holds() -> None:
    made = format_of(Preset.MEPCO, cost_centre="1", unit_centres={5: "2"}, programme_centres={9: "3"})

    assert [made.centre(programme=8, unit=4), made.centre(programme=8, unit=5), made.centre(programme=9, unit=5)] == ["1", "2", "3"]
    assert made.centre(programme=9, unit=5, own="4") == "4"
