"""CSV as spreadsheets of Finnish, Swedish and English computers write it."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from verme.kernel.tables.table import Row, Unreadable, Why
from verme.kernel.tables.text import meant

DELIMITERS = (";", "\t", ",")  # in order of preference where they explain a file equally well
SAMPLE = 20  # records that decide which delimiter it is
BREAKS = re.compile(r"\r\n|\r|\n")
SEP_LINE = re.compile(r"sep=([;,\t])(\r\n|\r|\n)", re.IGNORECASE)  # Excel's own first line
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
SEVERAL_BYTES = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def rows(data: bytes) -> Iterator[Row]:
    """The records in order, blank ones too. An apostrophe that keeps text from being a formula is taken off again, as in files of our own.

    Raises Unreadable: NOT_TEXT or OPEN_QUOTE, with the line.
    """
    text = decode(data)
    if (nul := text.find("\0")) >= 0:
        raise Unreadable(Why.NOT_TEXT, line=_line_at(text, nul))
    if told := SEP_LINE.match(text):
        return _records(text[told.end() :], told[1], first=2)
    return _records(text, _delimiter(text))


def decode(data: bytes) -> str:
    """By the byte order mark; without one UTF-8, and where that does not fit, Windows-1252.

    A UTF-8 file with a few broken bytes would turn to nonsense as Windows-1252, so it is refused with the first bad line.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data.removeprefix(mark), encoding)
    try:
        return data.decode()
    except UnicodeDecodeError as broken:
        whole = SEVERAL_BYTES.findall(data)
        strange = sum(byte >= 0x80 for byte in data) - sum(map(len, whole))
        if len(whole) > strange:
            raise Unreadable(Why.NOT_TEXT, line=_line_at(data[: broken.start].decode(errors="replace"))) from broken
    return _strictly(data, "cp1252")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as broken:
        raise Unreadable(Why.NOT_TEXT, line=_line_at(data[: broken.start].decode(encoding, errors="replace"))) from broken


def _line_at(text: str, position: int | None = None) -> int:
    """The line that holds the character at `position`, else the last line."""
    return len(BREAKS.findall(text[:position])) + 1


def _records(text: str, delimiter: str, first: int = 1) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = first
    try:
        for cells in reader:
            yield Row(line, tuple(map(meant, cells)))
            line = first + reader.line_num
    except csv.Error as broken:
        raise Unreadable(Why.OPEN_QUOTE, line=line) from broken


def _delimiter(text: str) -> str:
    return max(DELIMITERS, key=lambda delimiter: _explains(text, delimiter))


def _explains(text: str, delimiter: str) -> tuple[bool, int]:
    """How well: whether the first row is as wide as most rows are, then how many cuts the rows of that width hold."""
    try:
        widths = [len(row.cells) for row in islice(_records(text, delimiter), SAMPLE) if any(row.cells)]
    except Unreadable:
        return (False, 0)
    usual = max(widths, key=lambda width: (widths.count(width), width), default=1)
    return (usual > 1 and widths[0] == usual, (usual - 1) * widths.count(usual))
