"""Form fields by one grammar: label above, hint, fault, control; the fault's words in the summary and at the field are the same."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxSelectMultiple, RadioSelect
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()

MARKS = {2: ("yes", "no"), 3: ("yes", "maybe", "no")}  # how the answers of a bar are drawn, by their number


@register.simple_tag
def field(bound: BoundField, optional: bool = False) -> SafeString:
    """`{% field form.name %}`; `optional=True` adds the word to the label. Radios and checkboxes become rows a thumb can hit."""
    widget = bound.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        name = "ui/pick.html"
    elif getattr(widget, "input_type", "") == "checkbox":
        name = "ui/tick.html"
    else:
        name = "ui/field.html"
    return SafeString(render_to_string(name, _shared(bound) | {"optional": optional}))


@register.simple_tag
def seg(bound: BoundField) -> SafeString:
    """`{% seg form.theme %}`: a choice field of two or three answers as one bar, inside `<div class="choice">`; the first is fullest."""
    options = list(bound.subwidgets)
    marks = MARKS.get(len(options), ("yes",) * len(options))
    return SafeString(render_to_string("ui/seg.html", _shared(bound) | {"options": list(zip(options, marks, strict=True))}))


@register.inclusion_tag("ui/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """`{% error_summary form %}`: the box above the heading with a link to each faulty field; nothing when there is no fault."""
    given = [form for form in forms if form]
    return {
        "faults": [fault for form in given for fault in _faults(form)],
        "others": [fault for form in given for fault in form.non_field_errors()],
    }


def _faults(form: BaseForm) -> Iterator[tuple[str, str]]:
    """(id of the control, words), in the order of the page."""
    for name in form.fields:
        for fault in form.errors.get(name, ()):
            yield first_id(form[name]), str(fault)


def first_id(bound: BoundField) -> str:
    """Where a link from the summary leads: the control, or the first of several."""
    several = isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple)
    return f"{bound.auto_id}_0" if several else str(bound.auto_id)


def _shared(bound: BoundField) -> dict[str, Any]:
    described = [f"{bound.auto_id}-h"] if bound.help_text else []
    described += [f"{bound.auto_id}-e"] if bound.errors else []
    return {"field": bound, "faults": list(bound.errors), "described": " ".join(described), "control": _control(bound, described)}


def _control(bound: BoundField, described: list[str]) -> SafeString:
    attributes: dict[str, str | bool] = {}
    classes = ["ds-input", *str(bound.field.widget.attrs.get("class", "")).split()]
    attributes["class"] = " ".join(dict.fromkeys(classes))
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return SafeString(bound.as_widget(attrs=attributes))
