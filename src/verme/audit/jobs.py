"""Sealing the log: a changed row shows, although nothing slows the writing."""

import hashlib
import json
from datetime import date, time, timedelta

from django.db import transaction

from verme.audit.models import Entry, Seal
from verme.kernel import clock

COLUMNS = ("id", "happened_at", "organisation_id", "person_id", "role", "verb", "target_kind", "target_id", "facts", "request_id")


GRACE = timedelta(hours=1)  # a deed that began before midnight may be written down after it


def seal_finished_days() -> int:
    """Seals every day of the log that is over and not sealed yet; returns how many. Run early or twice, it does nothing."""
    made = 0
    while (day := _next_day()) is not None and clock.end_of(day) + GRACE <= clock.now():
        with transaction.atomic():
            digest, count = _digest(day, _digest_before(day))
            Seal.objects.get_or_create(day=day, defaults={"entries": count, "digest": digest})
        made += 1
    return made


def broken_seals() -> list[date]:
    """The days whose entries no longer match their seal, or whose seal does not follow the one before."""
    broken: list[date] = []
    before, expected = "", None
    for seal in Seal.objects.order_by("day"):
        digest, count = _digest(seal.day, before)
        if (digest, count) != (seal.digest, seal.entries) or seal.day != (expected or seal.day):
            broken.append(seal.day)
        before, expected = seal.digest, seal.day + timedelta(days=1)
    return broken


def _next_day() -> date | None:
    if (last := Seal.objects.order_by("-day").first()) is not None:
        return last.day + timedelta(days=1)
    first = Entry.objects.order_by("happened_at").first()
    return clock.local(first.happened_at).date() if first else None


def _digest_before(day: date) -> str:
    last = Seal.objects.filter(day__lt=day).order_by("-day").first()
    return last.digest if last else ""


def _digest(day: date, before: str) -> tuple[str, int]:
    """SHA-256 over the seal before and the day's rows in order, and how many they are."""
    rows = Entry.objects.filter(happened_at__gte=clock.at(day, time()), happened_at__lt=clock.end_of(day)).order_by("id")
    sum_, count = hashlib.sha256(before.encode()), 0
    for row in rows.values(*COLUMNS).iterator():
        sum_.update(json.dumps(row, sort_keys=True, default=str, ensure_ascii=False).encode())
        count += 1
    return sum_.hexdigest(), count
