"""The mark, rings and small drawings; the addresses of built files."""

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString

from verme.web.ui import assets, figures
from verme.web.ui import ring as rings
from verme.web.ui import scene as scenes

register = template.Library()


@register.simple_tag
def asset(name: str) -> str:
    """`{% asset "work.css" %}`: the address of a built file."""
    return assets.url(name)


@register.simple_tag
def mark() -> SafeString:
    """The mark: eight colleagues and the place that waits."""
    return rings.mark()


@register.simple_tag
def ring(seats: Sequence[rings.Seat], label: str = "", mentor: bool = False, middle: str = "", below: str = "") -> SafeString:
    """`{% ring seats "words" mentor=True middle="F" below="7/8" %}`; seats are (kind, letters) pairs."""
    return rings.ring(seats, str(label), mentor=bool(mentor), middle=str(middle), below=str(below))


@register.simple_tag
def ring_of(full: int, places: int, label: str = "", mentor: bool = False, middle: str = "", below: str = "") -> SafeString:
    """`{% ring_of 7 8 "7 of 8 places are taken" %}`: a ring that only counts."""
    return rings.filled(full, places, str(label), mentor=bool(mentor), middle=str(middle), below=str(below))


@register.simple_tag
def progress_ring(done: int, needed: int, label: str = "", below: str = "") -> SafeString:
    """`{% progress_ring 3 4 "3 meetings of 4" below="meetings" %}`: the next one's place is the cup that waits."""
    return rings.progress(done, needed, str(label), below=str(below))


@register.simple_tag
def lost_ring(label: str, number: int) -> SafeString:
    """A table with one chair missing: for what is not there."""
    return rings.lost(str(label), number)


@register.simple_tag
def scene(label: str = "", taken: bool = False) -> SafeString:
    """The whole table from above; `taken` when your place is yours."""
    return scenes.scene(str(label), taken=bool(taken))


@register.simple_tag
def slots(rows: Sequence[Sequence[int | None]], label: str) -> SafeString:
    """`{% slots person.times "Works: Mon 14.30" %}`: answers to weekly times, a row a time of day, a column a weekday."""
    return figures.slots(rows, str(label))


@register.simple_tag
def fair(stacks: Sequence[figures.Stack], label: str) -> SafeString:
    """`{% fair stacks "words" %}`: one dot a person, stacked by group."""
    return figures.fair(stacks, str(label))


@register.simple_tag
def stair(points: Sequence[tuple[float, float]], label: str, until: float, now: str) -> SafeString:
    """`{% stair points "words" until=20 now="1 284 points now" %}`: how the best found so far rose."""
    return figures.stair(points, str(label), until=until, now=str(now))


@register.filter
def heat(value: float, most: float) -> int:
    """`class="hc hc{{ count|heat:most }}"`: the step of a heat table's cell, 0 to 4."""
    return figures.heat(value, most)
