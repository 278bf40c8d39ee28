"""The home table: everybody from above, cups and a bun, and the one free place."""

import functools
from math import cos, radians, sin

from django.utils.html import format_html
from django.utils.safestring import SafeString

from verme.web.ui.ring import cup, decimal, svg

TABLE = (210, 208)
POINTER = "M326.7 72.56L351.7 47.56H363.7"  # from the free place to the words beside it


@functools.cache
def scene(label: str = "", *, taken: bool = False) -> SafeString:
    """The whole table from above: colleagues, cups, a bun, and one free place (or, once you are in, your place)."""
    parts = [format_html('<circle class="tb" cx="{}" cy="{}" r="112"/>', *TABLE)]
    for number in range(9):
        css = ("you" if taken else "free") if number == 1 else "pers"
        parts.append(format_html('<circle class="{}" cx="{}" cy="{}" r="24"/>', css, *map(decimal, _around(152, number))))
        parts.append(_saucer(*_around(86, number), 20 if number % 3 < 2 else 120))
    parts.append(format_html('<g class="bun"><circle cx="{}" cy="{}" r="34"/><path d="{}"/></g>', *TABLE, _swirl()))
    if not taken:
        parts.append(format_html('<path class="pointer" d="{}"/>', POINTER))
    return svg("scene", label, (440, 400), parts)


def _around(radius: float, number: int) -> tuple[float, float]:
    turn = radians(-90 + 40 * number)
    return TABLE[0] + radius * cos(turn), TABLE[1] + radius * sin(turn)


def _saucer(x: float, y: float, handle: float) -> SafeString:
    return format_html('<circle class="saucer" cx="{}" cy="{}" r="17"/>{}', decimal(x), decimal(y), cup(x, y, 10, handle))


def _swirl() -> str:
    """The swirl of a cinnamon bun: almost five turns outwards."""
    points = ((0.26 * step, radians(18 * step)) for step in range(97))
    return "M" + "L".join(f"{TABLE[0] + r * cos(turn):.1f} {TABLE[1] + r * sin(turn):.1f}" for r, turn in points)
