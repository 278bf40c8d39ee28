"""Finnish personal identity codes (henkilötunnus): known so that they can be refused. None is ever kept or repeated.

The form is DDMMYYCNNNQ: day of birth, a sign for the century (new signs since 2023: Decree 690/2022), a number of 002–899 (900–999 in test
data), and a check character: the remainder of the nine digits divided by 31.
"""

import datetime as dt
import re

CENTURIES = {**dict.fromkeys("+", 1800), **dict.fromkeys("-UVWXY", 1900), **dict.fromkeys("ABCDEF", 2000)}
CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
DASHES = str.maketrans("‐‑‒–—−", "------")  # what word processors make of a hyphen
CODE = re.compile(rf"(?<![0-9A-Z])([0-9]{{6}}) ?([-+A-FU-Y]) ?([0-9]{{3}})([{CHECK}])(?![0-9A-Z])")
BARE = re.compile(rf"([0-9]{{6}})([0-9]{{3}})([{CHECK}])")  # as some systems print it, without the sign


def is_within(text: str) -> bool:
    """Whether an identity code with a right check character stands anywhere in the text."""
    return any(_is_code(*code.groups()) for code in CODE.finditer(text.upper().translate(DASHES)))


def is_bare(text: str) -> bool:
    """Whether the whole text could be an identity code without its sign. One number in 800 could: only a column full of them tells."""
    found = BARE.fullmatch(text.upper())
    return found is not None and any(_is_code(found[1], sign, found[2], found[3]) for sign in "-A")


def _is_code(birth: str, sign: str, number: str, check: str) -> bool:
    day, month, year = int(birth[:2]), int(birth[2:4]), CENTURIES[sign] + int(birth[4:])
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return int(number) >= 2 and CHECK[int(birth + number) % 31] == check
