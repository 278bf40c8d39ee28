"""The ring: people around a table. Every state of the product is told with the same seats (docs/pages.md).

Pure geometry to SVG. `label` says the numbers in words; without one the picture is hidden from screen readers,
because the words stand beside it.
"""

from collections.abc import Sequence
from math import cos, pi, radians, sin

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

CENTRE, RADIUS = 60.0, 44.0
type Seat = tuple[str, str]  # ("full" | "open" | "no" | "wait" | "you" | "sc3" …, letters)


def _at(degrees: float, radius: float = RADIUS) -> tuple[float, float]:
    return CENTRE + radius * cos(radians(degrees)), CENTRE + radius * sin(radians(degrees))


def _svg(css: str, label: str, box: str, inside: SafeString) -> SafeString:
    if label:
        return format_html('<svg class="{}" viewBox="{}" role="img" aria-label="{}">{}</svg>', css, box, label, inside)
    return format_html('<svg class="{}" viewBox="{}" aria-hidden="true" focusable="false">{}</svg>', css, box, inside)


def _n(value: float) -> str:
    return f"{value:.2f}"


def cup(x: float, y: float, r: float, handle: float) -> SafeString:
    """A cup from above: handle towards `handle` degrees, rim, coffee."""
    turn = radians(handle)
    near, far = (x + r * 0.95 * cos(turn), y + r * 0.95 * sin(turn)), (x + r * 1.34 * cos(turn), y + r * 1.34 * sin(turn))
    return format_html(
        '<g class="cup"><path class="cup-h" d="M{} {}L{} {}" stroke-width="{}"/>'
        '<circle class="cup-rim" cx="{}" cy="{}" r="{}" stroke-width="{}"/><circle class="cup-in" cx="{}" cy="{}" r="{}"/></g>',
        _n(near[0]), _n(near[1]), _n(far[0]), _n(far[1]), _n(r * 0.42),
        _n(x), _n(y), _n(r * 0.86), _n(r * 0.3), _n(x), _n(y), _n(r * 0.5),
    )  # fmt: skip


def _seat(number: int, seat: Seat, x: float, y: float, r: float) -> SafeString:
    kind, letters = seat
    disc = format_html('<circle class="seat {} seat-{}" cx="{}" cy="{}" r="{}"/>', kind, number, _n(x), _n(y), _n(r))
    if not letters:
        return disc
    return format_html('{}<text class="seat-t {}" x="{}" y="{}" dy=".35em">{}</text>', disc, kind.split()[0], _n(x), _n(y), letters)


def ring(
    seats: Sequence[Seat], label: str = "", *, mentor: bool = False, middle: str = "", below: str = "", start: float = -90
) -> SafeString:
    """Seats clockwise from the top around a table; the mentor's cup first. `middle` and `below` are written on the table."""
    count = len(seats) + mentor
    r = min(12.5, RADIUS * sin(pi / max(count, 2)) * 0.8)  # a gap of a fifth of the chord between neighbours
    drawn = [format_html('<circle class="table" cx="60" cy="60" r="{}"/>', _n(RADIUS - r - 5))]
    if mentor:
        drawn.append(cup(*_at(start), r, start + 62))
    for number, seat in enumerate(seats, start=1):
        x, y = _at(start + 360 / count * (number - 1 + mentor))
        drawn.append(_seat(number, seat, x, y, r))
    if middle:
        drawn.append(format_html('<text class="ring-big" x="60" y="{}">{}</text>', "62" if below else "69", middle))
    if below:
        drawn.append(format_html('<text class="ring-sub" x="60" y="79">{}</text>', below))
    return _svg("ring", label, "0 0 120 120", format_html_join("", "{}", ((part,) for part in drawn)))


def filled(full: int, places: int, label: str = "", *, mentor: bool = False, middle: str = "", below: str = "") -> SafeString:
    """A ring that only counts: so many places are full, the rest wait."""
    seats: list[Seat] = [("full", "")] * min(full, places) + [("open", "")] * max(0, places - full)
    return ring(seats, label, mentor=mentor, middle=middle, below=below)


def mark() -> SafeString:
    """The mark: nine seats, the second is the place that waits for you."""
    seats = [
        format_html('<circle class="cup-rim" cx="{}" cy="{}" r="9.5" stroke-width="5.5"/>', _n(x), _n(y))
        if number == 1
        else format_html('<circle class="seat full" cx="{}" cy="{}" r="12"/>', _n(x), _n(y))
        for number in range(9)
        for x, y in [_at(-90 + 40 * number)]
    ]
    return _svg("mark", "", "0 0 120 120", format_html_join("", "{}", ((part,) for part in seats)))


def scene(label: str = "", *, taken: bool = False) -> SafeString:
    """The whole table from above: colleagues, cups, a bun, and one free place (or, once you are in, your place)."""
    parts = [format_html('<circle class="tb" cx="{}" cy="{}" r="112"/>', *TABLE)]
    for number in range(9):
        x, y = _around(152, number)
        css = ("you" if taken else "free") if number == 1 else "pers"
        parts.append(format_html('<circle class="{}" cx="{}" cy="{}" r="24"/>', css, _n(x), _n(y)))
        parts.append(_saucer(*_around(86, number), 20 if number % 3 < 2 else 120))
    parts.append(format_html('<g class="bun"><circle cx="{}" cy="{}" r="34"/><path d="{}"/></g>', *TABLE, _spiral()))
    if not taken:
        parts.append(format_html('<path class="lead" d="M326.7 72.56L351.7 47.56H363.7"/>'))
    return _svg("scene", label, "0 0 440 400", format_html_join("", "{}", ((part,) for part in parts)))


TABLE = (210, 208)


def _around(radius: float, number: int) -> tuple[float, float]:
    turn = radians(-90 + 40 * number)
    return TABLE[0] + radius * cos(turn), TABLE[1] + radius * sin(turn)


def _saucer(x: float, y: float, handle: float) -> SafeString:
    return format_html('<circle class="saucer" cx="{}" cy="{}" r="17"/>{}', _n(x), _n(y), cup(x, y, 10, handle))


def _spiral() -> str:
    """The swirl of a cinnamon bun: two and a half turns outwards."""
    points = ((0.26 * step, radians(18 * step)) for step in range(97))
    return "M" + "L".join(f"{TABLE[0] + r * cos(turn):.1f} {TABLE[1] + r * sin(turn):.1f}" for r, turn in points)
