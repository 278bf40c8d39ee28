"""Days, times, numbers and texts per language, in the reader's own language."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from verme.kernel import dates
from verme.kernel.clock import local
from verme.kernel.texts import pick
from verme.organisations.terms import Level

register = template.Library()


def _language() -> str:
    return (get_language() or "fi")[:2]


@register.simple_tag(takes_context=True)
def loc(context: template.Context, texts: Mapping[str, str]) -> SafeString:
    """`{% loc theme.titles %}`: the text in the reader's language; one that had to fall back says which language it is in."""
    wanted = _language()
    found = pick(texts, wanted, str(context.get("first_language") or "fi"))
    if found.language == wanted or not found.text:
        return format_html("{}", found.text)
    return format_html('<span lang="{}">{}</span>', found.language, found.text)


@register.filter
def plainly(texts: Mapping[str, str], first: str = "fi") -> str:
    """`{{ theme.titles|plainly:first_language }}`: the same as plain text, for attributes and titles."""
    return pick(texts, _language(), first).text


@register.filter
def name_in(thing: Any, first: str = "fi") -> str:
    """The name of a staff group, theme, place, programme or organisation in the reader's language."""
    texts = getattr(thing, "titles", None) or getattr(thing, "names", None) or {}
    return pick(texts, _language(), first).text or str(thing)


@register.filter
def day(date: dt.date) -> str:
    """ti 6.10.2026"""
    return dates.day(date, _language())


@register.filter
def short_day(date: dt.date) -> str:
    """ti 6.10."""
    return dates.short_day(date, _language())


@register.filter
def bare_day(date: dt.date) -> str:
    """6.10.2026"""
    return dates.bare_day(date, _language())


@register.filter
def clock(time: dt.time | dt.datetime) -> str:
    """14.30"""
    return dates.clock(time, _language())


@register.filter
def moment(when: dt.datetime) -> str:
    """ti 6.10.2026 klo 14.30"""
    return dates.moment(when, _language())


@register.filter
def meeting_place(meeting: Any) -> str:
    """Where a meeting is: Harjun koulu · Online · Harjun koulu and online"""
    return str(meeting.where_in(_language()))


@register.filter
def day_off_days(days: Any) -> str:
    """12.–16.10.2026: the days off of a calendar's row, or of a file's."""
    first, last = (getattr(days, name, None) or getattr(days, f"{name}_day") for name in ("first", "last"))
    return dates.period(first, last, _language())


@register.filter
def calendar_schools(calendar: Any) -> str:
    """Whose calendar it is: Basic education · Kuortane; all schools."""
    levels = ", ".join(capfirst(str(Level(level).label)) for level in calendar.levels)
    return " · ".join(part for part in (levels, calendar.town) if part) or gettext("All schools")


@register.filter
def hours_of(minutes: int) -> str:
    """Minutes as hours: 1,5 · 1.5"""
    return number(round(minutes / 60, 2))


@register.filter
def euros_of(cents: int) -> str:
    """Cents as euros: 1 284,50"""
    return number(Decimal(cents) / 100)


@register.filter
def local_day(when: dt.datetime) -> str:
    """The day of a moment in Finland: ti 6.10.2026"""
    return dates.day(local(when).date(), _language())


@register.filter
def last_day(end: dt.datetime) -> str:
    """The last day before a moment that ends a period: a deadline kept as "first moment after" is told as its day."""
    return dates.day(local(end - dt.timedelta(microseconds=1)).date(), _language())


@register.filter
def slot_words(slot: Any) -> str:
    """ti 14.30–16.00"""
    return str(slot.words_in(_language()))


@register.filter
def number(value: float | Decimal) -> str:
    """A number as the reader writes it: 1,5 · 1.5; thousands set apart by a space that does not break: 1 284 · 1,284."""
    text = f"{value:,.10f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    if _language() == "en":
        return text
    return text.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")


@register.filter
def item(mapping: Mapping[Any, Any], key: Any) -> Any:
    """`{{ mapping|item:key }}`; None where the mapping has no such key."""
    return mapping.get(key)
