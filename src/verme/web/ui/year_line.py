"""A school year as a line: breaks hatched, meetings as dots. Pure; the same days stand in the list below it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from verme.kernel.dates import MONTHS

LEFT, WIDTH = 1.0, 97.0  # per cent
FREE, HIT, OTHER = "ok", "hit", "alt"


@dataclass(frozen=True)
class Mark:
    """A meeting on the line: its number (empty for another day that is offered) and what it is: FREE, HIT, OTHER."""

    day: date
    kind: str
    number: str = ""


def year_line(first: date, last: date, *, off: Iterable[tuple[date, date]], marks: Sequence[Mark], label: str, language: str) -> SafeString:
    """The picture; what lies outside the days from `first` to `last` is cut off."""
    days = max((last - first).days, 1)

    def at(day: date) -> str:
        return f"{LEFT + WIDTH * min(max((day - first).days, 0), days) / days:.2f}%"

    def wide(begins: date, ends: date) -> str:
        shown = (min(ends + timedelta(days=1), last) - max(begins, first)).days
        return f"{WIDTH * max(shown, 0) / days:.2f}%"

    hatched = [(at(begins), wide(begins, ends)) for begins, ends in off if begins <= last and ends >= first]
    months = [(at(day), MONTHS[language][day.month - 1].removesuffix("kuu")) for day in _months(first, last)]
    dots = [(mark.kind, at(mark.day), "6" if mark.kind == OTHER else "8") for mark in marks]
    return format_html(
        '<svg class="plot year" width="100%" height="92" role="img" aria-label="{}"><defs><pattern id="off" width="7" height="7" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="off-line" d="M0 0V7"/></pattern></defs>'
        '<rect class="free" x="1%" width="97%" y="26" height="36"/>{}{}{}{}</svg>',
        label,
        format_html_join("", '<rect class="off" x="{}" width="{}" y="26" height="36"/>', hatched),
        format_html_join(
            "",
            '<line class="base" x1="{0}" x2="{0}" y1="62" y2="70"/><text class="axis yl" x="{0}" y="86">{1}</text>',
            months,
        ),
        format_html_join("", '<text class="axis mid strong" x="{}" y="17">{}</text>', [(at(m.day), m.number) for m in marks if m.number]),
        format_html_join("", '<circle class="{}" cx="{}" cy="44" r="{}"/>', dots),
    )


def _months(first: date, last: date) -> list[date]:
    """The first days of the months between."""
    found, day = [], first.replace(day=1)
    while day <= last:
        if day >= first:
            found.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    return found
