"""The operating model in plain words: both presets in three languages, and every number of the model stands somewhere in them."""

import dataclasses
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from verme.organisations.rules import STAFF_GROUPS
from verme.programmes.plain_words import days, duration, euros, in_words, listing, units
from verme.programmes.rules import FIELDS, PRESETS, Rules, changed
from verme.programmes.terms import ConfirmedBy, CreditForm, MeetingTime, PairPay, PartTime


def names(preset: str, language: str) -> Mapping[str, str]:
    return {key: words[language] for key, words, _form in STAFF_GROUPS[preset]}


def said(preset: str, language: str) -> Iterator[str]:
    with override(language):
        for _part, heading, sentences in in_words(PRESETS[preset], names(preset, language)):
            yield f"# {heading}"
            for sentence in sentences:
                yield sentence.text
                if sentence.note:
                    yield f"  {sentence.note}"


SEINAJOKI_FI = """
# Ketkä pääsevät mukaan
Mukaan pääsevät: luokanopettaja, aineenopettaja, erityisopettaja, opinto-ohjaaja ja koulunkäynninohjaaja.
Ryhmiä on vuodessa 5–7.
Ryhmässä on mentorin lisäksi 6–8 ihmistä.
  Vähintään 4, enintään 10.
Samasta koulusta tai yksiköstä on ryhmässä enintään 3 ihmistä.
# Tapaamiset
Ryhmä tapaa 6 kertaa lukuvuodessa, 1,5 tuntia kerrallaan.
Tapaamiset pidetään omalla ajalla, VESOa vastaan.
Tapaaminen lasketaan, jos sen pituus oli vähintään 1 tunti ja paikalla oli ainakin 2 osallistujaa.
  Pituus ei muuta mitään: yksi tapaaminen on yksi.
Aloitus- ja päätöstilaisuutta ei lasketa.
# VESO
4 tapaamista korvaa yhden VESO-päivän, jonka pituus on 6 tuntia. Enintään 1 päivä lukuvuodessa.
  Ylimääräiset tapaamiset eivät siirry seuraavaan vuoteen.
""".strip().splitlines()

GRADIA_SV = """
# Arvode och kostnader
Mentorerna får inget arvode.
Små arrangemangskostnader, främst kaffe, ersätts mot verifikat.
Mentorernas planeringsträffar är arbetstid, och för dem betalas inget arvode.
# Årets gång
Anmälan öppnar ungefär 10.8 och är öppen i 30 dagar.
Grupperna meddelas inom 7 dagar efter att den avslutats och börjar veckan därpå.
Gruppernas år slutar 31.5.
""".strip().splitlines()

GRADIA_EN = """
# Who may join
Every staff group may join.
There are about 5 groups a year.
A group has a mentor and 6–8 people.
  At least 4, at most 10.
At most 3 people of a group are from the same school or unit.
# Meetings
The group meets 6 times in a school year, for 1.5 hours at a time.
Meetings are held in working time.
""".strip().splitlines()


@pytest.mark.parametrize(
    ("preset", "language", "lines"), [("seinajoki", "fi", SEINAJOKI_FI), ("gradia", "sv", GRADIA_SV), ("gradia", "en", GRADIA_EN)]
)
def test_both_models_read_naturally(preset: str, language: str, lines: list[str]) -> None:
    found = list(said(preset, language))

    start = found.index(lines[0])
    assert found[start : start + len(lines)] == lines


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_gradia_promises_no_veso_and_no_fee(language: str) -> None:
    headings = [line for line in said("gradia", language) if line.startswith("# ")]

    assert {"fi": ["# Koulutustunnit", "# Palkkio ja kulut"], "sv": ["# Fortbildningstimmar", "# Arvode och kostnader"]}.get(
        language, ["# Training hours", "# Fee and costs"]
    ) == headings[2:4]


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_sentence_is_whole(preset: str, language: str) -> None:
    for line in said(preset, language):
        assert "%(" not in line
        assert ".." not in line
        assert line.startswith("# ") or line.endswith(".")


OTHER: dict[str, Any] = {
    "staff_groups": ("class_teacher",),
    "meeting_time": MeetingTime.WORKING,
    "time_exceptions": ("school_assistant",),
    "part_time": PartTime.SCALED,
    "credit_forms": {**PRESETS["seinajoki"].credit_forms, "office": CreditForm.NOTHING},
    "confirmed_by": ConfirmedBy.NOBODY,
    "pair_pay": PairPay.WHOLE,
    "average_price_cents": 3286,
    "cost_budget_cents": 30_000,
    "theme_points": (60, 30, 20),
    "slot_points": (30, 10),
    "place_points": (15, 10),
    "ends_month": 7,
    "ends_day": 30,
}
# Fields that speak only beside another one.
BESIDE: dict[str, dict[str, Any]] = {
    "cost_budget_cents": {"refunds_costs": True},
    "rounding_cents": {"average_price_cents": 3286},
}


def other(rules: Rules, name: str) -> Any:
    """Another value that the field could have."""
    held = getattr(rules, name)
    if name in OTHER:
        return OTHER[name]
    return not held if isinstance(held, bool) else {1: 5}.get(held, held - 1) if name == "rounding_cents" else held + 1


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_of_the_model_is_told(name: str) -> None:
    rules = changed(PRESETS["seinajoki"], BESIDE.get(name, {}))
    differs = changed(rules, {name: other(rules, name)})

    assert getattr(differs, name) != getattr(rules, name)
    assert [sentences for *_, sentences in in_words(differs, {})] != [sentences for *_, sentences in in_words(rules, {})]


@pytest.mark.parametrize("name", FIELDS)
def test_sentences_name_fields_of_the_model(name: str) -> None:
    fields = {sentence.field for *_, sentences in in_words(PRESETS["seinajoki"], {}) for sentence in sentences}

    assert fields <= set(FIELDS)
    assert name in {field.name for field in dataclasses.fields(Rules)}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "fi",
            [
                "45 minuuttia",
                "1 tunti",
                "1,5 tuntia",
                "1 yksikkö",
                "0,25 yksikköä",
                "0,75 päivää",
                "32,86 €",
                "1 000 €",
                "0,05 €",
                "a, b ja c",
            ],
        ),
        (
            "sv",
            ["45 minuter", "1 timme", "1,5 timmar", "1 enhet", "0,25 enheter", "0,75 dagar", "32,86 €", "1 000 €", "0,05 €", "a, b och c"],
        ),
        ("en", ["45 minutes", "1 hour", "1.5 hours", "1 unit", "0.25 units", "0.75 days", "€32.86", "€1,000", "€0.05", "a, b and c"]),
    ],
)
def test_numbers_as_people_say_them(language: str, words: list[str]) -> None:
    with override(language):
        assert [
            duration(45),
            duration(60),
            duration(90),
            units(Decimal("1.00")),
            units(Decimal("0.25")),
            days(Decimal("0.75")),
            euros(3286),
            euros(100_000),
            euros(5),
            listing("abc"),
        ] == words


def test_a_list_of_one_or_none() -> None:
    assert [listing(["a"]), listing([])] == ["a", ""]
