"""What a file is, by its content: the name it came with is only compared."""

import io
import re
import zipfile

MARKS = {
    b"%PDF-": "pdf",
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
    b"{\\rtf": "rtf",
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7z",
    b"Rar!": "rar",
}
# A file that all these programs make is a zip; one member tells which.
MEMBERS = {
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
    "word/document.xml": "docx",
    "ppt/presentation.xml": "pptx",
    "content.xml": "ods",
}
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKUP = re.compile(rb"\s*<(!doctype\s+html|html|\?xml|table)\b", re.IGNORECASE)
TEXT_NAMES = frozenset({"csv", "txt", "tsv"})


def kind(data: bytes) -> str:
    """`xlsx`, `text`, `protected` (a workbook behind a password) or the name of a type we do not read."""
    for mark, name in MARKS.items():
        if data.startswith(mark):
            return name
    if data.startswith(OLD_OFFICE):
        return "protected" if "EncryptedPackage".encode("utf-16-le") in data else "xls"
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")[:200]):
        return "html"
    return "text"


def suffix(name: str) -> str:
    """The ending of a file's name in small letters: `Lista 1.XLSX` → `xlsx`."""
    return name.rpartition(".")[2].strip().lower() if "." in name else ""


def fits(name: str, found: str) -> bool:
    """Whether the name's ending is one of the kind that was found in the content."""
    return suffix(name) in (TEXT_NAMES if found == "text" else {found})


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {member.lower() for member in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return "damaged"
    if any(member.endswith("vbaproject.bin") for member in members):
        return "xlsm"
    return next((name for member, name in MEMBERS.items() if member in members), "zip")
