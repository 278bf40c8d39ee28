"""Small drawings that count: times that fit, how fairly wishes are met, how a search gets better. Pure; numbers are printed beside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString

from verme.web.ui.ring import decimal, half, svg

HEAT_STEPS = (0.5, 0.7, 0.9)
HUES = 14  # seven school hues, filled and then outlined
STEP, ROW, DOT = 21, 18, 6.5  # the grid of `slots`
FAIR_STEP, FAIR_ROW, FAIR_DOT = 36, 20, 7
STAIR_LEFT, STAIR_RIGHT, STAIR_FLOOR, STAIR_TOP = 4.0, 92.0, 150, 25  # per cent of the width; pixels of the height


def dot(value: int, x: float, y: float, r: float) -> SafeString:
    """2 well or first wish: full. 1 if needed, second or third wish: half. 0: an empty outline."""
    outline = format_html('<circle class="dring{}" cx="{}" cy="{}" r="{}"/>', " on" if value else "", decimal(x), decimal(y), decimal(r))
    if value == 2:
        return format_html('{}<circle class="dfull" cx="{}" cy="{}" r="{}"/>', outline, decimal(x), decimal(y), decimal(r))
    if value == 1:
        return format_html("{}{}", outline, half("dfull", x, y, r))
    return outline


def slots(rows: Sequence[Sequence[int | None]], label: str) -> SafeString:
    """Answers to weekly times as dots: a row a time of day, a column a weekday; None where that day has no such time."""
    width = max((len(row) for row in rows), default=1)
    drawn = [
        dot(value, 10 + STEP * column, 9 + ROW * row, DOT)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value is not None
    ]
    return svg("slots", label, (STEP * width, ROW * max(len(rows), 1)), drawn, keeps_size=True)


@dataclass(frozen=True)
class Stack:
    """One group in `fair`: its letter, what each person got (2 first wish, 1 second or third, 0 another theme), whether it stands out."""

    letter: str
    wishes: Sequence[int]
    is_low: bool = False

    @property
    def met(self) -> str:
        """How many got a theme they wished for: 5/7."""
        return f"{sum(1 for wish in self.wishes if wish)}/{len(self.wishes)}"


def fair(stacks: Sequence[Stack], label: str) -> SafeString:
    """One dot a person, stacked by group, first wishes lowest: how fairly the wishes are met."""
    height = FAIR_ROW * max((len(stack.wishes) for stack in stacks), default=1)
    drawn = []
    for number, stack in enumerate(stacks):
        x = FAIR_STEP * (number + 0.5)
        for place, wish in enumerate(sorted(stack.wishes, reverse=True)):
            drawn.append(dot(wish, x, height - FAIR_ROW * place - 6, FAIR_DOT))
        drawn.append(format_html('<text class="axis mid strong" x="{}" y="{}">{}</text>', decimal(x), height + 22, stack.letter))
        low = " low" if stack.is_low else ""
        drawn.append(format_html('<text class="axis mid{}" x="{}" y="{}">{}</text>', low, decimal(x), height + 40, stack.met))
    return svg("plot fair", label, (FAIR_STEP * max(len(stacks), 1), height + 44), drawn, keeps_size=True)


def stair(points: Sequence[tuple[float, float]], label: str, *, until: float, now: str) -> SafeString:
    """How the best found so far rose: (second, points) pairs, oldest first; `until` is the last second, `now` is written at the end.

    Drawn in per cent without a viewBox, so that letters keep their size at every width.
    """
    low, high = min(value for _second, value in points), max(value for _second, value in points)
    end = max(until, points[-1][0], 1)

    def x(second: float) -> str:
        return f"{STAIR_LEFT + (STAIR_RIGHT - STAIR_LEFT) * second / end:.1f}%"

    def y(value: float) -> str:
        share = (value - low) / (high - low) if high > low else 1
        return decimal(STAIR_FLOOR - 6 - (STAIR_FLOOR - 6 - STAIR_TOP) * share)

    drawn = [format_html('<line class="zero" x1="{}%" x2="{}%" y1="{}" y2="{}"/>', STAIR_LEFT, STAIR_RIGHT, STAIR_FLOOR, STAIR_FLOOR)]
    drawn += [format_html('<text class="axis mid" x="{}" y="172">{} s</text>', x(second), round(second)) for second in _ticks(end)]
    for (second, value), (next_second, next_value) in pairwise(points):
        drawn.append(_line(x(second), x(next_second), y(value), y(value)))
        drawn.append(_line(x(next_second), x(next_second), y(value), y(next_value)))
    second, value = points[-1]
    before = second > end * 0.6  # near the right edge the words stand before the dot
    drawn.append(format_html('<circle class="stair-now" cx="{}" cy="{}" r="7"/>', x(second), y(value)))
    side, away = (" end", "-14") if before else ("", "14")
    drawn.append(format_html('<text class="num strong{}" x="{}" dx="{}" y="{}" dy=".35em">{}</text>', side, x(second), away, y(value), now))
    inside = format_html("{}" * len(drawn), *drawn)
    return format_html('<svg class="plot" width="100%" height="190" role="img" aria-label="{}">{}</svg>', label, inside)


def _line(x1: str, x2: str, y1: str, y2: str) -> SafeString:
    return format_html('<line class="stair" x1="{}" x2="{}" y1="{}" y2="{}"/>', x1, x2, y1, y2)


def _ticks(end: float) -> list[float]:
    """Five marks from zero to the end."""
    return [end * quarter / 4 for quarter in range(5)]


def heat(value: float, most: float) -> int:
    """The step of a heat table's cell, 1 to 4, by its share of the greatest; 0 for nothing."""
    if value <= 0 or most <= 0:
        return 0
    return 1 + sum(value >= most * step for step in HEAT_STEPS)


@dataclass(frozen=True)
class Code:
    """How a unit is drawn in every ring and list of a page: two letters (the code) and a hue (that only helps)."""

    css: str
    letters: str


def codes(names: Iterable[str]) -> dict[str, Code]:
    """Each unit's letters and hue, the same every time: by alphabet, letters unlike as long as the names have letters for it.

    The first free of: the first two letters, the first and a later one, then the first and a number.
    """
    found: dict[str, Code] = {}
    taken: set[str] = set()
    for number, name in enumerate(sorted(set(names), key=lambda name: (name.casefold(), name))):
        letters = next(pair for pair in _pairs(name) if pair not in taken)
        taken.add(letters)
        found[name] = Code(f"sc{number % HUES}", letters)
    return found


def _pairs(name: str) -> Iterable[str]:
    plain = [sign for sign in name if sign.isalnum()] or ["?"]
    first = plain[0].upper()
    yield from (first + sign.lower() for sign in plain[1:])
    yield first
    yield from (f"{first}{number}" for number in range(2, 10_000))
