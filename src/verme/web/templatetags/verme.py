"""What templates may call: assets, rings, days and times in words, texts per language, form fields."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BoundField, Form
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from verme.kernel import dates
from verme.kernel.clock import local
from verme.kernel.texts import pick
from verme.web.ui import assets
from verme.web.ui import ring as rings

register = template.Library()


def _language() -> str:
    return (get_language() or "fi")[:2]


@register.simple_tag
def asset(name: str) -> str:
    """`{% asset "work.css" %}`: the address of a built file."""
    return assets.url(name)


@register.simple_tag
def mark() -> SafeString:
    """The mark: eight colleagues and the place that waits."""
    return rings.mark()


@register.simple_tag
def ring(seats: Any, label: str = "", mentor: bool = False, middle: str = "", below: str = "") -> SafeString:
    """`{% ring seats "words" mentor=True middle="F" below="7/8" %}`; seats are (kind, letters) pairs."""
    return rings.ring(seats, label, mentor=mentor, middle=str(middle), below=below)


@register.simple_tag
def ring_of(full: int, places: int, label: str = "", mentor: bool = False, middle: str = "", below: str = "") -> SafeString:
    """`{% ring_of 7 8 "7 of 8 places are taken" %}`: a ring that only counts."""
    return rings.filled(full, places, label, mentor=mentor, middle=str(middle), below=below)


@register.simple_tag
def lost_ring(label: str, number: int) -> SafeString:
    """A table with one chair missing: for what is not there."""
    seats: list[rings.Seat] = [("full", "")] * 9
    seats[4] = ("open lost", "")
    return rings.ring(seats, label, middle=str(number))


@register.simple_tag
def scene(label: str = "", taken: bool = False) -> SafeString:
    """The whole table from above; `taken` when your place is yours."""
    return rings.scene(label, taken=taken)


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
def name_in(thing: Any, first: str = "fi") -> str:
    """The name of a staff group, theme, place, programme or organisation in the reader's language."""
    texts = getattr(thing, "titles", None) or getattr(thing, "names", None) or {}
    return pick(texts, _language(), first).text or str(thing)


@register.filter
def number(value: float | Decimal) -> str:
    """A decimal number with the reader's mark: 1,5 · 1.5"""
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return text if _language() == "en" else text.replace(".", ",")


@register.filter
def item(mapping: Mapping[Any, Any], key: Any) -> Any:
    """`{{ mapping|item:key }}`"""
    return mapping.get(key)


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """A form field by the form grammar: label, hint, fault, control; radios and checkboxes as rows a thumb can hit."""
    kind = getattr(bound.field.widget, "input_type", "") or type(bound.field.widget).__name__.lower()
    many = kind in {"radio", "checkbox"} and hasattr(bound.field, "choices")
    name = "ui/pick.html" if many else ("ui/tick.html" if kind == "checkbox" else "ui/field.html")
    return SafeString(render_to_string(name, {"field": bound, "faults": list(bound.errors), "control": _control(bound, many=many)}))


def _control(bound: BoundField, *, many: bool) -> SafeString:
    if many:
        return SafeString("")
    described = [f"{bound.id_for_label}-h"] if bound.help_text else []
    if bound.errors:
        described.append(f"{bound.id_for_label}-e")
    classes = ["ds-input", *str(bound.field.widget.attrs.get("class", "")).split()]
    attributes: dict[str, str | bool] = {"class": " ".join(dict.fromkeys(classes))}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return SafeString(bound.as_widget(attrs=attributes))


@register.inclusion_tag("ui/error_summary.html")
def error_summary(form: Form) -> dict[str, Any]:
    """The box above the heading with a link to each faulty field; nothing when there is no fault."""
    faults = [(_first_id(form[name]), fault) for name in form.errors if name in form.fields for fault in form.errors[name]]
    return {"faults": faults, "others": list(form.non_field_errors())}


def _first_id(bound: BoundField) -> str:
    return (
        f"{bound.auto_id}_0"
        if hasattr(bound.field, "choices") and bound.field.widget.__class__.__name__ != "Select"
        else str(bound.auto_id)
    )
