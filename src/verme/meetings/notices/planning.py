"""Letters about meetings. No letter names another member; the link of a video meeting stands in letters only, never in calendars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from verme.groups.models import Seat
from verme.groups.notices import Post, mentor_reader
from verme.kernel import clock, dates
from verme.mail import actions as mail
from verme.mail.actions import Attachment, Reader
from verme.meetings.models import Excuse, Meeting, MeetingChange
from verme.meetings.terms import MeetingKind
from verme.mentors.models import Mentor
from verme.signups.notices import reader as reader_of

UNDO = timedelta(minutes=10)  # "I can't come" can be taken back before the mentor hears of it


@dataclass(frozen=True)
class To:
    """One reader of letters about meetings: the holder of a seat, or a mentor."""

    reader: Reader
    seat: Seat | None = None
    mentor: Mentor | None = None

    @property
    def key(self) -> tuple[int | None, int | None]:
        """The same for everything that concerns this reader in this place."""
        return (self.seat.pk if self.seat else None, self.mentor.pk if self.mentor else None)

    @property
    def path(self) -> str:
        """The reader's own page."""
        return "/oma/ryhmani/" if self.mentor else "/oma/"


type Files = Sequence[Attachment]  # a calendar file for each meeting


def to_seat(seat: Seat) -> To:
    """The holder of a seat."""
    return To(reader_of(seat.signup), seat=seat)


def to_mentor(mentor: Mentor) -> To:
    """A mentor, who leads or stands in."""
    return To(mentor_reader(mentor), mentor=mentor)


@dataclass(frozen=True)
class Told:
    """A meeting as it is told to one reader: the sequence of the calendar file, and what the reader knew before it was moved."""

    meeting: Meeting
    sequence: int
    before: MeetingChange | None = None


def when(meeting: Meeting | MeetingChange, language: str) -> str:
    """ti 6.10. klo 14.30–16.00"""
    return dates.sitting(meeting.starts_at, meeting.ends_at, language)


def invited(post: Post, to: To, told: Sequence[Told], files: Files) -> None:
    """New meetings of one reader: one letter, one calendar file for each."""
    _write(post, "meetings.invited", to, told, files)


def changed(post: Post, to: To, told: Told, files: Files) -> None:
    """A meeting has moved, or its place or link is another."""
    before, language = told.before, to.reader.language
    is_moved = before is not None and (before.starts_at, before.ends_at) != (told.meeting.starts_at, told.meeting.ends_at)
    old = when(before, language) if before is not None and is_moved else ""
    _write(post, "meetings.changed", to, [told], files, old=old, is_moved=is_moved)


def cancelled(post: Post, to: To, told: Told, files: Files) -> None:
    """A meeting does not take place."""
    _write(post, "meetings.cancelled", to, [told], files)


def left(post: Post, to: To, told: Sequence[Told], files: Files) -> None:
    """Meetings that are none of the reader's any more go out of the calendar."""
    _write(post, "meetings.left", to, told, files)


def remind(post: Post, to: To, meeting: Meeting) -> None:
    """Tomorrow. A reminder that comes late is dropped."""
    language = to.reader.language
    words = {**_words(meeting, language), "clock": dates.clock(meeting.starts_at, language), "is_mentor": to.mentor is not None}
    post.write(
        "meetings.reminder",
        f"{meeting.pk}:{meeting.sequence}",
        to.reader,
        {**words, "link": mail.link(to.path, language)},
        expires_at=meeting.starts_at,
    )


def reminder_event(meeting: Meeting) -> str:
    """By what the outbox knows the reminders of a meeting as it stands."""
    return f"meetings.reminder:{meeting.pk}:{meeting.sequence}"


def excuse_event(said: Excuse) -> str:
    """By what the outbox knows the letters about one "I can't come"."""
    return f"meetings.excuse:{said.meeting_id}:{said.pk}"


def excuse(post: Post, to: To, meeting: Meeting, said: Excuse) -> None:
    """Somebody can't come: who, the mentor sees signed in. It waits a little, so that it can be taken back."""
    language = to.reader.language
    words = {**_words(meeting, language), "link": mail.link(to.path, language)}
    event = excuse_event(said).partition(":")[2]
    post.write("meetings.excuse", event, to.reader, words, due_at=said.said_at + UNDO, expires_at=meeting.starts_at)


def nudge(post: Post, to: To, meeting: Meeting, *, event: str) -> None:
    """The attendance of a meeting is not recorded: the coordinator reminds the mentor."""
    language = to.reader.language
    post.write("meetings.nudge", event, to.reader, {**_words(meeting, language), "link": mail.link("/oma/ryhmani/", language)})


def _write(post: Post, kind: str, to: To, told: Sequence[Told], files: Files, **more: object) -> None:
    language, first = to.reader.language, told[0]
    context: dict[str, Any] = {
        **_words(first.meeting, language),
        "meetings": [_words(each.meeting, language) for each in told],
        "is_mentor": to.mentor is not None,
        "link": mail.link(to.path, language),
        **more,
    }
    event = f"{first.meeting.pk}-{told[-1].meeting.pk}:{len(told)}:{first.sequence}:{to.key[0] or 'm'}{to.key[1] or 's'}"
    post.write(kind, event, to.reader, context, attachments=files)


def _words(meeting: Meeting, language: str) -> Mapping[str, Any]:
    return {
        "when": when(meeting, language),
        "day": dates.short_day(clock.local(meeting.starts_at).date(), language),
        "clock": dates.clock(meeting.starts_at, language),
        "place": meeting.where_in(language),
        "video": meeting.link,
        "kind": MeetingKind(meeting.kind),
    }
