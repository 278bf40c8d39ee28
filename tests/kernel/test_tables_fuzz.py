"""Whatever the bytes, reading ends with a table or with a reason: never with another error, never slowly."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from verme.kernel.tables import MAX_COLUMNS, MAX_ROWS, Sheet, Table, Unreadable, has_control, read, tidy, to_csv, to_xlsx

ROWS = [["Aino Ääkkönen", "aino@kunta.example", "12345"], ["Bo Öberg", "bo@kunta.example", '"; =1']]
BOOK = to_xlsx([Sheet("A", ["Nimi", "Sähköposti", "Nro"], ROWS)], title="t")
LIST = to_csv(["Nimi", "Sähköposti", "Nro"], ROWS)
MEMBERS = {name: zipfile.ZipFile(io.BytesIO(BOOK)).read(name) for name in zipfile.ZipFile(io.BytesIO(BOOK)).namelist()}
READ = [name for name in MEMBERS if name.startswith("xl/") and "theme" not in name]

names = st.sampled_from(["lista.csv", "lista.xlsx", "lista.txt"])
edits = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 4), st.binary(max_size=6)), min_size=1, max_size=6)


def ends_well(data: bytes, name: str) -> None:
    try:
        table = read(data, name)
    except Unreadable:
        return
    assert isinstance(table, Table)
    assert 1 <= len(table.rows) <= MAX_ROWS
    lines = [table.header.line, *(row.line for row in table.rows)]
    assert lines == sorted(set(lines))
    for row in (table.header, *table.rows):
        assert len(row.cells) <= MAX_COLUMNS
        assert all(cell == tidy(cell) and "\0" not in cell for cell in row.cells)


def edited(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """The data with some bytes taken out and others put in."""
    for place, length, instead in changes:
        at = place % (len(data) + 1)
        data = data[:at] + instead + data[at + length :]
    return data


@given(st.binary(max_size=400), names)
@example(b"\xff\xfe\x00", "lista.csv")
@example(b"\xfe\xff", "lista.csv")
@example(b'"', "lista.csv")
@example(b"sep=;\n", "lista.csv")
@example(b"sep=;", "lista.csv")
@example(b"PK\x03\x04", "lista.xlsx")
@example(b"PK\x05\x06" + bytes(18), "lista.xlsx")
def test_random_bytes(data: bytes, name: str) -> None:
    ends_well(data, name)


@pytest.mark.slow
@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_random_text(text: str, encoding: str) -> None:
    ends_well(text.encode(encoding, "ignore"), "lista.csv")


@given(edits)
def test_a_list_with_some_bytes_changed(changes: list[tuple[int, int, bytes]]) -> None:
    ends_well(edited(LIST, changes), "lista.csv")


@given(edits)
@settings(max_examples=300)
def test_a_workbook_with_some_bytes_changed(changes: list[tuple[int, int, bytes]]) -> None:
    ends_well(edited(BOOK, changes), "lista.xlsx")


markup = st.sampled_from(
    b"""
    <c> </c> <v> <c_r="A1"> <c_r="ZZ99"><v>1</v></c> t="s" t="d" t="b" t="e" t="str" s="999999999999" <v>99999999999999999999</v> <v>-1</v>
    <v>1e999</v> <v>nan</v> &#0; &amp; <!DOCTYPE_a> <![CDATA[ ]]> <row_r='0'> <row_r="3"> _xD800_ _x0000_ \xff <is><r><t>x</t></r></is>
    <f>1+1</f> <x:c_xmlns:x="y"/> encoding="klingon" <x:v>
    """.replace(b"_r", b" r").split()
)


@pytest.mark.slow
@given(
    st.sampled_from(READ),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 12), st.one_of(markup, st.binary(max_size=4))), max_size=8),
)
@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow])
def test_a_workbook_with_some_markup_changed(name: str, changes: list[tuple[int, int, bytes]]) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for member, part in MEMBERS.items():
            archive.writestr(member, edited(part, changes) if member == name else part)

    ends_well(buffer.getvalue(), "lista.xlsx")


@given(st.text(max_size=60))
def test_tidy_text_stays_as_it_is(text: str) -> None:
    tidied = tidy(text)

    assert tidy(tidied) == tidied
    assert not set("\t\n\r\u00a0\u200b\ufeff\u00ad") & set(tidied)


def test_what_cannot_be_meant_is_found() -> None:
    meant = ["Aino Ääkkönen", "Ŋuorra", "مرحبا", "", "日本", "x🙂"]
    not_meant = ["a\x07b", "a\x7f", "\x9b", "a\u202eb", "a\u2066b", "\ud800"]

    assert [has_control(text) for text in meant + not_meant] == [False] * len(meant) + [True] * len(not_meant)
