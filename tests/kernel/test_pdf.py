"""What typst makes of our templates: accessible, the same everywhere, and never fed with code."""

import datetime as dt
import hashlib
import io
import re
from pathlib import Path

import pikepdf
import pytest

from tests.pdf_text import text
from verme.kernel import pdf, qr

MADE = dt.datetime(2026, 11, 24, 6, 0, 0, 123456, tzinfo=dt.UTC)
TEMPLATE = """
#let d = json(bytes(sys.inputs.data))
#set document(title: d.title)
#set text(font: "Source Sans 3", lang: "sv")
= #d.title
#for line in d.lines [#line \\ ]
"""
ATTACKS = [
    "<img src=file:///etc/passwd>",
    "http://127.0.0.1/",
    '#read("/etc/passwd")',
    '#import "@preview/x:0.1.0"',
    "$ x $ *b* _i_ `c`",
    '"}); #',
]


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "page.typ"
    path.write_text(TEMPLATE)
    return path


def render(template: Path, *lines: str, archival: bool = False) -> bytes:
    return pdf.render(template, {"title": "Träffar", "lines": lines}, made_at=MADE, archival=archival, root=template.parent)


def test_a_document_has_a_title_a_language_tags_and_the_mark_of_its_standard(template: Path) -> None:
    with pikepdf.open(io.BytesIO(render(template, "Ett"))) as opened, opened.open_metadata() as metadata:
        assert opened.Root.Lang == "sv"
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert "/StructTreeRoot" in opened.Root
        assert metadata["dc:title"] == "Träffar"
        assert metadata["pdfuaid:part"] == "1"
        assert "pdfaid:part" not in metadata


def test_an_archival_document_is_marked_as_that_too(template: Path) -> None:
    with pikepdf.open(io.BytesIO(render(template, archival=True))) as opened, opened.open_metadata() as metadata:
        assert (metadata["pdfuaid:part"], metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("1", "2", "A")


def test_the_same_values_at_the_same_time_make_the_same_bytes(template: Path) -> None:
    document = render(template, "a")

    assert document == render(template, "a") != render(template, "b")
    with pikepdf.open(io.BytesIO(document)) as opened:
        assert str(opened.docinfo.CreationDate).startswith("D:20261124060000")


def test_whatever_was_typed_is_text(template: Path) -> None:
    document = render(template, *ATTACKS)

    assert text(document) == "Träffar" + "".join(ATTACKS)
    with pikepdf.open(io.BytesIO(document)) as opened:
        assert not [entry for entry in opened.objects if isinstance(entry, pikepdf.Dictionary) and entry.get("/S") == "/URI"]


def test_a_template_reads_nothing_outside_its_root(tmp_path: Path) -> None:
    from typst import TypstError  # slow import

    (tmp_path / "secret.txt").write_text("secret")
    inner = tmp_path / "inner"
    inner.mkdir()
    page = inner / "page.typ"
    page.write_text('#set document(title: "x")\n= #read("../secret.txt")')

    with pytest.raises(TypstError):
        pdf.render(page, {}, made_at=MADE, root=inner)


def test_no_template_of_ours_fetches_a_package() -> None:
    templates = list(pdf.PACKAGE.rglob("*.typ"))

    assert templates
    assert [path.name for path in templates if re.search(r'"@\w', path.read_text())] == []


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Šarūnas Ääkkönen, Ŋuorra", "Šarūnas Ääkkönen, Ŋuorra"),
        ("Aino 🙂 日本", "Aino □ □□"),
        ("a\x01b\x7f\ud800", "a□b□□"),
        ("\U0010ffff", "□"),
    ],
)
def test_a_character_that_no_font_has_becomes_a_box_and_not_an_error(template: Path, typed: str, drawn: str) -> None:
    assert text(render(template, typed)) == "Träffar" + drawn


def test_boxes_are_drawn_inside_lists_and_mappings_and_numbers_stay() -> None:
    assert pdf.drawable({"a": ["x🙂", {"b": "ä"}], "n": 4, "none": None}) == {"a": ["x□", {"b": "ä"}], "n": 4, "none": None}


def test_a_template_that_is_not_accessible_is_refused(template: Path) -> None:
    from typst import TypstError  # slow import

    template.write_text(TEMPLATE.replace("= #d.title", "=== #d.title"))
    with pytest.raises(TypstError, match="heading"):
        render(template, "a")

    template.write_text(TEMPLATE + '#image(bytes(d.lines.first()), format: "svg")')
    with pytest.raises(TypstError, match="alt"):
        render(template, qr.svg("https://verme.example/").decode())


def test_the_fonts_are_those_that_were_vendored() -> None:
    listed = dict(reversed(line.split()) for line in (pdf.FONTS / "vendor.txt").read_text().splitlines()[1:])

    assert listed == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in pdf.FONTS.iterdir() if path.name != "vendor.txt"}
    assert "SIL OPEN FONT LICENSE Version 1.1" in (pdf.FONTS / "OFL.txt").read_text()
