"""Words of templates: texts per language that say when they fell back, numbers as the reader writes them."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation


def said(template: str, language: str = "fi", **values: Any) -> str:
    with translation.override(language):
        return Template("{% load verme %}" + template).render(Context(values))


TITLES = {"fi": "Uran alku", "sv": "Början <av> karriären"}


def test_a_text_is_in_the_readers_language() -> None:
    assert said("{% loc titles %}", titles=TITLES) == "Uran alku"
    assert said("{% loc titles %}", "sv", titles=TITLES) == "Början &lt;av&gt; karriären"


def test_a_text_that_fell_back_says_in_which_language_it_is() -> None:
    assert said("{% loc titles %}", "en", titles=TITLES, first_language="sv") == '<span lang="sv">Början &lt;av&gt; karriären</span>'
    assert said("{% loc titles %}", "en", titles={}) == ""
    assert said("{{ titles|plainly:'fi' }}", "en", titles=TITLES) == "Uran alku"


@pytest.mark.parametrize(
    ("value", "finnish", "english"),
    [
        (1.5, "1,5", "1.5"),
        (2.0, "2", "2"),
        (1284, "1\N{NO-BREAK SPACE}284", "1,284"),
        (Decimal("1361.46"), "1\N{NO-BREAK SPACE}361,46", "1,361.46"),
        (Decimal("0.50"), "0,50", "0.50"),
        (-15, "-15", "-15"),
        (0, "0", "0"),
    ],
)
def test_a_number_is_written_as_the_reader_does(value: float | Decimal, finnish: str, english: str) -> None:
    assert said("{{ value|number }}", value=value) == finnish
    assert said("{{ value|number }}", "sv", value=value) == finnish
    assert said("{{ value|number }}", "en", value=value) == english


def test_days_and_times() -> None:
    when = dt.datetime(2026, 10, 6, 11, 30, tzinfo=dt.UTC)  # half past two in Finland
    midnight = dt.datetime(2026, 9, 8, 21, 0, tzinfo=dt.UTC)  # the ninth has just begun in Finland

    assert said("{{ w|moment }} / {{ w|clock }} / {{ w|local_day }}", w=when) == "ti 6.10.2026 klo 14.30 / 14.30 / ti 6.10.2026"
    assert said("{{ d|day }} / {{ d|short_day }} / {{ d|bare_day }}", "en", d=when.date()) == "Tue 6 Oct 2026 / Tue 6 Oct / 6 Oct 2026"
    assert said("{{ w|last_day }}", w=midnight) == "ti 8.9.2026"


def test_an_item_that_is_missing_is_nothing() -> None:
    assert said("{{ m|item:'a' }} {{ m|item:'b' }}", m={"a": 1}) == "1 None"
