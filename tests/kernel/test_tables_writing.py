"""What leaves as a table opens as what it was: text as text, numbers as numbers, and the same content as the same bytes."""

import csv
import datetime as dt
import io
import re
import zipfile
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from verme.kernel.tables import Cell, Sheet, read, tidy, to_csv, to_xlsx

# trust.md T-11, and what else a spreadsheet is known to take for a formula
FORMULAS = [
    '=HYPERLINK("http://evil.example";"x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\0=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "  =1+1",
]
HARMLESS = ["{=1}", "http://evil.example", "mailto:a@b.fi", "internal:Sheet1!A1", "_x003D_1", "a=1", "'a"]


def part(workbook: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(workbook)).read(name).decode()


def values(workbook: bytes, sheet: int = 0) -> list[list[object]]:
    import python_calamine

    return python_calamine.load_workbook(io.BytesIO(workbook)).get_sheet_by_index(sheet).to_python(skip_empty_area=False)


def test_no_text_becomes_a_formula_or_a_link_in_a_workbook() -> None:
    workbook = to_xlsx([Sheet("A", ["Nimi", "=1+1"], [[text, "x"] for text in FORMULAS + HARMLESS])], title="Lista")

    sheet = part(workbook, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet and "hyperlink" not in sheet
    assert set(re.findall(r'<c [^>]*t="(\w+)"', sheet)) == {"inlineStr"}
    assert [row[0] for row in values(workbook)] == ["Nimi", *FORMULAS, *HARMLESS]
    assert not [name for name in zipfile.ZipFile(io.BytesIO(workbook)).namelist() if "calcChain" in name or "externalLink" in name]


def test_text_that_looks_like_a_formula_gets_an_apostrophe_in_csv() -> None:
    lines = to_csv(["=a", "b"], [[text, "x"] for text in FORMULAS + HARMLESS])

    written = [row[0] for row in csv.reader(io.StringIO(lines.decode("utf-8-sig"), newline=""), delimiter=";")]
    assert written == ["'=a", *(f"'{text}" for text in FORMULAS), *HARMLESS]


def test_a_minus_number_stays_a_number() -> None:
    rows: list[list[Cell]] = [[-5, Decimal("-12.50"), "-5"]]

    assert to_csv(["a", "b", "c"], rows) == b"\xef\xbb\xbfa;b;c\r\n-5;-12,50;'-5\r\n"
    assert values(to_xlsx([Sheet("A", "abc", rows)], title="t"))[1] == [-5.0, -12.5, "-5"]


def test_each_kind_of_cell_is_written_for_a_spreadsheet_of_ours() -> None:
    row: list[Cell] = ['Ää; "ö"', 7, Decimal("0.10"), dt.date(2026, 9, 8), dt.time(14, 30), None]

    assert to_csv("abcdef", [row]).decode("utf-8-sig") == 'a;b;c;d;e;f\r\n"Ää; ""ö""";7;0,10;2026-09-08;14:30;\r\n'
    assert values(to_xlsx([Sheet("A", "abcdef", [row])], title="t"))[1] == ['Ää; "ö"', 7.0, 0.1, dt.date(2026, 9, 8), dt.time(14, 30), ""]


def test_money_is_written_digit_by_digit_with_its_decimals_shown() -> None:
    workbook = to_xlsx([Sheet("A", ["€"], [[Decimal("1234567.10")], [Decimal("0.30")]])], title="t")

    assert re.findall(r"<v>([^<]+)</v>", part(workbook, "xl/worksheets/sheet1.xml")) == ["1234567.10", "0.30"]
    assert 'formatCode="0.00"' in part(workbook, "xl/styles.xml")


def test_the_same_content_makes_the_same_bytes() -> None:
    sheets = [Sheet("A", ["a"], [["x"]]), Sheet("B", ["b"], [])]

    assert to_xlsx(sheets, title="Lista") == to_xlsx(sheets, title="Lista")
    assert "2000-01-01T00:00:00Z" in part(to_xlsx(sheets, title="Lista"), "docProps/core.xml")


def test_a_workbook_tells_its_title_and_keeps_its_headings_in_sight() -> None:
    workbook = to_xlsx([Sheet("Ilmoittautuneet", ["Nimi", "Koulu"], [["Aino", "Lakeuden koulu"]])], title="Ilmoittautuneet 2026–2027")

    assert "<dc:title>Ilmoittautuneet 2026–2027</dc:title>" in part(workbook, "docProps/core.xml")
    assert 'topLeftCell="A2"' in part(workbook, "xl/worksheets/sheet1.xml")
    assert '<autoFilter ref="A1:B2"/>' in part(workbook, "xl/worksheets/sheet1.xml")
    assert "Print_Titles" in part(workbook, "xl/workbook.xml")


def test_several_sheets_keep_their_order() -> None:
    workbook = to_xlsx([Sheet("Ryhmät", ["a"], [["1"]]), Sheet("Jono", ["b"], [["2"]])], title="t")

    assert [values(workbook, 0), values(workbook, 1)] == [[["a"], ["1"]], [["b"], ["2"]]]


@pytest.mark.parametrize("write", [lambda rows: to_csv(["a"], rows), lambda rows: to_xlsx([Sheet("A", ["a"], rows)], title="t")])
@pytest.mark.parametrize(
    ("value", "error"),
    [
        (1.5, TypeError),
        (True, TypeError),
        (dt.datetime(2026, 9, 8, tzinfo=dt.UTC), TypeError),
        (b"x", TypeError),
        ("x" * 32_768, ValueError),
        (10**15, ValueError),
        (Decimal("0.1234567890123456"), ValueError),
        (Decimal("NaN"), ValueError),
        (Decimal("Infinity"), ValueError),
    ],
)
def test_a_value_that_would_be_lost_or_bent_is_an_error(write: object, value: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        write([[value]])  # type: ignore[operator]


plain = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=30)


@given(st.lists(st.tuples(plain, st.integers(-(10**14), 10**14), st.dates(dt.date(1950, 1, 1))), min_size=1, max_size=8))
def test_a_workbook_gives_back_what_was_put_in(rows: list[tuple[str, int, dt.date]]) -> None:
    workbook = to_xlsx([Sheet("A", ["a", "b", "c"], rows)], title="t")

    assert [tuple(row) for row in values(workbook)[1:]] == [(text, float(number), day) for text, number, day in rows]
    assert "<f>" not in part(workbook, "xl/worksheets/sheet1.xml")


@given(st.lists(st.tuples(plain, plain), min_size=1, max_size=8))
@example([("'=1", "''=1"), ("-", "'"), ("'a", "＝")])
def test_what_we_write_as_csv_we_read_as_the_same_table(rows: list[tuple[str, str]]) -> None:
    table = read(to_csv(["a", "b"], [("-" + first, second + ".") for first, second in rows]), "x.csv")

    assert [row.cells for row in table.rows] == [(tidy("-" + first), tidy(second + ".")) for first, second in rows]
