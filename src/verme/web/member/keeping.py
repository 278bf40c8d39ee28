"""A meeting as who records its attendance sees it: names, what stands, what was typed meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from verme.groups.models import Seat
from verme.kernel import clock, dates
from verme.kernel.refusals import Refused
from verme.meetings import actions, queries, rules
from verme.meetings.actions import Recorded
from verme.meetings.models import Meeting, Objection
from verme.meetings.terms import AttendanceRefusal, MeetingState
from verme.mentors.models import Mentor
from verme.people.models import Person
from verme.web.member.forms.attendance import HERE, AttendanceForm, field_of
from verme.web.ui.desk import Desk


@dataclass
class Keeping:
    """One meeting on the desk of the mentor who led it, or stands in."""

    meeting: Meeting
    mentor: Mentor
    seats: Sequence[Seat]

    @property
    def is_open(self) -> bool:
        """Whether there is something to record: the meeting has begun and was not cancelled."""
        return self.meeting.starts_at <= clock.now() and self.meeting.state != MeetingState.CANCELLED

    @property
    def is_late(self) -> bool:
        """Whether a change now is marked as late and told to the participant."""
        return self.meeting.recorded_at is not None and rules.is_late(self.meeting.ends_at, clock.now())

    def form(self, data: QueryDict | None = None) -> AttendanceForm:
        """The names with what stands, or with what was chosen."""
        stored = queries.stored(self.meeting)
        excused = queries.excused(self.meeting)
        return AttendanceForm(data, seats=self.seats, stored=stored, version=self.meeting.attendance_version, excused=excused)

    def all_there(self, data: QueryDict) -> AttendanceForm:
        """The form with everybody present; nothing is saved by it."""
        return self.form(self._with(data, **{field_of(seat): HERE for seat in self.seats}))

    def save(self, form: AttendanceForm, desk: Desk) -> Recorded | None:
        """Records a valid form; None when it was refused, with the reason on the form."""
        try:
            return actions.record(self.meeting, mentor=self.mentor, there=form.there, version=form.version_seen, by=desk.actor)
        except Refused as no:
            form.add_error(None, no.sentence)
            if no.reason == AttendanceRefusal.STALE:
                self._show_both(form)
            return None

    def _show_both(self, form: AttendanceForm) -> None:
        """What somebody else stored meanwhile stands beside what was chosen here; sent again, the choice here holds."""
        self.meeting.refresh_from_db()
        stored, chosen = queries.stored(self.meeting), form.there
        form.data = self._with(form.data, version=str(self.meeting.attendance_version))
        for seat in self.seats:
            if seat.pk in stored and stored[seat.pk] != chosen[seat.pk]:
                form.add_error(field_of(seat), _("Stored: present.") if stored[seat.pk] else _("Stored: absent."))

    @staticmethod
    def _with(data: Any, **values: str) -> QueryDict:
        changed: QueryDict = data.copy()
        for name, value in values.items():
            changed[name] = value
        return changed


def kept(desk: Desk, number: int) -> Keeping:
    """The meeting with this number, if this person records its attendance. Raises Http404."""
    meeting = queries.kept_by(desk.reader).filter(pk=number).first()
    mentor = queries.keeper(meeting, desk.reader) if meeting else None
    if meeting is None or mentor is None:
        raise Http404
    return Keeping(meeting, mentor, queries.seats_at(meeting))


def may_undo(meeting: Meeting, person: Person) -> bool:
    """Whether what stands was just saved by this person, so that it can be undone."""
    saved = queries.last_saved(meeting)
    reason = rules.why_not_undo(
        version=meeting.attendance_version,
        current=meeting.attendance_version,
        saved_at=saved.at if saved else None,
        is_own=saved is not None and saved.by == person.pk,
        was_told=saved is not None and saved.is_told,
        now=clock.now(),
    )
    return reason is None


@dataclass(frozen=True)
class Waiting:
    """A meeting whose attendance waits to be recorded."""

    number: int
    when: str
    letter: str
    is_today: bool


def waiting(person: Person, language: str) -> list[Waiting]:
    """The meetings that have begun and wait for their attendance, the earliest first."""
    return [_waiting(meeting, language) for meeting in queries.unrecorded_by(person, clock.now())]


def _waiting(meeting: Meeting, language: str) -> Waiting:
    is_today = clock.local(meeting.starts_at).date() == clock.today()
    return Waiting(meeting.pk, when_of(meeting, language), meeting.group.letter if meeting.group else "", is_today)


def when_of(meeting: Meeting, language: str) -> str:
    """ti 6.10. klo 14.30."""
    begins = clock.local(meeting.starts_at)
    return _("%(day)s, %(time)s") % {"day": dates.short_day(begins.date(), language), "time": dates.clock(begins, language)}


def objections(keeping: Keeping, person: Person) -> list[Objection]:
    """What participants say about this meeting, and nobody has answered yet."""
    return [each for each in queries.open_objections(person) if each.meeting_id == keeping.meeting.pk]
