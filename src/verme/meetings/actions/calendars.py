"""The organisation's calendars: when the schools of a form and town do not meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel.refusals import Refused
from verme.meetings import rules
from verme.meetings.models import DayOff, SchoolCalendar
from verme.meetings.rules import Day
from verme.meetings.terms import CalendarRefusal, DayOffKind
from verme.organisations.models import Organisation


@transaction.atomic
def add_calendar(organisation: Organisation, *, name: str, levels: Sequence[str], town: str, by: Actor) -> SchoolCalendar:
    """A new calendar; empty levels or town: it holds for all. Raises Refused (NAME_TAKEN)."""
    house = Organisation.objects.select_for_update().get(pk=organisation.pk)
    _free(house, name)
    made = SchoolCalendar.objects.create(organisation=house, name=name, levels=list(levels), town=town)
    audit.record("school_calendar.added", made, by=by, organisation=house.pk)
    return made


@transaction.atomic
def change_calendar(calendar: SchoolCalendar, *, name: str, levels: Sequence[str], town: str, by: Actor) -> SchoolCalendar:
    """Another name, other schools. Raises Refused (NAME_TAKEN)."""
    house = Organisation.objects.select_for_update().get(pk=calendar.organisation_id)
    held = SchoolCalendar.objects.get(pk=calendar.pk)
    _free(house, name, but=held)
    held.name, held.levels, held.town = name, list(levels), town
    held.save()
    audit.record("school_calendar.changed", held, by=by, organisation=house.pk)
    return held


@transaction.atomic
def remove_calendar(calendar: SchoolCalendar, *, by: Actor) -> None:
    """The calendar and its days are gone; meetings stay as they are. Gone already: nothing changes."""
    held = SchoolCalendar.objects.select_for_update().filter(pk=calendar.pk).first()
    if held is None:
        return
    audit.record("school_calendar.removed", held, by=by, organisation=held.organisation_id, days=held.days_off.count())
    held.delete()


@dataclass(frozen=True)
class Brought:
    """How many days off were new, and how many changed."""

    added: int
    changed: int


@transaction.atomic
def bring_days(calendar: SchoolCalendar, *, days: Sequence[Day], by: Actor) -> Brought:
    """Days off come into the calendar: the same name and first day is the same break, which gets its last day and kind from here.

    The same again changes nothing; nothing is taken out. Raises Refused (ENDS_FIRST, TOO_LONG).
    """
    held = SchoolCalendar.objects.select_for_update().get(pk=calendar.pk)
    for day in days:
        if (fault := rules.why_not_days(day.first, day.last)) is not None:
            raise Refused(fault)
    known = {(row.name, row.first_day): row for row in held.days_off.all()}
    added = changed = 0
    for day in days:
        row = known.get((day.name, day.first))
        if row is None:
            values = {"name": day.name, "first_day": day.first, "last_day": day.last, "kind": day.kind}
            known[day.name, day.first] = DayOff.objects.create(calendar=held, **values)
            added += 1
        elif (row.last_day, DayOffKind(row.kind)) != (day.last, day.kind):
            row.last_day, row.kind = day.last, day.kind
            row.save()
            changed += 1
    if added or changed:
        audit.record("school_calendar.days_brought", held, by=by, organisation=held.organisation_id, added=added, changed=changed)
    return Brought(added, changed)


@transaction.atomic
def remove_days(calendar: SchoolCalendar, *, name: str, first: date, by: Actor) -> None:
    """These days are no longer off. Gone already: nothing changes."""
    held = SchoolCalendar.objects.select_for_update().get(pk=calendar.pk)
    gone, _rows = held.days_off.filter(name=name, first_day=first).delete()
    if gone:
        audit.record("school_calendar.days_removed", held, by=by, organisation=held.organisation_id)


def _free(house: Organisation, name: str, *, but: SchoolCalendar | None = None) -> None:
    same = house.school_calendars.filter(name__iexact=name)
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise Refused(CalendarRefusal.NAME_TAKEN)
