"""The translation tool: what it adds is found in the running product's format, and what is missing or wrong is named."""

import gettext
from pathlib import Path

import pytest

from tools.messages import add, catalogue, compile_all, faults

WORDS: list[dict[str, object]] = [
    {"msgid": "Queue", "fi": "Jono", "sv": "Kö"},
    {"msgid": "Opens on %(day)s.", "fi": "Avautuu %(day)s.", "sv": "Öppnar %(day)s."},
    {
        "msgid": "%(n)s place",
        "msgid_plural": "%(n)s places",
        "fi": ["%(n)s paikka", "%(n)s paikkaa"],
        "sv": ["%(n)s plats", "%(n)s platser"],
    },
    {"msgid": "May", "msgctxt": "month", "fi": "toukokuu", "sv": "maj"},
]


@pytest.fixture
def locale(tmp_path: Path) -> Path:
    """Catalogues that hold the words above."""
    add(WORDS, tmp_path)
    return tmp_path


def _compiled(locale: Path, language: str) -> gettext.GNUTranslations:
    compile_all(locale)
    return gettext.GNUTranslations((locale / language / "LC_MESSAGES" / "django.mo").open("rb"))


def test_words_are_spoken_after_compiling(locale: Path) -> None:
    finnish, swedish = _compiled(locale, "fi"), _compiled(locale, "sv")

    assert (finnish.gettext("Queue"), swedish.gettext("Queue")) == ("Jono", "Kö")
    assert [finnish.ngettext("%(n)s place", "%(n)s places", n) for n in (1, 2, 0)] == ["%(n)s paikka", "%(n)s paikkaa", "%(n)s paikkaa"]
    assert swedish.pgettext("month", "May") == "maj"


def test_complete_catalogues_have_no_faults(locale: Path) -> None:
    assert faults(locale) == []


def test_adding_again_changes_only_what_was_said(locale: Path) -> None:
    before = catalogue("sv", locale).read_bytes()

    add([{"msgid": "Queue", "fi": "Jonotuslista"}], locale)

    assert catalogue("sv", locale).read_bytes() == before
    assert _compiled(locale, "fi").gettext("Queue") == "Jonotuslista"


def test_the_same_words_in_another_context_are_another_message(locale: Path) -> None:
    add([{"msgid": "May", "msgid_plural": "Mays", "fi": ["saa", "saavat"], "sv": ["får", "får"]}], locale)
    add([{"msgid": "May", "msgctxt": "name", "fi": "May", "sv": "May"}], locale)

    finnish = _compiled(locale, "fi")

    assert (finnish.ngettext("May", "Mays", 2), finnish.pgettext("month", "May"), finnish.pgettext("name", "May")) == (
        "saavat",
        "toukokuu",
        "May",
    )


@pytest.mark.parametrize(
    ("word", "fault"),
    [
        ({"msgid": "Queue", "fi": "", "sv": "Kö"}, "fi: no translation: 'Queue'"),
        ({"msgid": "Opens on %(day)s.", "sv": "Öppnar %(dag)s."}, "sv: ['%(dag)s'] is not in 'Opens on %(day)s.'"),
        (
            {"msgid": "%(n)s place", "msgid_plural": "%(n)s places", "sv": ["%(n)s plats", ""]},
            "sv: no translation: '%(n)s place'",
        ),
    ],
)
def test_a_missing_or_wrong_translation_is_named(locale: Path, word: dict[str, object], fault: str) -> None:
    add([word], locale)

    assert faults(locale) == [fault]


def test_a_changed_catalogue_is_compiled_anew(locale: Path) -> None:
    _compiled(locale, "fi")

    add([{"msgid": "Queue", "fi": "Uusi sana"}], locale)

    assert _compiled(locale, "fi").gettext("Queue") == "Uusi sana"
