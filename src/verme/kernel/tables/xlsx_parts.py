"""The parts of a workbook that hold its first visible sheet, and how far that sheet reaches."""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from verme.kernel.tables.table import Unreadable, Why

MAX_UNPACKED = 64 * 1024 * 1024  # of one part we take
MAX_DIRECTORY = 1024 * 1024  # of the parts that only name others
MAX_TAGS = 4_000_000  # 10,000 rows of 60 cells need 2.4 million
WORKBOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
ROW = re.compile(r"[1-9][0-9]{0,6}")
FILLED = frozenset({"v", "is", "f", "t"})  # what a cell that holds something has inside


@dataclass(frozen=True, slots=True)
class Parts:
    """XML of one sheet and of what it refers to; empty where the workbook has none."""

    sheet: bytes
    strings: bytes
    styles: bytes
    since_1904: bool  # day numbers are counted from 1904 (old Macs), else from 1900


class Extent(NamedTuple):
    """The last row and the last column that hold something, from 1; zeros for an empty sheet."""

    row: int
    column: int


def opened(data: bytes) -> Parts:
    """The parts of the first visible worksheet. Raises Unreadable, and what `zipfile` raises for a broken archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {member.filename.lower(): member for member in archive.infolist()}
        sheets = _Sheets()
        _parse(_take(archive, members, WORKBOOK, MAX_DIRECTORY), sheets.workbook)
        _parse(_take(archive, members, LINKS, MAX_DIRECTORY), sheets.link)
        sheet = _take(archive, members, sheets.first(), MAX_UNPACKED)
        beside = (sheets.target(kind) for kind in ("sharedStrings", "styles"))
        strings, styles = (_take(archive, members, path, MAX_UNPACKED) if path.lower() in members else b"" for path in beside)
    return Parts(sheet, strings, styles, sheets.since_1904)


def measure(sheet: bytes) -> Extent:
    """How far the filled cells of a worksheet reach. Raises Unreadable if it is not well-formed or names an impossible place."""
    cells = _Cells()
    _parse(sheet, cells.begin)
    return Extent(cells.last_row, cells.last_column)


def _take(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], path: str, limit: int) -> bytes:
    """One part; `zipfile` never unpacks more bytes than the directory promised. A sheet that is named but missing is damage."""
    member = members.get(path.lower())
    if member is None or member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Unreadable(Why.DAMAGED)
    if member.flag_bits & 1:
        raise Unreadable(Why.PROTECTED)
    if member.file_size > limit:
        raise Unreadable(Why.TOO_LARGE)
    part = archive.read(member)
    if part.count(b"<") > MAX_TAGS:
        raise Unreadable(Why.TOO_LARGE)
    return part


def _parse(part: bytes, begin: Callable[[str, dict[str, str]], None]) -> None:
    """Calls `begin` with the local name and the attributes of every element. A document type is refused: no workbook has one."""
    parser = expat.ParserCreate("utf-8", " ")  # whatever the part says of itself: calamine reads it so too
    parser.StartElementHandler = lambda name, attributes: begin(name.rpartition(" ")[2], attributes)
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        parser.Parse(part, True)  # noqa: FBT003 - expat takes no names
    except expat.ExpatError as broken:
        raise Unreadable(Why.DAMAGED) from broken


def _no_doctype(*_: object) -> None:
    raise Unreadable(Why.DAMAGED)


@dataclass(slots=True)
class _Sheets:
    """What the workbook and its links say: which sheets there are and where the parts lie."""

    since_1904: bool = False
    sheets: list[tuple[str, bool]] = field(default_factory=list)  # link, whether it is visible
    links: dict[str, tuple[str, str]] = field(default_factory=dict)  # link → kind, path

    def workbook(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self.since_1904 = attributes.get("date1904") in {"1", "true"}
        elif name == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            self.sheets.append((link, attributes.get("state", "visible") == "visible"))

    def link(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            path = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", ""))).lstrip("/")
            self.links[attributes.get("Id", "")] = (kind, path)

    def first(self) -> str:
        """The path of the first visible worksheet (a chart or macro sheet is none)."""
        for wanted in (True, False):
            for link, visible in self.sheets:
                kind, path = self.links.get(link, ("", ""))
                if kind == "worksheet" and visible is wanted:
                    return path
        raise Unreadable(Why.DAMAGED)

    def target(self, kind: str) -> str:
        """The path of the workbook's one part of this kind, or empty."""
        return next((path for found, path in self.links.values() if found == kind), "")


@dataclass(slots=True)
class _Cells:
    """Follows rows and cells as calamine does: places may be written out or counted on from the one before."""

    row: int = 0
    column: int = 0
    cell_row: int = 0
    last_row: int = 0
    last_column: int = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self.cell(attributes.get("r"))
        elif name == "row":
            self.row, self.column = _row(attributes.get("r"), self.row + 1), 0
        elif name in FILLED:
            self.last_row = max(self.last_row, self.cell_row)
            self.last_column = max(self.last_column, self.column)

    def cell(self, place: str | None) -> None:
        self.cell_row, self.column = self.row, self.column + 1
        if place is not None:
            written = PLACE.fullmatch(place)
            if written is None:
                raise Unreadable(Why.DAMAGED)
            self.cell_row, self.column = int(written[2]), _number(written[1])


def _row(written: str | None, counted: int) -> int:
    if written is None:
        return counted
    if not ROW.fullmatch(written):
        raise Unreadable(Why.DAMAGED)
    return int(written)


def _number(letters: str) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
