"""Every reason that reading a staff list knows is said in words, in three languages, with nothing left to fill in."""

import pytest
from django.utils import translation

from verme.kernel.tables import Unreadable, Why
from verme.kernel.texts import LANGUAGES
from verme.organisations import staff_words
from verme.organisations.staff_rows import Fault, Field, Reason, Unfit
from verme.organisations.terms import FileRefusal, RowFault, StaffField

# What each reason brings along (staff_rows.facts.Reason).
VALUES: dict[Reason, dict[str, object]] = {
    Reason.IDENTITY_CODES: {"column": "Tunnus", "lines": (2, 5)},
    Reason.TWO_COLUMNS: {"field": Field.NAME, "column": "Nimi"},
    Reason.EMAIL_TAKEN: {"name": "Aino Aalto"},
    Reason.SAME_NUMBER: {"line": 57, "name": "Aino Aalto"},
    Reason.SAME_EMAIL: {"line": 57, "name": "Aino Aalto"},
    Reason.UNKNOWN_UNIT: {"suggestion": "Niittykylän koulu"},
    Reason.UNKNOWN_STAFF_GROUP: {"suggestion": ""},
    Reason.SUPERVISOR_AMBIGUOUS: {"lines": (3, 4)},
    Reason.TOO_LONG: {"limit": 40},
    Reason.SUPERVISOR_LEFT_OUT: {"line": 8},
}
WHOLE = {reason for reason in Reason if reason.value in FileRefusal}


def test_every_reason_has_its_words_once() -> None:
    rows = {reason.value for reason in Reason} - {reason.value for reason in WHOLE}

    assert set(RowFault) == rows
    assert set(FileRefusal) == {reason.value for reason in WHOLE} | {why.value for why in Why}
    assert set(StaffField) == {field.value for field in Field}


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_sentences_are_whole(language: str) -> None:
    with translation.override(language):
        told = [staff_words.what_is_wrong(Fault(reason, values=VALUES.get(reason, {}))) for reason in Reason if reason not in WHOLE]
        told += [staff_words.refused(Unfit(reason, **VALUES.get(reason, {}))).sentence for reason in WHOLE]
        told += [staff_words.why_unreadable(Unreadable(why, line=7, found="xls", said=".csv")) for why in Why]

    assert [sentence for sentence in told if "%" in sentence] == []
    assert len(set(told)) == len(told)


def test_what_may_have_been_meant_is_told() -> None:
    said = staff_words.what_is_wrong

    assert said(Fault(Reason.UNKNOWN_UNIT, values={"suggestion": "Niittykylän koulu"})) == (
        "Tällaista koulua tai yksikköä ei ole. Tarkoititko: Niittykylän koulu?"
    )
    assert said(Fault(Reason.UNKNOWN_UNIT, values={"suggestion": ""})) == "Tällaista koulua tai yksikköä ei ole."
    assert said(Fault(Reason.SUPERVISOR_AMBIGUOUS, values={"lines": (3, 4)})).endswith("Tiedostossa: rivit 3, 4.")
    assert said(Fault(Reason.SUPERVISOR_AMBIGUOUS, values={"lines": ()})).endswith("sähköposti tai palkkanumero.")


def test_an_unreadable_file_is_told_with_its_line() -> None:
    assert staff_words.why_unreadable(Unreadable(Why.OPEN_QUOTE, line=12)) == "Lainausmerkki on jäänyt sulkematta. Katso riviä 12."
    assert staff_words.why_unreadable(Unreadable(Why.EMPTY)) == "Tiedosto on tyhjä."
    assert "CSV" in staff_words.why_unreadable(Unreadable(Why.WRONG_NAME, found="text", said=".xlsx"))


def test_a_heading_that_is_a_code_itself_is_not_repeated() -> None:
    assert "sarake –," in staff_words.refused(Unfit(Reason.IDENTITY_CODES, column="", lines=(1,))).sentence
