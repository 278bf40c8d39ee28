"""The words of a PDF, in the order in which they are drawn."""

import io
import re

import pikepdf


def text(document: bytes) -> str:
    """All pages; each glyph is turned back to Unicode by the font's own table, as a screen reader does."""
    with pikepdf.open(io.BytesIO(document)) as opened:
        return "\n".join(_page_text(page) for page in opened.pages)


def _page_text(page: pikepdf.Page) -> str:
    tables = {name: _unicode(font) for name, font in page.Resources.Font.items()}
    said, table = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            table = tables[str(operands[0])]
        elif str(operator) in {"Tj", "TJ"}:
            pieces = operands[0] if str(operator) == "TJ" else operands
            codes = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
            said.append("".join(table.get(codes[at : at + 2], "?") for at in range(0, len(codes), 2)))
    return "".join(said)


def _unicode(font: pikepdf.Object) -> dict[bytes, str]:
    table = font.ToUnicode.read_bytes().decode()
    return {bytes.fromhex(code): bytes.fromhex(to).decode("utf-16-be") for code, to in re.findall(r"<(\w{4})> <(\w+)>", table)}
