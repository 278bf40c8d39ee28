"""The first visible sheet of a workbook, opened so that no file can hurt.

A workbook is a zip of XML parts that name each other. Two kinds of files are made to harm: parts that swell to gigabytes, and a sheet with
one cell at the far corner, for which calamine would ask the memory of the whole area between (seen: an 800-byte file ended the process).
So the parts we need are taken out here within limits, the sheet is measured, and calamine gets a fresh archive of only those parts.
"""

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterator

from verme.kernel.tables.table import MAX_COLUMNS, MAX_ROWS, Row, Unreadable, Why
from verme.kernel.tables.xlsx_parts import Parts, measure, opened

LAST_ROW = 2 * MAX_ROWS  # blank rows between others are allowed up to here
BAD_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError, RuntimeError)

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FORMATS = "application/vnd.openxmlformats"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    f'<Default Extension="rels" ContentType="{FORMATS}-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{FORMATS}-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)


def _links(*targets: tuple[str, str]) -> str:
    links = (f'<Relationship Id="r{n}" Type="{LINKS}/{kind}" Target="{path}"/>' for n, (kind, path) in enumerate(targets, start=1))
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(links)}</Relationships>'


ROOT = _links(("officeDocument", "xl/workbook.xml"))
RELATIONS = _links(("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml"))


def rows(data: bytes) -> Iterator[Row]:
    """All rows from the first, blank ones too. Raises Unreadable: DAMAGED, PROTECTED, TOO_LARGE, TOO_MANY_ROWS, TOO_MANY_COLUMNS."""
    try:
        parts = opened(data)
    except BAD_ZIP as broken:
        raise Unreadable(Why.DAMAGED) from broken
    row, column = measure(parts.sheet)
    if column > MAX_COLUMNS:
        raise Unreadable(Why.TOO_MANY_COLUMNS, found=column)
    if row > LAST_ROW:
        raise Unreadable(Why.TOO_MANY_ROWS, found=row)
    return _read(_fresh(parts))


def _fresh(parts: Parts) -> io.BytesIO:
    """An archive of our own making around the parts that were checked."""
    workbook = (
        f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{LINKS}"><workbookPr date1904="{int(parts.since_1904)}"/>'
        '<sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", ROOT)
        archive.writestr("xl/workbook.xml", workbook)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        archive.writestr("xl/worksheets/sheet1.xml", parts.sheet)
        for name, part in (("sharedStrings", parts.strings), ("styles", parts.styles)):
            if part:
                archive.writestr(f"xl/{name}.xml", part)
    buffer.seek(0)
    return buffer


def _read(archive: io.BytesIO) -> Iterator[Row]:
    import python_calamine  # slow import

    try:
        with python_calamine.load_workbook(archive) as workbook:
            values = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except python_calamine.CalamineError as broken:
        raise Unreadable(Why.DAMAGED) from broken
    return (Row(line, tuple(map(_text, cells))) for line, cells in enumerate(values, start=1))


def _text(value: object) -> str:
    """A cell's value as a person would type it; days and times as ISO 8601."""
    match value:
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
        case dt.datetime():
            return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
        case dt.time():
            return value.isoformat("minutes")
        case _:
            return str(value)
