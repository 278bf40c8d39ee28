"""Identity codes are known in every form they are written in, and other numbers are left alone."""

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verme.kernel import identity_codes

# Without their check character; made up in the range 900–999, which no living person has.
STEMS = ["131052-900", "131052+900", "131052U900", "131052Y900", "010594Y903", "010594a903", "020202B977", "290200A900"]


def check(digits: str) -> str:
    return "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(digits) % 31]


@pytest.mark.parametrize("code", ["131052-308T", *(stem + check(stem[:6] + stem[7:]) for stem in STEMS)])
@pytest.mark.parametrize("around", ["{}", "hetu: {}.", "({})", "{} ja muuta", "Aino Aalto {}"])
def test_a_code_is_found_wherever_it_stands(code: str, around: str) -> None:
    for text in (code, code.lower(), code.replace("-", "–"), f"{code[:6]} {code[6:]}", f"{code[:7]} {code[7:]}"):
        assert identity_codes.is_within(around.format(text))


@pytest.mark.parametrize(
    "text",
    [
        "131052-900Ä", "131052-9000", "321052-900R", "131352-900R", "290201A900" + check("290201900"), "131052-001" + check("131052001"),
        "131052G900R", "131052-900R1", "1131052-900R", "x131052-900R", "040 1234567", "0400-123456", "2026-09-08", "131052",
        "FI21 1234 5600 0007 85", "",
    ],
)  # fmt: skip
def test_other_numbers_are_not_codes(text: str) -> None:
    assert not identity_codes.is_within(text)


@given(st.dates(dt.date(1800, 1, 1), dt.date(2099, 12, 31)), st.integers(2, 999), st.randoms())
def test_of_all_check_characters_only_the_right_one_makes_a_code(day: dt.date, number: int, chance: random.Random) -> None:
    sign = chance.choice({18: "+", 19: "-UVWXY", 20: "ABCDEF"}[day.year // 100])
    birth = f"{day:%d%m}{day.year % 100:02}"

    found = [letter for letter in identity_codes.CHECK if identity_codes.is_within(f"{birth}{sign}{number:03}{letter}")]

    assert found == [check(f"{birth}{number:03}")]


def test_a_code_without_its_sign_is_bare() -> None:
    assert identity_codes.is_bare("131052900" + check("131052900"))
    assert not identity_codes.is_within("131052900" + check("131052900"))
    assert [text for text in ("1310529001x", "0401234567", "131052", "321052900R", "") if identity_codes.is_bare(text)] == []
