"""Meetings: planned, moved, cancelled, held; who was there; who cannot come; who stands in; and what calendars were told."""

import base64
import datetime as dt
from collections import Counter
from typing import Any

from hypothesis import strategies as some
from hypothesis.stateful import invariant, rule
from icalendar import Calendar

from tests.year.living import GROUPS, MENTORS, PEOPLE
from tests.year.machine import Machine, only_news
from verme.groups import jobs as group_jobs
from verme.kernel import clock
from verme.mail.models import Letter
from verme.meetings import actions, jobs
from verme.meetings.actions import Wish
from verme.meetings.models import Attendance, Meeting, MeetingChange, Objection
from verme.meetings.queries import concerned, seats_at
from verme.meetings.rules import Span, Where
from verme.meetings.terms import MeetingMode, MeetingState

SCHOOL = Where(MeetingMode.LIVE, "Lyseo, luokka 12")
NUMBER, MASK, WHO = some.integers(0, 30), some.integers(0, 1023), some.integers(0, 9)
BEGIN = dt.time(14, 30)


class Meeting_(Machine):  # noqa: N801 - the room's word is the model's
    """Deeds of meetings and attendance."""

    def __init__(self) -> None:
        super().__init__()
        self.read = Letter.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        self.calendars: dict[tuple[str, str], tuple[int, str, dt.datetime]] = {}
        self.lengths: dict[str, int] = {}

    @rule(hours=some.integers(1, 220))
    def time_goes_on(self, hours: int) -> None:
        self.now += dt.timedelta(hours=hours)
        self.done["time_goes_on"] += 1

    @rule()
    def the_clock_does_its_round(self) -> None:
        self.act(jobs.remind)
        self.act(jobs.tell_of_changes)
        self.act(group_jobs.pass_offers_on)

    @rule(group=GROUPS, days=some.integers(1, 30), minutes=some.sampled_from([45, 90, 90, 180]), weeks=some.integers(1, 3))
    def plan(self, group: int, days: int, minutes: int, weeks: int) -> None:
        first = clock.local(self.now).date() + dt.timedelta(days=days)
        starts = [clock.at(first + dt.timedelta(weeks=4 * week), BEGIN) for week in range(weeks)]
        wishes = [Wish(Span(each, each + dt.timedelta(minutes=minutes)), SCHOOL) for each in starts]
        here = self.world.groups[group]
        for made in self.act(actions.plan, here, wishes=wishes, by=self.leads(here)) or ():
            self.lengths[made.uid] = minutes

    @rule(number=NUMBER, days=some.integers(-5, 20))
    def move_a_meeting(self, number: int, days: int) -> None:
        if (held := self.meeting(number)) is None or held.group is None:
            return
        day = clock.local(held.starts_at).date() + dt.timedelta(days=days)
        starts = clock.at(day, BEGIN)
        wish = Wish(Span(starts, starts + dt.timedelta(minutes=held.minutes)), SCHOOL)
        self.act(actions.change, held, wish=wish, sequence=held.sequence, by=self.leads(held.group))

    @rule(number=NUMBER)
    def cancel(self, number: int) -> None:
        if (held := self.meeting(number)) is not None and held.group is not None:
            self.act(actions.cancel, held, sequence=held.sequence, by=self.leads(held.group))

    @rule(group=GROUPS, minutes=some.sampled_from([45, 90, 180]), mask=MASK, days=some.integers(2, 12))
    def meet(self, group: int, minutes: int, mask: int, days: int) -> None:
        self.plan(group, 1, minutes, 1)
        self.now += dt.timedelta(days=days)
        self.record(-1, mask)

    @rule(number=NUMBER, mask=MASK, who=WHO)
    def correct(self, number: int, mask: int, who: int) -> None:
        self.record(number, mask, who, recorded_at__isnull=False)

    @rule(number=NUMBER, mask=MASK, who=WHO)
    def record_one(self, number: int, mask: int, who: int) -> None:
        self.record(number, mask, who)

    def record(self, number: int, mask: int, who: int = 0, **like: Any) -> None:
        if (held := self.meeting(number, **like)) is not None:
            mentor = self.keeper(held, who)
            there = {seat.pk: bool(mask >> place & 1) for place, seat in enumerate(seats_at(held))}
            self.act(
                actions.record, held, mentor=mentor, there=there, version=held.attendance_version, by=self.as_mentor(mentor)
            )  # fmt: skip

    @rule(number=NUMBER)
    def take_the_record_back(self, number: int) -> None:
        if (held := self.meeting(number, recorded_at__isnull=False)) is not None:
            saver = Attendance.objects.filter(meeting=held).select_related("marked_by").first()
            if saver is not None and saver.marked_by is not None:
                self.act(actions.undo, held, version=held.attendance_version, by=saver.marked_by.acting("member"))

    @rule(number=NUMBER, person=PEOPLE)
    def say_that_it_is_wrong(self, number: int, person: int) -> None:
        held = self.meeting(number, recorded_at__isnull=False)
        row = Attendance.objects.filter(meeting=held).select_related("seat__signup").order_by("pk").first() if held else None
        if held is not None and row is not None:
            self.act(actions.object_to, held, seat=row.seat, by=self.as_member(row.seat.signup))

    @rule(who=WHO, agrees=some.booleans())
    def answer_to_it(self, who: int, agrees: bool) -> None:
        one = Objection.objects.select_related("meeting__group", "meeting__programme").order_by("-pk").first()
        if one is not None:
            mentor = self.keeper(one.meeting, who)
            self.act(actions.settle, one, mentor=mentor, agrees=agrees, by=self.as_mentor(mentor))

    @rule(number=NUMBER, person=PEOPLE)
    def cannot_come(self, number: int, person: int) -> None:
        held, seat = self.meeting(number), self.seat(person)
        if held is not None and seat is not None and seat.group_id == held.group_id and seat.until is None:
            self.act(actions.excuse, held, seat=seat, by=self.as_member(seat.signup))

    @rule(number=NUMBER, person=PEOPLE)
    def comes_after_all(self, number: int, person: int) -> None:
        held, seat = self.meeting(number), self.seat(person)
        if held is not None and seat is not None and seat.group_id == held.group_id:
            self.act(actions.take_back, held, seat=seat, by=self.as_member(seat.signup))

    @rule(number=NUMBER, mentor=MENTORS)
    def stand_in(self, number: int, mentor: int) -> None:
        if (held := self.meeting(number, state=MeetingState.PLANNED)) is not None:
            self.act(actions.stand_in, held, mentor=self.world.mentors[mentor], by=self.coordinator)

    @rule(number=NUMBER)
    def no_stand_in(self, number: int) -> None:
        if (held := self.meeting(number, stand_ins__isnull=False)) is not None:
            self.act(actions.end_stand_in, held, by=self.coordinator)

    # --- what always holds -------------------------------------------------------------------------------------------------------

    @invariant()
    @only_news
    def i26_attendance_is_of_members_at_held_meetings(self) -> None:
        """I-26: of exactly those who held a seat when the meeting began, each person once, and only where it began and stands."""
        rows: dict[int, Counter[int]] = {}
        present = Counter[int]()
        for row in Attendance.objects.select_related("seat"):
            rows.setdefault(row.meeting_id, Counter())[row.seat.signup_id] += 1
            present[row.meeting_id] += row.is_present
        for held in Meeting.objects.filter(group__in=self.world.groups):
            was_held = held.state in {MeetingState.HELD, MeetingState.TOO_FEW}
            there = rows.get(held.pk, Counter())
            assert there == (Counter(seat.signup_id for seat in seats_at(held)) if was_held else Counter())
            assert set(there.values()) <= {1}
            assert not was_held or held.starts_at <= self.now
            assert not was_held or (held.state == MeetingState.HELD) == (present[held.pk] >= 2)

    @invariant()
    @only_news
    def i35_one_letter_for_an_event_and_reader(self) -> None:
        """I-35: none twice. (Written in its deed's transaction: tests/killing.)"""
        rows = Counter(Letter.objects.values_list("event", "to_address"))
        assert set(rows.values()) <= {1}

    @invariant()
    @only_news
    def i37_calendars_hold_what_is(self) -> None:
        """I-37: one UID for life, SEQUENCE rising for each reader; the last file of who is concerned asks them to the time that is, that of
        whoever is not any more takes it out.
        """
        self._read_the_post()
        for held in Meeting.objects.filter(group__in=self.world.groups, starts_at__gt=self.now):
            assert held.sequence == MeetingChange.objects.filter(meeting=held).count()
            people = concerned(held) if held.state == MeetingState.PLANNED else None
            now = {seat.signup.address for seat in people.seats} | {each.email.lower() for each in people.mentors} if people else set()
            told = {address: known for (uid, address), known in self.calendars.items() if uid == held.uid}
            asked = {address for address, (_sequence, method, _start) in told.items() if method == "REQUEST"}
            assert asked == now, (held.uid, asked ^ now)
            assert all(told[address][2] == held.starts_at for address in asked)

    def _read_the_post(self) -> None:
        for letter in Letter.objects.filter(pk__gt=self.read).exclude(attachments=[]).order_by("pk"):
            for attached in letter.attachments:
                self._read_a_file(letter.to_address, base64.b64decode(attached["base64"]))
        self.read = max(self.read, Letter.objects.order_by("-pk").values_list("pk", flat=True).first() or 0)

    def _read_a_file(self, address: str, content: bytes) -> None:
        calendar = Calendar.from_ical(content)
        for event in calendar.walk("VEVENT"):
            key = (str(event["UID"]), address)
            sequence, before = int(event["SEQUENCE"]), self.calendars.get(key)
            assert before is None or sequence > before[0], (key, before, sequence)
            start = event.decoded("DTSTART")
            assert start.tzinfo is not None
            assert (start.hour, start.minute) == (BEGIN.hour, BEGIN.minute)  # I-38, as a calendar reads it
            self.calendars[key] = (sequence, str(calendar["METHOD"]), start)

    @invariant()
    @only_news
    def i38_meetings_keep_their_time_on_the_wall(self) -> None:
        """I-38: across the change of clocks they begin at the same time on the wall and last as long (2026–2036: test_ics)."""
        for held in Meeting.objects.filter(group__in=self.world.groups):
            assert clock.local(held.starts_at).time() == BEGIN
            assert held.ends_at > held.starts_at
            assert held.minutes == self.lengths.setdefault(held.uid, held.minutes)
