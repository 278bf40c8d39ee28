"""A crowd that signs up at once: each from an address of its own, through the proxy, at a moment of its own."""

import ipaddress
import random
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from benchmarks.kit.visitor import Unanswered, Visitor, WrongAnswer
from benchmarks.kit.walk import Walk

ADDRESSES = ipaddress.ip_network("198.18.0.0/15")  # kept for benchmarks by RFC 2544
HASTY = 10  # every tenth presses the button twice


@dataclass
class Person:
    """One of the crowd: when it comes, how it goes, when it is done. `again` is what a second press of the button showed."""

    walk: Walk
    comes: float
    is_hasty: bool
    again: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    done: float = 0.0


def crowd(slug: str, port: int, *, people: int, seconds: float, seed: int) -> list[Person]:
    """So many people whose moments of coming are spread over so many seconds by chance."""
    dice = random.Random(seed)
    made = []
    for number in range(1, people + 1):
        visitor = Visitor(port, str(ADDRESSES[number]))
        name, email = f"Kävijä {letters(number)}", f"kavija.{number}@koulu.example"
        walk = Walk(visitor, slug, name, email, random.Random(seed * 100_000 + number))
        made.append(Person(walk, dice.uniform(0, seconds), is_hasty=number % HASTY == 0))
    return made


def letters(number: int) -> str:
    """7 → "Bh": names have no digits."""
    return chr(ord("A") + number // 26 % 26) + chr(ord("a") + number % 26)


def let_in(people: Sequence[Person], *, patience: float) -> None:
    """Everybody comes; returns when all are done, or this long after the last coming: whoever is not done by then has that as a fault."""
    began = time.monotonic()
    threads = [threading.Thread(target=_go, args=(one, began), daemon=True) for one in people]
    for thread in threads:
        thread.start()
    end = began + max(one.comes for one in people) + patience
    for thread in threads:
        thread.join(max(end - time.monotonic(), 0))
    for one, thread in zip(people, threads, strict=True):
        if thread.is_alive():
            one.faults.append("not done in time")


def _go(one: Person, began: float) -> None:
    time.sleep(max(began + one.comes - time.monotonic(), 0))
    try:
        one.walk.to_the_button()
        _press(one)
    except (WrongAnswer, Unanswered) as wrong:
        one.faults.append(str(wrong))
    one.done = time.monotonic() - began


def _press(one: Person) -> None:
    visitor = replace(one.walk.visitor, cookies=dict(one.walk.visitor.cookies), answers=[])
    twin = replace(one.walk, visitor=visitor, times=[])
    second = threading.Thread(target=_press_again, args=(one, twin))
    if one.is_hasty:
        second.start()
    one.walk.send()
    if one.is_hasty:
        second.join()


def _press_again(one: Person, twin: Walk) -> None:
    try:
        twin.send()
        one.again.append(twin.reference)
    except (WrongAnswer, Unanswered) as wrong:
        one.faults.append(f"second press: {wrong}")
