"""One cell becomes a value. What a cell can say is read in Finnish, Swedish and English, whatever the language of the page."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from verme.kernel.dates import LONG_WEEKDAYS, WEEKDAYS
from verme.organisations.staff_rows.columns import folded
from verme.signups.gathered.facts import Time


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# As `folded` leaves them.
YES = _set("kyllä joo k ja j yes y x 1 true")
NO = _set("ei e nej n no 0 false")
WELL = _set("sopiihyvin sopii hyvin kyllä joo passarbra passar bra ja workswell works well yes x 2")
SPARE = _set("sopiitarvittaessa tarvittaessa ehkä mahdollisesti passarvidbehov vidbehov kanske worksifneeded ifneeded maybe 1")
NOT = _set("eisovi ei eipassar passarinte intepassar nej inte doesntwork doesnotwork no 0")
ANY = _set("""
    mikätahansakäy mikätahansateemakäy mikätahansa kaikkikäyvät vilketsomhelst vilkettemasomhelst vilkettemasomhelstpassar anytheme
    anythemeisfine any""")
CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[.:](\d{2})(?!\d)")
DAYS = {name.casefold(): number for names in (*LONG_WEEKDAYS.values(), *WEEKDAYS.values()) for number, name in enumerate(names)}
WORD = re.compile(r"[^\W\d_]+")
SPLIT = re.compile(r"[;\n|]")


def parts(text: str) -> list[str]:
    """Several answers in one cell: apart by semicolons (as forms write them), line breaks or bars; commas stand in names."""
    return [part.strip() for part in SPLIT.split(text) if part.strip()]


def time_of(text: str) -> Time | None:
    """A weekly time by its weekday and its beginning: "ti 14.30–16.00", "Tisdag kl. 14:30"; None if it names none."""
    day = next((DAYS[word] for word in WORD.findall(text.casefold()) if word in DAYS), None)
    clock = CLOCK.search(text)
    if day is None or clock is None or int(clock[2]) > 59:
        return None
    return Time(day, dt.time(int(clock[1]), int(clock[2])))


def yes_or_no(text: str) -> bool | None:
    """None for neither."""
    return True if folded(text) in YES else False if folded(text) in NO else None


def fit(text: str) -> int | None:
    """2 well, 1 if needed, 0 not; None for none of the three. An empty cell does not fit."""
    said = folded(text)
    if not said or said in NOT:
        return 0
    return 2 if said in WELL else 1 if said in SPARE else None


def is_any(text: str) -> bool:
    """Whether it says that any theme is fine."""
    return folded(text) in ANY


def folded_names(names: Iterable[str]) -> set[str]:
    """Names as they are compared."""
    return {folded(name) for name in names if name}


def by_name(held: Mapping[int, Sequence[str]], text: str) -> int | None:
    """Which of them goes by this name."""
    wanted = folded(text)
    return next((key for key, names in held.items() if wanted in folded_names(names)), None)


def nearest(held: Mapping[int, Sequence[str]], text: str) -> str:
    """The known name that looks most like it, or empty."""
    names = {folded(name): name for each in held.values() for name in each if name}
    near = get_close_matches(folded(text), names, n=1)
    return names[near[0]] if near else ""
