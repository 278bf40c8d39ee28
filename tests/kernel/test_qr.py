"""A QR code is the picture of its address."""

import re

from verme.kernel import qr

ADDRESS = "https://verme.example/i/seinajoki-2026/"


def dark_modules(svg: str) -> set[tuple[int, int]]:
    """Column and row of each dark square, from the strokes of the path."""
    squares, column, row = set(), 0.0, 0.0
    for command, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", re.findall(r'd="([^"]+)"', svg)[0]):
        if command == "h":
            squares |= {(int(column) + step, int(row)) for step in range(int(first))}
            column += float(first)
        elif command == "M":
            column, row = float(first), float(second)
        else:
            column, row = column + float(first), row + float(second)
    return squares


def test_the_picture_holds_exactly_the_modules_of_the_code() -> None:
    import segno  # slow import

    matrix = segno.make_qr(ADDRESS, error="m", boost_error=False).matrix

    expected = {(x + 4, y + 4) for y, line in enumerate(matrix) for x, module in enumerate(line) if module}
    assert dark_modules(qr.svg(ADDRESS).decode()) == expected
    assert {(x - 4, y - 4) for x, y in expected} == dark_modules(qr.svg(ADDRESS, border=0).decode())


def test_the_picture_scales_has_no_script_and_no_style() -> None:
    svg = qr.svg(ADDRESS).decode()

    assert re.match(r'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \d+ \d+">', svg)
    assert not re.search(r"style|script|href|width=", svg)


def test_a_light_ground_lies_under_the_whole_picture() -> None:
    assert "#fff" not in qr.svg(ADDRESS).decode()
    assert re.search(r'<path fill="#fff" d="M0 0h(\d+)v\1h-\1z"/>', qr.svg(ADDRESS, light="#fff").decode())
