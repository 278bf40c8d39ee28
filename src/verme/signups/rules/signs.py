"""What a sign-up shows that a person should look at, and its reference."""

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from verme.kernel.tokens import ALPHABET
from verme.signups.terms import Flag

QUICK_SECONDS = 3
REFERENCE_LENGTH = 8


def reference_of(key: str) -> str:
    """The reference of the sign-up that a form makes, by the form's own random key: the same form always shows the same reference.

    So who types a known address sees a reference like everybody, and sees the same one when the form is sent twice.
    """
    number = int.from_bytes(hashlib.sha256(f"reference:{key}".encode()).digest())
    letters = ""
    for _ in range(REFERENCE_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters += ALPHABET[place]
    return f"{letters[: REFERENCE_LENGTH // 2]}-{letters[REFERENCE_LENGTH // 2 :]}"


def key_of_row(address: str) -> str:
    """The identity of a row of a list gathered elsewhere: its address (`same_address`), so that the same list brings nobody twice."""
    return hashlib.sha256(f"row:{address}".encode()).hexdigest()


def flags_of(*, seconds: float | None, honeypot: str) -> list[Flag]:
    """What the form noticed. Nobody is refused for it: a quick hand and a password manager look the same as a machine.

    `seconds` between first showing the form and sending it; None when its signed time was missing, which no browser does.
    """
    flags = []
    if seconds is None or seconds < QUICK_SECONDS:
        flags.append(Flag.QUICK)
    if honeypot.strip():
        flags.append(Flag.HONEYPOT)
    return flags


def has_no_time(suitable: Set[int], offered: Set[int]) -> bool:
    """Whether mentors have offered times and none of them suits."""
    return bool(offered) and suitable.isdisjoint(offered)


@dataclass(frozen=True)
class Claim:
    """Who somebody says they are."""

    key: int
    name: str
    unit: str  # "" when the workplace is not on the list
    address: str


def duplicates(claims: Iterable[Claim]) -> set[frozenset[int]]:
    """Pairs that may be one person: the same name at the same workplace, the same mailbox, or the same name with one slip in the address.

    Two of the same name at different workplaces are two people: Finland has many an Anna Virtanen.
    """
    heaps: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for claim in claims:
        for label in _labels(claim):
            heaps[label].add(claim.key)
    return {frozenset({one, other}) for heap in heaps.values() for one in heap for other in heap if one < other}


def _labels(claim: Claim) -> Iterator[tuple[str, ...]]:
    """Two claims that share a label may be one person."""
    name, address = plain_name(claim.name), claim.address
    local, _, domain = address.partition("@")
    yield "mailbox", local.split("+", 1)[0].replace(".", ""), domain
    if claim.unit:
        yield "workplace", name, claim.unit
    # Two spellings that differ by one letter (or by two neighbours swapped) are equal once a letter is left out of one or both.
    yield "slip", name, address
    for left_out in range(len(address)):
        yield "slip", name, address[:left_out] + address[left_out + 1 :]


def plain_name(name: str) -> str:
    """A name without capitals, accents and order: "Mäki, Väinö" and "Vaino Maki" are equal."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    words = "".join(letter if letter.isalnum() else " " for letter in letters if not unicodedata.combining(letter))
    return " ".join(sorted(words.split()))
