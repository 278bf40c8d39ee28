"""The example world always begins on the same morning."""

import datetime as dt

from django.conf import settings
from django.db import DatabaseError

from verme.demo.models import ExampleWorld
from verme.kernel import clock

BEGINS = clock.at(dt.date(2026, 11, 24), dt.time(8))  # a Tuesday


def begin() -> None:
    """It is Tuesday 24 November 2026, 8.00, and time runs on from there, also for the processes that start later."""
    now = clock.real_now()
    ExampleWorld.objects.all().delete()
    ExampleWorld.objects.create(offset=BEGINS - now, made_at=now)
    follow()


def follow() -> None:
    """Sets this process's clock by the example database; a real database (no mark beside it) is never asked."""
    if not settings.CONFIGURATION.is_marked:
        return
    try:
        world = ExampleWorld.objects.first()
    except DatabaseError:
        return  # not migrated yet
    if world is not None:
        clock.shift(world.offset)
