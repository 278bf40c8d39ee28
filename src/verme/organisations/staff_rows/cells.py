"""One cell of a staff list becomes a value, or a fault."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from difflib import get_close_matches
from functools import cached_property

from verme.kernel.tables import has_control
from verme.organisations.staff_rows.columns import folded
from verme.organisations.staff_rows.facts import LONGEST, Fault, Field, Known, Reason, Value

NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]*")
# The local part as Django's validator has it (no quoted form), then labels of a domain, at least two.
LOCAL = re.compile(r"[-!#$%&'*+/=?^_`{}|~0-9a-z]+(\.[-!#$%&'*+/=?^_`{}|~0-9a-z]+)*")
LABEL = r"[a-z0-9åäöøæéü](?:[a-z0-9åäöøæéü-]{0,61}[a-z0-9åäöøæéü])?"
DOMAIN = re.compile(rf"(?:{LABEL}\.)+[a-z]{{2,63}}")
LONE_LABEL = re.compile(LABEL)
PLAIN = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,20})?")
HUNDRED = Decimal(100)
CENT = Decimal("0.01")

# Codes of the room's own terms, by every name that lists use; as `folded` leaves them.
WORKING_TIMES: dict[str, str] = {
    "veso": "veso opetusvelvollisuus opetusvelvollisuustyöaika opettajanopetusvelvollisuus opv undervisningsskyldighet teachingduty",
    "annual": "annual vuosityöaika kokonaisvuosityöaika årsarbetstid annualworkingtime annualhours",
    "total": "total kokonaistyöaika helhetsarbetstid totalworkingtime",
    "office": "office toimistotyöaika virastotyöaika yleistyöaika jaksotyöaika byråarbetstid allmänarbetstid periodarbetstid",
    "hourly": "hourly tuntiopettaja sivutoiminentuntiopettaja päätoiminentuntiopettaja timlärare timläraremedbisyssla hourlyteacher",
    "student": "student opiskelija opettajaopiskelija studerande lärarstuderande",
}
LANGUAGES: dict[str, str] = {
    "fi": "fi fin suomi finska finnish",
    "sv": "sv swe ruotsi svenska swedish",
    "en": "en eng englanti engelska english",
}
Parsed = tuple[Value, Fault | None]


def refused(place: Field, text: str) -> Fault | None:
    """A fault that no cell may have, whatever its field."""
    if has_control(text):
        return Fault(Reason.CONTROL_CHARACTERS, place, "".join(letter if letter.isprintable() else "�" for letter in text))
    if place in LONGEST and len(text) > LONGEST[place]:
        return Fault(Reason.TOO_LONG, place, f"{text[:40]}…", {"limit": LONGEST[place]})
    return None


def number(text: str) -> Parsed:
    """A personnel number is letters and digits; the apostrophe that keeps zeros in front of it is not part of it."""
    bare = text.removeprefix("'").replace(" ", "")
    return (bare, None) if NUMBER.fullmatch(bare) else ("", Fault(Reason.BAD_NUMBER, Field.PERSONNEL_NUMBER, text))


def email(text: str) -> Parsed:
    """An address in small letters."""
    address = text.lower().removeprefix("mailto:")
    local, _, domain = address.rpartition("@")
    if len(local) <= 64 and LOCAL.fullmatch(local):
        if DOMAIN.fullmatch(domain):
            return address, None
        if LONE_LABEL.fullmatch(domain):
            return "", Fault(Reason.EMAIL_WITHOUT_ENDING, Field.EMAIL, text)
    return "", Fault(Reason.BAD_EMAIL, Field.EMAIL, text)


def name(text: str) -> str:
    """ "Aalto, Aino" → "Aino Aalto"; a text without a letter is no name."""
    last, comma, first = text.partition(",")
    if comma and "," not in first and first.strip():
        text = f"{first.strip()} {last.strip()}"
    return text if any(map(str.isalpha, text)) else ""


def percentage(text: str, *, shares: bool) -> Parsed:
    """Above 0, at most 100, two decimals. `shares`: the column says 0,5 for half, as a spreadsheet keeps "50 %"."""
    place = Field.PERCENTAGE
    part = decimal(text)
    if part is None:
        return None, Fault(Reason.BAD_PERCENTAGE, place, text)
    part = part * HUNDRED if shares else part
    if not 0 < part <= HUNDRED or not part.quantize(CENT, ROUND_HALF_UP):
        return None, Fault(Reason.PERCENTAGE_OUT_OF_RANGE, place, text)
    return part.quantize(CENT, ROUND_HALF_UP), None


def are_shares(texts: Sequence[str]) -> bool:
    """Whether a column of percentages holds shares of one: all between 0 and 1, none with a percent sign."""
    numbers = [decimal(text) for text in texts if text]
    return bool(numbers) and not any("%" in text for text in texts) and all(n is not None and 0 <= n <= 1 for n in numbers)


def decimal(text: str) -> Decimal | None:
    """A number with a comma or a point, with or without a percent sign; None if it is none."""
    bare = text.removesuffix("%").strip().replace(",", ".")
    return Decimal(bare) if PLAIN.fullmatch(bare) else None


def language(text: str) -> Parsed:
    """The code of a language we write in. Others are passed over."""
    return _code(LANGUAGES, Reason.UNKNOWN_LANGUAGE, Field.LANGUAGE, text)


def working_time(text: str) -> Parsed:
    """The code of a working-time form; unknown words are passed over: the staff group tells the form too."""
    return _code(WORKING_TIMES, Reason.UNKNOWN_WORKING_TIME, Field.WORKING_TIME, text)


def _code(words: Mapping[str, str], reason: Reason, place: Field, text: str) -> Parsed:
    code = next((code for code, known in words.items() if folded(text) in known.split()), None)
    return ("", Fault(reason, place, text)) if code is None else (code, None)


@dataclass(frozen=True)
class Names:
    """Looks a unit or a staff group up by any of its names."""

    held: Mapping[int, Sequence[str]]
    place: Field
    reason: Reason
    asked: dict[str, str] = field(default_factory=dict)  # suggestions given already

    @cached_property
    def ids(self) -> dict[str, int]:
        return {folded(each): id_ for id_, names in self.held.items() for each in names}

    def __call__(self, text: str) -> Parsed:
        found = self.ids.get(folded(text))
        return (found, None) if found is not None else (None, Fault(self.reason, self.place, text, {"suggestion": self.nearest(text)}))

    def nearest(self, text: str) -> str:
        """The known name that looks most like it, or empty."""
        if text not in self.asked:
            near = get_close_matches(folded(text), self.ids, n=1)
            self.asked[text] = next(iter(self.held[self.ids[near[0]]])) if near else ""
        return self.asked[text]


def parsers(known: Known, *, shares: bool) -> dict[Field, Callable[[str], Parsed]]:
    """How each field's cell is read; fields that are not here are text as it stands."""
    return {
        Field.PERSONNEL_NUMBER: number,
        Field.EMAIL: email,
        Field.UNIT: Names(known.units, Field.UNIT, Reason.UNKNOWN_UNIT),
        Field.STAFF_GROUP: Names(known.staff_groups, Field.STAFF_GROUP, Reason.UNKNOWN_STAFF_GROUP),
        Field.WORKING_TIME: working_time,
        Field.PERCENTAGE: lambda text: percentage(text, shares=shares),
        Field.LANGUAGE: language,
    }
