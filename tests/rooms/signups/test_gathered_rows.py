"""A list gathered elsewhere is read row by row: pure rules on tables."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from verme.kernel.tables import Row, Table
from verme.signups.gathered import Assumed, GatheredRows, Known, Reason, Time, match, narrowed, read, why_unfit

NOTHING = Assumed()
KNOWN = Known(
    units={1: ["Alakylän koulu"], 2: ["Harjun koulu"]},
    staff_groups={10: ["Luokanopettaja", "Klasslärare", "Class teacher"], 11: ["Koulunkäynninohjaaja", "Skolgångshandledare"]},
    themes={20: ["Uran alku", "Början av karriären"], 21: ["Arviointi ja palaute", "Bedömning och respons"]},
    places={30: ["Keskustan koulut", "Skolorna i centrum"], 31: ["Etänä", "På distans"]},
    place_keys={"keskusta": 30, "eta": 31},
    slots={40: Time(0, dt.time(14, 30)), 41: Time(1, dt.time(16))},
    slot_keys={"ma-1430": 40, "ti-1600": 41},
    languages=("fi", "sv"),
    subjects=("Musiikki",),
)
HEADINGS = ("Nimi", "Sähköposti", "Koulu", "Työ", "Teemat", "Ajat", "Tapaaminen")
AINO = ("Aino Aalto", "aino@koulu.example", "Alakylän koulu", "Luokanopettaja", "Uran alku", "ma 14.30–16.00", "Etänä")


def table(*rows: Sequence[str], header: Sequence[str] = HEADINGS) -> Table:
    width = max(len(header), *(len(row) for row in rows))
    filled = [Row(number, (*row, *[""] * (len(header) - len(row)))) for number, row in enumerate(rows, 2)]
    assert width >= len(header)
    return Table(Row(1, tuple(header)), tuple(filled))


def judged(*rows: Sequence[str], header: Sequence[str] = HEADINGS, assumed: Assumed = NOTHING, known: Known = KNOWN) -> GatheredRows:
    held = table(*rows, header=header)
    return read(held, match(held.header.cells, known).columns, known, assumed)


def faults(*rows: Sequence[str], **named: Any) -> list[tuple[int, Reason]]:
    return [(row.line, fault.reason) for row in judged(*rows, **named).faulty for fault in row.faults]


def changed(column: str, text: str) -> tuple[str, ...]:
    """Aino's row with another cell."""
    return tuple(text if heading == column else cell for heading, cell in zip(HEADINGS, AINO, strict=True))


def test_a_row_says_everything_the_form_asks() -> None:
    more = ("Oletko uusi tehtävässäsi?", "Oppiaine", "Kielet", "2. toive", "Mikä tahansa teema käy", "Yhdessä", "Ei yhdessä", "Toiveita")
    row = (*AINO, "kyllä", "musiikki", "ruotsi, suomi", "Bedömning och respons", "x", "Bertta", "Cecilia", "Kiitos")

    [one] = judged(row, header=(*HEADINGS, *more)).rows

    assert (one.line, one.name, one.email, one.unit, one.other_unit, one.staff_group) == (2, "Aino Aalto", "aino@koulu.example", 1, "", 10)
    assert (one.is_new, one.subject, one.languages, one.themes, one.any_theme) == (True, "Musiikki", ("sv", "fi"), (20, 21), True)
    assert (dict(one.slots), dict(one.places)) == ({40: 2}, {31: 2})
    assert (one.together, one.apart, one.wish) == ("Bertta", "Cecilia", "Kiitos")


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("Nimi", "", Reason.NO_NAME),
        ("Nimi", "http://x.example", Reason.NO_NAME),
        ("Nimi", "123", Reason.NO_NAME),
        ("Sähköposti", "", Reason.NO_EMAIL),
        ("Sähköposti", "aino", Reason.BAD_EMAIL),
        ("Sähköposti", "aino@kunta", Reason.EMAIL_WITHOUT_ENDING),
        ("Koulu", "", Reason.NO_UNIT),
        ("Työ", "", Reason.NO_STAFF_GROUP),
        ("Työ", "Lentäjä", Reason.UNKNOWN_STAFF_GROUP),
        ("Teemat", "Avaruus", Reason.UNKNOWN_THEME),
        ("Teemat", "Uran alku; Uran alku", Reason.THEME_TWICE),
        ("Ajat", "pe 14.30", Reason.UNKNOWN_TIME),
        ("Ajat", "iltaisin", Reason.UNKNOWN_TIME),
        ("Tapaaminen", "Kuussa", Reason.UNKNOWN_PLACE),
        ("Nimi", "Aino\u202eAalto", Reason.CONTROL_CHARACTERS),
        ("Koulu", "x" * 161, Reason.TOO_LONG),
    ],
)
def test_a_faulty_row_is_named_and_not_taken(column: str, text: str, reason: Reason) -> None:
    assert faults(changed(column, text)) == [(2, reason)]


def test_every_fault_of_a_row_is_told() -> None:
    assert [reason for _line, reason in faults(("", "aino", "", "", "Avaruus", "", ""))] == [
        Reason.NO_NAME,
        Reason.BAD_EMAIL,
        Reason.NO_UNIT,
        Reason.NO_STAFF_GROUP,
        Reason.UNKNOWN_THEME,
    ]


def test_cells_beyond_the_headings_make_a_row_faulty() -> None:
    assert faults((*AINO, "liikaa")) == [(2, Reason.TOO_MANY_CELLS)]


def test_of_two_with_one_address_the_first_counts() -> None:
    found = judged(AINO, changed("Nimi", "Aino Toinen"), changed("Sähköposti", "AINO@koulu.example"))

    assert [row.name for row in found.rows] == ["Aino Aalto"]
    assert [(row.line, row.faults[0].reason, row.faults[0].values) for row in found.faulty] == [
        (3, Reason.SAME_EMAIL, {"line": 2}),
        (4, Reason.SAME_EMAIL, {"line": 2}),
    ]


def test_the_nearest_name_is_offered() -> None:
    [row] = judged(changed("Teemat", "Uran alkku")).faulty

    assert row.faults[0].values == {"suggestion": "Uran alku"}


def test_a_workplace_that_is_not_on_the_list_is_kept_as_it_is_written() -> None:
    [row] = judged(changed("Koulu", "Nurmon lukio")).rows

    assert (row.unit, row.other_unit) == (None, "Nurmon lukio")


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("maanantai klo 14.30;tiistai klo 16.00;", {40: 2, 41: 2}),
        ("Tisdag kl. 16:00", {41: 2}),
        ("Mon 14:30, Tue 16:00", {40: 2, 41: 2}),
        ("MA 14.30", {40: 2}),
    ],
)
def test_times_are_read_as_people_and_forms_write_them(text: str, slots: dict[int, int]) -> None:
    [row] = judged(changed("Ajat", text)).rows

    assert dict(row.slots) == slots


@pytest.mark.parametrize(
    ("answer", "value"),
    [("Sopii hyvin", 2), ("Sopii tarvittaessa", 1), ("Ei sovi", 0), ("", 0), ("Passar bra", 2), ("Works if needed", 1), ("x", 2), ("1", 1)],
)
def test_a_time_may_have_a_column_of_its_own(answer: str, value: int) -> None:
    header = ("Nimi", "Sähköposti", "Koulu", "Työ", "Teemat", "ma 14.30–16.00", "Tiistai 16.00", "Keskustan koulut", "Etänä")
    row = (*AINO[:5], answer, "Sopii tarvittaessa", "", "Sopii hyvin")

    [one] = judged(row, header=header).rows

    assert dict(one.slots) == ({40: value, 41: 1} if value else {41: 1})
    assert dict(one.places) == {31: 2}


def test_an_answer_of_no_kind_is_a_fault() -> None:
    header = ("Nimi", "Sähköposti", "Koulu", "Työ", "Teemat", "ma 14.30–16.00")

    assert faults((*AINO[:5], "ehkä joskus"), header=header) == [(2, Reason.BAD_FIT)]


def test_more_than_three_themes_are_too_many() -> None:
    many = replace(KNOWN, themes={key: [f"Teema {key}"] for key in range(4)})

    assert faults(changed("Teemat", "Teema 0;Teema 1;Teema 2;Teema 3"), known=many) == [(2, Reason.TOO_MANY_THEMES)]
    [row] = judged(changed("Teemat", "Teema 3;Teema 1;Mikä tahansa käy"), known=many).rows
    assert (row.themes, row.any_theme) == ((3, 1), True)


def test_what_the_list_did_not_ask_is_said_for_everybody() -> None:
    said = Assumed(staff_group=11, any_theme=True, slots=True, places=True)

    [row] = judged(("Aino Aalto", "aino@koulu.example", "Harjun koulu"), header=HEADINGS[:3], assumed=said).rows

    assert (row.staff_group, row.any_theme, dict(row.slots), dict(row.places)) == (11, True, {40: 1, 41: 1}, {30: 1, 31: 1})
    [asked] = judged(AINO, assumed=said).rows
    assert (asked.staff_group, asked.any_theme, dict(asked.slots), dict(asked.places)) == (10, False, {40: 2}, {31: 2})


def test_where_there_is_one_place_there_is_nothing_to_ask() -> None:
    one = replace(KNOWN, places={30: ["Keskusta"]}, place_keys={"keskusta": 30})

    [row] = judged(AINO[:6], header=HEADINGS[:6], known=one).rows

    assert dict(row.places) == {30: 2}


def test_first_and_last_name_may_stand_apart_and_a_language_that_is_not_ours_is_a_fault() -> None:
    header = ("Sukunimi", "Etunimi", *HEADINGS[1:], "Kieli")

    assert judged(("Aalto", "Aino", *AINO[1:], ""), header=header).rows[0].name == "Aino Aalto"
    assert faults(("Aalto", "Aino", *AINO[1:], "saksa"), header=header) == [(2, Reason.UNKNOWN_LANGUAGE)]
    assert faults(("Aalto", "Aino", *AINO[1:], "englanti"), header=header) == [(2, Reason.UNKNOWN_LANGUAGE)]


def test_columns_are_needed_and_only_the_chosen_ones_are_kept() -> None:
    assert why_unfit({"name": 0}) == Reason.NO_EMAIL
    assert why_unfit({"email": 0, "first_name": 1}) == Reason.NO_NAME
    assert why_unfit({"email": 0, "first_name": 1, "last_name": 2}) is None

    kept, columns = narrowed(table(AINO), {"name": 0, "slots_well": 5, "email": 1})

    assert (kept.header.cells, columns) == (("Nimi", "Sähköposti", "Ajat"), {"name": 0, "email": 1, "slots_well": 2})
    assert kept.rows[0].cells == ("Aino Aalto", "aino@koulu.example", "ma 14.30–16.00")
