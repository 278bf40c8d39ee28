"""The ring: people around a table. Every state of the product is told with the same seats (docs/pages.md).

Pure geometry to SVG. `label` says the numbers in words; without one the picture is hidden from screen readers,
because the words stand beside it.
"""

import functools
from collections.abc import Iterable, Sequence
from math import cos, pi, radians, sin

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

CENTRE, RADIUS = 60.0, 44.0
SQUARE = (120, 120)
TOP = -90.0  # degrees: the first seat is at twelve o'clock
type Seat = tuple[str, str]  # (kind, letters); kinds: full open no wait you half, sc0 … sc13, with "bad" or "faint" added


def svg(css: str, label: str, size: tuple[int, int], parts: Iterable[SafeString], *, keeps_size: bool = False) -> SafeString:
    """A drawing with its words, or one that is hidden because the words stand beside it. `keeps_size`: it does not fill its place."""
    inside = format_html_join("", "{}", ((part,) for part in parts))
    box = format_html(' viewBox="0 0 {} {}"', *size)
    if keeps_size:
        box = format_html('{} width="{}" height="{}"', box, *size)
    words = format_html(' role="img" aria-label="{}"', label) if label else SafeString(' aria-hidden="true" focusable="false"')
    return format_html('<svg class="{}"{}{}>{}</svg>', css, box, words, inside)


def decimal(value: float) -> str:
    """Two decimals are enough for any screen, and the page stays small."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def half(css: str, x: float, y: float, r: float) -> SafeString:
    """The lower half of a disc: if needed, in part, the second or third wish."""
    return format_html(
        '<path class="{}" d="M{} {}A{} {} 0 0 0 {} {}Z"/>',
        css,
        decimal(x - r),
        decimal(y),
        decimal(r),
        decimal(r),
        decimal(x + r),
        decimal(y),
    )


def cup(x: float, y: float, r: float, handle: float) -> SafeString:
    """A cup from above: handle towards `handle` degrees, rim, coffee."""
    turn = radians(handle)
    near, far = (x + r * 0.95 * cos(turn), y + r * 0.95 * sin(turn)), (x + r * 1.34 * cos(turn), y + r * 1.34 * sin(turn))
    return format_html(
        '<g class="cup"><path class="cup-h" d="M{} {}L{} {}" stroke-width="{}"/>'
        '<circle class="cup-rim" cx="{}" cy="{}" r="{}" stroke-width="{}"/><circle class="cup-in" cx="{}" cy="{}" r="{}"/></g>',
        *map(decimal, (*near, *far, r * 0.42, x, y, r * 0.86, r * 0.3, x, y, r * 0.5)),
    )


def _at(degrees: float, radius: float = RADIUS) -> tuple[float, float]:
    return CENTRE + radius * cos(radians(degrees)), CENTRE + radius * sin(radians(degrees))


def _seat(number: int, seat: Seat, x: float, y: float, r: float) -> SafeString:
    kind, letters = seat
    drawn = format_html('<circle class="seat {} seat-{}" cx="{}" cy="{}" r="{}"/>', kind, number, decimal(x), decimal(y), decimal(r))
    if "half" in kind.split():
        drawn = format_html("{}{}", drawn, half("half-in", x, y, r))
    if not letters:
        return drawn
    return format_html('{}<text class="seat-t {}" x="{}" y="{}" dy=".35em">{}</text>', drawn, kind, decimal(x), decimal(y), letters)


def _written(middle: str, below: str) -> list[SafeString]:
    """What stands on the table: one big word or number, and a small one under it."""
    lines = []
    if middle:
        lines.append(format_html('<text class="ring-big" x="60" y="{}" dy=".35em">{}</text>', "50.5" if below else "60", middle))
    if below:
        size = "sub" if len(below) < 8 else "tiny"
        lines.append(format_html('<text class="ring-{}" x="60" y="69.5" dy=".35em">{}</text>', size, below))
    return lines


def ring(
    seats: Sequence[Seat], label: str = "", *, mentor: bool = False, middle: str = "", below: str = "", start: float = TOP
) -> SafeString:
    """Seats clockwise from the top around a table; the mentor's cup first. `middle` and `below` are written on the table."""
    count = len(seats) + mentor
    r = min(12.5, RADIUS * sin(pi / max(count, 2)) * 0.8)  # a gap of a fifth of the chord between neighbours
    drawn = [format_html('<circle class="table" cx="60" cy="60" r="{}"/>', decimal(RADIUS - r - 5))]
    if mentor:
        drawn.append(cup(*_at(start), r, start + 62))
    for number, seat in enumerate(seats, start=1):
        drawn.append(_seat(number, seat, *_at(start + 360 / count * (number - 1 + mentor)), r))
    return svg("ring", label, SQUARE, [*drawn, *_written(middle, below)])


def filled(full: int, places: int, label: str = "", *, mentor: bool = False, middle: str = "", below: str = "") -> SafeString:
    """A ring that only counts: so many places are full, the rest wait."""
    seats: list[Seat] = [("full", "")] * min(full, places) + [("open", "")] * max(0, places - full)
    return ring(seats, label, mentor=mentor, middle=middle, below=below)


def progress(done: int, needed: int, label: str = "", *, below: str = "") -> SafeString:
    """So many of the meetings that are needed; the next one's place is a cup that waits for you."""
    needed, done = max(needed, 1), max(0, min(done, needed))
    r = min(13.0, RADIUS * sin(pi / max(needed, 2)) * 0.8)
    drawn = [format_html('<circle class="table" cx="60" cy="60" r="{}"/>', decimal(RADIUS - r - 5))]
    for number in range(needed):
        degrees = TOP + 360 / needed * number
        if number == done:
            drawn.append(cup(*_at(degrees), r, -62))
        else:
            drawn.append(_seat(number + 1, ("full" if number < done else "open", ""), *_at(degrees), r))
    return svg("ring", label, SQUARE, [*drawn, *_written(f"{done}/{needed}", below)])


def lost(label: str, number: int) -> SafeString:
    """A full table with one chair missing: for what is not there."""
    seats: list[Seat] = [("full", "")] * 9
    seats[4] = ("open", "")
    return ring(seats, label, middle=str(number))


@functools.cache
def mark() -> SafeString:
    """The mark: nine seats, the second is the place that waits for you."""
    waiting = format_html('<circle class="cup-rim" cx="{}" cy="{}" r="9.5" stroke-width="5.5"/>', *map(decimal, _at(TOP + 40)))
    seats = [
        format_html('<circle class="seat full" cx="{}" cy="{}" r="12"/>', *map(decimal, _at(TOP + 40 * number))) for number in range(9)
    ]
    return svg("mark", "", SQUARE, [seats[0], waiting, *seats[2:]])
