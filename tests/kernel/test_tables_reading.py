"""Files of all the programs people use become the same table; everything else is refused with its reason and line."""

import datetime as dt
import io
import zipfile

import pytest

from verme.kernel.tables import MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS, Row, Sheet, Table, Unreadable, Why, read, to_xlsx

HEADER = ("Nimi", "Sähköposti", "Koulu")
AINO = ("Aino Ääkkönen", "aino@kunta.example", "Lakeuden koulu")
ŠARŪNAS = ("Šarūnas Öberg", "sarunas@kunta.example", "Nurmon koulu, yläkoulu")
STAFF = Table(Row(1, HEADER), (Row(2, AINO), Row(3, ŠARŪNAS)))
LATIN = Table(Row(1, HEADER), (Row(2, AINO), Row(3, ("Šaron Öberg", "saron@kunta.example", "Nurmon koulu, yläkoulu"))))


def text(delimiter: str, table: Table = STAFF) -> str:
    """The table as a spreadsheet saves it with this delimiter."""
    quoted = [[f'"{cell}"' if "," in cell else cell for cell in row.cells] for row in (table.header, *table.rows)]
    return "\r\n".join(delimiter.join(cells) for cells in quoted) + "\r\n"


def why(data: bytes, name: str = "lista.csv") -> tuple[Why, int | None]:
    with pytest.raises(Unreadable) as refused:
        read(data, name)
    return refused.value.why, refused.value.line


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize(
    ("encoding", "table"), [("utf-8", STAFF), ("utf-8-sig", STAFF), ("utf-16", STAFF), ("utf-16-be", STAFF), ("cp1252", LATIN)]
)
def test_csv_is_read_in_every_encoding_and_with_every_delimiter(encoding: str, table: Table, delimiter: str) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""

    assert read(mark + text(delimiter, table).encode(encoding), "lista.csv") == table


def test_a_workbook_gives_the_same_table() -> None:
    assert read(to_xlsx([Sheet("Henkilöstö", HEADER, [AINO, ŠARŪNAS])], title="Lista"), "Lista 1.XLSX") == STAFF


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_quoted_cell_may_hold_breaks_delimiters_and_quotes_and_later_lines_keep_their_numbers(ending: str) -> None:
    lines = ["Nimi;Koulu", '"Aino\nAalto";"Koulu ""Lakeus""; pääty"', "", "  ", "Bo Ek;Skolan"]

    table = read(ending.join(line.replace("\n", ending) for line in lines).encode(), "lista.csv")

    assert table == Table(Row(1, ("Nimi", "Koulu")), (Row(2, ("Aino Aalto", 'Koulu "Lakeus"; pääty')), Row(6, ("Bo Ek", "Skolan"))))


def test_the_line_that_excel_writes_to_name_its_delimiter_is_obeyed() -> None:
    table = read(b"sep=,\r\nNimi;x,Koulu\r\nAino;y,L\r\n", "lista.csv")

    assert table == Table(Row(2, ("Nimi;x", "Koulu")), (Row(3, ("Aino;y", "L")),))


@pytest.mark.parametrize(
    ("text_", "header"),
    [
        ("Nimi, virka, koulu;Sähköposti\nAalto, Aino;a@b.fi\nEk, Bo;b@b.fi\n", ("Nimi, virka, koulu", "Sähköposti")),
        ("Sukunimi, etunimi;Sähköposti\nAalto, Aino;a@b.fi\n", ("Sukunimi, etunimi", "Sähköposti")),
        ("Nimi;Kielet\nAino;fi, sv, en\nBo;fi, sv, en\nCia;sv, fi, en\n", ("Nimi", "Kielet")),
        ("Lista, syksy, 2026\nNimi;Koulu\nAino;L\nBo;N\n", None),
        ("Nimi,Toive\nAino;a,b;c\nBo;a,b;c\n", ("Nimi", "Toive")),
    ],
)
def test_delimiters_inside_cells_do_not_hide_the_real_one(text_: str, header: tuple[str, ...] | None) -> None:
    table = read(text_.encode(), "lista.csv")

    assert table.header.cells == (header or ("Nimi", "Koulu"))


def test_a_single_column_is_a_table() -> None:
    assert read(b"Nimi\nAino Aalto\nBo Ek\n", "l.txt") == Table(Row(1, ("Nimi",)), (Row(2, ("Aino Aalto",)), Row(3, ("Bo Ek",))))


def test_a_title_above_the_header_is_passed_over() -> None:
    table = read(b"Henkil\xf6st\xf6 1.8.2026;;\n;;\nNimi;Koulu;\nAino;L;\n", "lista.csv")

    assert table == Table(Row(3, ("Nimi", "Koulu")), (Row(4, ("Aino", "L")),))


def test_short_rows_are_filled_up_and_long_ones_kept() -> None:
    assert read(b"a;b;c\n1\n1;2;3;4\n", "x.csv").rows == (Row(2, ("1", "", "")), Row(3, ("1", "2", "3", "4")))


def test_unseen_characters_go_and_decomposed_letters_join() -> None:
    table = read("a;b\n\u00a0Ha\u0308mälä\u200b  Aino\u00ad;\ufeffx\u2028y\n".encode(), "x.csv")

    assert table.rows[0].cells == ("Hämälä Aino", "x y")


def test_other_control_characters_are_left_for_the_reader_of_the_rows() -> None:
    assert read(b"a;b\nx\x07y;z\x9b\n", "x.csv").rows[0].cells == ("x\x07y", "z›")


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def worksheet(*rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'


def workbook_of(*rows: str, sheets: str = '<sheet name="A" sheetId="1" r:id="r1"/>', **parts: str) -> bytes:
    """A workbook written out by hand; `rows` are the inside of sheetData, `parts` replace whole members (`__` for `/`)."""
    target = f'Type="{LINKS}/worksheet" Target='
    held = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": (
            f'<a><Relationship Id="r1" {target}"worksheets/sheet1.xml"/><Relationship Id="r2" {target}"/xl/b.xml"/>'
            f'<Relationship Id="r3" Type="{LINKS}/styles" Target="styles.xml"/>'
            f'<Relationship Id="r4" Type="{LINKS}/sharedStrings" Target="s.xml"/></a>'
        ),
        "xl/worksheets/sheet1.xml": worksheet(*rows),
        "xl/b.xml": worksheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"),
    }
    held |= {key.replace("__", "/") + ".xml": part for key, part in parts.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in held.items():
            archive.writestr(name, part)
    return buffer.getvalue()


HEAD = '<row r="2"><c r="A2" t="inlineStr"><is><t>Nimi</t></is></c><c r="B2" t="inlineStr"><is><t>Nro</t></is></c></row>'


def test_numbers_days_and_times_become_what_a_person_would_type() -> None:
    row = (12345, dt.date(2026, 9, 8), dt.time(14, 30), None, "00123")
    table = read(to_xlsx([Sheet("A", "abcde", [row])], title="t"), "l.xlsx")

    assert table.rows == (Row(2, ("12345", "2026-09-08", "14:30", "", "00123")),)


def test_a_moment_keeps_its_time() -> None:
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>'
    moments = '<row r="3"><c r="A3" s="1"><v>46273.604166666664</v></c><c r="B3" s="1"><v>46273</v></c></row>'

    assert read(workbook_of(HEAD, moments, xl__styles=styles), "l.xlsx").rows == (Row(3, ("2026-09-08 14:30", "2026-09-08")),)


def test_rounding_dust_of_binary_numbers_is_wiped_off() -> None:
    table = read(workbook_of(HEAD, '<row r="5"><c r="A5"><v>78.260000000000005</v></c><c r="B5"><v>100.0</v></c></row>'), "l.xlsx")

    assert table.rows == (Row(5, ("78.26", "100")),)


def test_formatted_but_empty_cells_far_away_do_not_count() -> None:
    table = read(workbook_of(HEAD, '<row r="3"><c r="A3"><v>1</v></c><c r="XFD3" s="0"/></row><row r="1048576" ht="12"/>'), "l.xlsx")

    assert table.rows == (Row(3, ("1", "")),)


def test_the_first_visible_sheet_is_read() -> None:
    two = '<sheet name="Apu" sheetId="1" r:id="r1" state="hidden"/><sheet name="B" sheetId="2" r:id="r2"/>'

    assert read(workbook_of(HEAD, sheets=two), "l.xlsx").rows == (Row(2, ("3", "")),)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ('<row><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>', Why.TOO_MANY_COLUMNS),
        ('<row><c r="A1"><v>1</v></c><c r="B1048576"><v>1</v></c></row>', Why.TOO_MANY_ROWS),
        ('<row r="1048576"><c><v>1</v></c></row>', Why.TOO_MANY_ROWS),
        ('<row r="1"><c r="BH1"/><c><v>1</v></c></row>', Why.TOO_MANY_COLUMNS),
        ('<row r="1"><c r="AAAA1"><v>1</v></c></row>', Why.DAMAGED),
        (f'<row r="{"9" * 5000}"><c><v>1</v></c></row>', Why.DAMAGED),
        ('<row r="1"><c r="A1">', Why.DAMAGED),
    ],
)
def test_a_cell_at_the_far_corner_cannot_take_the_memory(cells: str, reason: Why) -> None:
    assert why(workbook_of(cells), "l.xlsx")[0] is reason


def test_the_last_column_that_is_allowed_is_read() -> None:
    assert MAX_COLUMNS == 60

    assert (
        len(
            read(
                workbook_of('<row r="1"><c r="A1"><v>1</v></c><c r="BH1"><v>1</v></c></row><row><c><v>2</v></c></row>'), "l.xlsx"
            ).header.cells
        )
        == 60
    )


def test_a_part_that_swells_is_not_unpacked() -> None:
    bomb = workbook_of(HEAD, "<row/>" + " " * (65 * 1024 * 1024))

    assert len(bomb) < 100_000
    assert why(bomb, "l.xlsx") == (Why.TOO_LARGE, None)


def test_neither_is_a_directory_or_a_list_of_texts_of_millions_of_tags() -> None:
    assert why(workbook_of(HEAD, xl__s="<si/>" * 4_000_001), "l.xlsx") == (Why.TOO_LARGE, None)
    assert why(workbook_of(HEAD, xl__workbook="<workbook/>" + " " * 1024 * 1024), "l.xlsx") == (Why.TOO_LARGE, None)


def test_a_single_part_behind_a_password_is_seen() -> None:
    plain = workbook_of(HEAD)
    place = plain.index(b"PK\x01\x02") + 8  # the flags of the directory's first entry, the workbook

    assert why(plain[:place] + b"\x01" + plain[place + 1 :], "l.xlsx") == (Why.PROTECTED, None)


def test_a_directory_that_lies_about_a_size_is_damage() -> None:
    honest = workbook_of(HEAD, "<row/>" * 1000)
    size = len(zipfile.ZipFile(io.BytesIO(honest)).read("xl/worksheets/sheet1.xml"))
    assert honest.count(size.to_bytes(4, "little")) == 2

    assert why(honest.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little")), "l.xlsx") == (Why.DAMAGED, None)


def test_parts_that_bring_entities_or_an_encoding_of_their_own_or_are_missing_are_damage() -> None:
    entity = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'

    assert why(workbook_of(HEAD, xl__workbook=f"{entity}<workbook/>"), "l.xlsx") == (Why.DAMAGED, None)
    assert why(workbook_of(HEAD, xl__worksheets__sheet1=f"{entity}<worksheet/>"), "l.xlsx") == (Why.DAMAGED, None)
    assert why(workbook_of(HEAD, xl__workbook='<?xml version="1.0" encoding="klingon"?><workbook/>'), "l.xlsx") == (Why.DAMAGED, None)
    assert why(workbook_of(HEAD, sheets='<sheet name="A" sheetId="1" r:id="r9"/>'), "l.xlsx") == (Why.DAMAGED, None)


def zipped(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "xls"),
        (zipped(content_xml="x", mimetype="y"), "ods"),
        (zipped(word__document_xml="x"), "docx"),
        (zipped(xl__workbook_bin="x"), "xlsb"),
        (zipped(xl__workbook_xml="x", xl__vbaProject_bin="x"), "xlsm"),
        (zipped(lista_csv="Nimi;Koulu"), "zip"),
        (b"\xef\xbb\xbf<html><table>", "html"),
        (b"  <?xml version='1.0'?><Workbook/>", "html"),
    ],
)
def test_other_types_are_refused_by_name_whatever_the_file_is_called(data: bytes, found: str) -> None:
    for name in ("lista.csv", "lista.xlsx"):
        with pytest.raises(Unreadable) as refused:
            read(data, name)
        assert (refused.value.why, refused.value.values) == (Why.WRONG_TYPE, {"found": found})


def test_the_name_must_fit_the_content_and_is_never_a_path() -> None:
    for data, name, found, said in [
        (text(";").encode(), "lista.xlsx", "text", "xlsx"),
        (to_xlsx([Sheet("A", HEADER, [AINO])], title="t"), "lista.csv", "xlsx", "csv"),
        (text(";").encode(), "lista.exe", "text", "exe"),
        (text(";").encode(), "lista", "text", ""),
    ]:
        with pytest.raises(Unreadable) as refused:
            read(data, name)
        assert (refused.value.why, refused.value.values) == (Why.WRONG_NAME, {"found": found, "said": said})

    assert read(text(";").encode(), "../../etc/passwd/..\\lista.CSV") == STAFF


def test_a_workbook_behind_a_password_is_named_so() -> None:
    encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")

    assert why(encrypted, "l.xlsx") == (Why.PROTECTED, None)


@pytest.mark.parametrize(
    ("data", "reason", "line"),
    [
        (b"", Why.EMPTY, None),
        (b"\xef\xbb\xbf\r\n \r\n", Why.EMPTY, None),
        (b";;\r\n;\r\n", Why.EMPTY, None),
        (b"Nimi;Koulu\r\n\r\n", Why.NO_ROWS, None),
        (b"PK\x03\x04 not a zip", Why.DAMAGED, None),
        (b'Nimi;Koulu\nAino;L\nBo;"N\nCia;M\n', Why.OPEN_QUOTE, 3),
        (b'Nimi;Koulu\nAino;"Koulu" 2\nBo;N\n', Why.OPEN_QUOTE, 2),
        (b"Nimi;Koulu\r\nAino;L\r\nB\0o;N\r\n", Why.NOT_TEXT, 3),
        ("Nimi;Koulu\nÄÄ;ÖÖ\n".encode() + b"\xe4;x\n", Why.NOT_TEXT, 3),
        (b"Nimi;Koulu\n\x81;\xe4\n", Why.NOT_TEXT, 2),
        (b"\xff\xfe" + "Nimi;K\nAino;L\n".encode("utf-16-le") + b"\x00\xdc", Why.NOT_TEXT, 3),
        (b"a;b\n" + b";" * MAX_COLUMNS + b"x\n", Why.TOO_MANY_COLUMNS, 2),
        (b"a;b\nx;" + b"y" * (MAX_CELL + 1), Why.CELL_TOO_LONG, 2),
        (b"a;b\n" + b"1;2\n" * (MAX_ROWS + 1), Why.TOO_MANY_ROWS, MAX_ROWS + 2),
        (b"a\n" * (MAX_ROWS + 2), Why.TOO_MANY_ROWS, MAX_ROWS + 2),
        (b"a\n" * (MAX_BYTES // 2 + 1), Why.TOO_LARGE, None),
    ],
)
def test_what_is_not_a_table_is_refused_with_its_line(data: bytes, reason: Why, line: int | None) -> None:
    assert why(data) == (reason, line)


@pytest.mark.parametrize("row", [b"1;2\n", b"1\n"])
def test_ten_thousand_rows_are_read(row: bytes) -> None:
    assert len(read(row * (MAX_ROWS + 1), "x.csv").rows) == MAX_ROWS


def test_a_nul_written_in_a_workbook_is_refused_with_its_row() -> None:
    assert why(workbook_of(HEAD, '<row r="7"><c t="inlineStr"><is><t>a_x0000_b</t></is></c></row>'), "l.xlsx") == (Why.NOT_TEXT, 7)
