"""What a mentor is owed, counted a second time the slow way: in quarters of a unit, one by one, straight from the sentences of the rules.

Written apart from the product's rules and sharing nothing with them but the facts.
"""

from collections import Counter
from datetime import date, datetime
from decimal import Decimal

from verme.compensation.rules import Met, Year
from verme.programmes.rules import Rules


def quarters(year: Year) -> Counter[tuple[int, str]]:
    """(mentor, kind of work) → quarters of a unit."""
    found: Counter[tuple[int, str]] = Counter()
    mentors = {led.mentor for led in year.leads} | {met.stand_in for met in year.meetings if met.stand_in is not None}
    for mentor in mentors:
        found[mentor, "planning"] += _planning(year, mentor)
        found[mentor, "meeting"] += sum(_meeting(year, met, mentor) for met in year.meetings)
        found[mentor, "arrangement"] += _arrangement(year, mentor)
    return +found


def _leading(year: Year, group: int, moment: datetime) -> list[int]:
    there = set()
    for led in year.leads:
        ended = led.until is not None and led.until <= moment
        if led.group == group and led.since <= moment and not ended:
            there.add(led.mentor)
    return sorted(there)


def _unpaid(year: Year, mentor: int, day: date) -> bool:
    rules = year.rules(day)
    if rules is None or not rules.pays_fee:
        return True
    group = year.staff_groups.get(mentor, "")
    if group in rules.time_exceptions:
        return rules.meeting_time == "own"
    return rules.meeting_time == "working"


def _deal(cards: int, hands: list[int]) -> Counter[int]:
    """Quarters dealt like cards, one to each in turn."""
    dealt: Counter[int] = Counter()
    for turn in range(cards):
        dealt[hands[turn % len(hands)]] += 1
    return dealt


def _mine(rules: Rules, units: Decimal, mentor: int, leaders: list[int]) -> int:
    cards = int(units * 4)
    return cards if rules.pair_pay == "whole" else _deal(cards, leaders)[mentor]


def _once(year: Year, mentor: int, rules: Rules, units: Decimal) -> int:
    """The best of the shares that the mentor has in the groups led."""
    best = 0
    for led in year.leads:
        if led.mentor == mentor and led.until != led.since:
            best = max(best, _mine(rules, units, mentor, _leading(year, led.group, led.since)))
    return best


def _planning(year: Year, mentor: int) -> int:
    begun = [led.since for led in year.leads if led.mentor == mentor and led.until != led.since]
    if not begun:
        return 0
    day = year.day_of(min(begun))
    rules = year.rules(day)
    return 0 if rules is None or _unpaid(year, mentor, day) else _once(year, mentor, rules, rules.planning_units)


def _meeting(year: Year, met: Met, mentor: int) -> int:
    rules = year.rules(met.day)
    if rules is None or met.state != "held" or met.minutes < rules.counted_minutes or _unpaid(year, mentor, met.day):
        return 0
    cards = int(rules.meeting_units * 4)
    if rules.pays_by_length and met.minutes > rules.meeting_minutes:
        cards = cards * met.minutes // rules.meeting_minutes
    if met.stand_in is not None and rules.stand_in_paid:
        return cards if mentor == met.stand_in else 0
    leaders = _leading(year, met.group, met.starts_at)
    if mentor not in leaders:
        return 0
    return cards if rules.pair_pay == "whole" else _deal(cards, leaders)[mentor]


def _arrangement(year: Year, mentor: int) -> int:
    """Quarter by quarter as long as the limit of the entry's day is not reached."""
    spent = 0
    for entry in sorted((each for each in year.arranged if each.mentor == mentor), key=lambda each: (each.day, each.key)):
        rules = year.rules(entry.day)
        if rules is None or _unpaid(year, mentor, entry.day):
            continue
        limit = _once(year, mentor, rules, rules.arrangement_units_max)
        for _quarter in range(int(entry.units * 4)):
            if spent < limit:
                spent += 1
    return spent
