"""Planning, changing and cancelling meetings: of a group by its mentor, of a programme by its coordinator."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.functional import lazy
from django.utils.translation import get_language

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.groups.models import Group
from verme.groups.queries import leaders_now
from verme.kernel import clock, dates
from verme.kernel.refusals import Refused
from verme.mail import actions as mail
from verme.meetings import notices, queries, rules
from verme.meetings.actions.telling import tell
from verme.meetings.models import Excuse, Meeting, MeetingChange, SubstituteNeed
from verme.meetings.rules import Span, Times, Verdict, Where
from verme.meetings.terms import GATHERINGS, MeetingKind, MeetingMode, MeetingRefusal, MeetingState
from verme.mentors.models import Mentor
from verme.programmes.models import Programme


@dataclass(frozen=True)
class Wish:
    """A meeting as somebody wants it: from when to when, how and where."""

    span: Span
    where: Where


@transaction.atomic
def plan(group: Group, *, wishes: Sequence[Wish], by: Actor) -> list[Meeting]:
    """The group's meetings at these times, one or many at once; everybody concerned gets one letter with a calendar file for each.

    A time that the group has already exactly so is not planned twice, so the same form sent again changes nothing. Days off are no
    hindrance: the page names them, and the mentor decides. Raises Refused: NO_TIMES, TOO_MANY, ENDS_FIRST, TOO_LONG, PAST, OUTSIDE,
    OVERLAPS, MENTOR_BUSY, NO_PLACE, CLOSED.
    """
    held = locked_group(group)
    known = {Span(meeting.starts_at, meeting.ends_at): meeting for meeting in queries.planned_of(held)}
    new = [wish for wish in wishes if wish.span not in known]
    if new or not wishes:
        _judge(new, _times(held, [leader.mentor for leader in leaders_now().filter(group=held)], new))
    if not new:
        return [known[wish.span] for wish in wishes]
    made = [Meeting.objects.create(group=held, programme=held.programme, **_values(wish)) for wish in new]
    told = tell(held.programme, made)
    audit.record("meeting.planned", held, by=by, organisation=held.programme.organisation_id, meetings=len(made), told=told)
    return sorted([*made, *(known[wish.span] for wish in wishes if wish.span in known)], key=lambda meeting: meeting.starts_at)


@transaction.atomic
def gather(programme: Programme, *, kind: MeetingKind, wish: Wish, by: Actor) -> Meeting:
    """A meeting of the whole programme: the mentors' planning meeting, the kick-off, the closing. Everybody concerned is told.

    The same again changes nothing. A gathering needs published groups: before, nobody knows who comes. Raises Refused: NOT_PUBLISHED and
    what `plan` raises.
    """
    held = locked_programme(programme)
    known = queries.of_programme(held).filter(kind=kind, state=MeetingState.PLANNED)
    same = known.filter(starts_at=wish.span.starts_at, ends_at=wish.span.ends_at).first()
    if same is not None:
        return same
    if kind in GATHERINGS and held.published_at is None:
        raise Refused(MeetingRefusal.NOT_PUBLISHED)
    _judge([wish], _times(held, queries.mentors_of(held), [wish]))
    made = Meeting.objects.create(programme=held, kind=kind, **_values(wish))
    told = tell(held, [made])
    audit.record("meeting.gathered", made, by=by, organisation=held.organisation_id, kind=kind, told=told)
    return made


@transaction.atomic
def change(meeting: Meeting, *, wish: Wish, sequence: int, by: Actor) -> Meeting:
    """The meeting moves, or its place or link is another. `sequence` is the one that was seen. Nothing new changes nothing.

    Everybody concerned is told once, with a calendar file of the same name and a higher sequence. When the time changes, what was said
    about the old time ("I can't come") holds no more, and its reminder is not sent. Raises Refused: NOT_PLANNED, STALE and what `plan`
    raises.
    """
    held = locked(meeting)
    now, to = Wish(Span(held.starts_at, held.ends_at), held.where), wish
    if now == to and held.state == MeetingState.PLANNED:
        return held
    is_moved = now.span != to.span
    times = _times(held.group or held.programme, _leading(held), [to], but=held)
    span = to.span if is_moved else None
    verdict = rules.why_not_change(MeetingState(held.state), is_current=held.sequence == sequence, to=span, times=times)
    _refuse(verdict, [to.where])
    withdrawn = mail.withdraw(notices.reminder_event(held), by=by)
    _note_change(held, by)
    for column, value in _values(to, is_new=False).items():
        setattr(held, column, value)
    excuses = _forget_answers(held) if is_moved else 0
    held.reminded_at = None if is_moved or withdrawn else held.reminded_at
    held.save()
    told = tell(held.programme, [held])
    audit.record(
        "meeting.changed", held, by=by, organisation=held.programme.organisation_id,
        sequence=held.sequence, is_moved=is_moved, excuses=excuses, told=told,
    )  # fmt: skip
    return held


@transaction.atomic
def cancel(meeting: Meeting, *, sequence: int, by: Actor) -> Meeting:
    """The meeting does not take place; everybody concerned is told and it goes out of their calendars. Cancelled already: nothing changes.

    Raises Refused (NOT_PLANNED, STALE).
    """
    held = locked(meeting)
    if held.state == MeetingState.CANCELLED:
        return held
    reason = rules.why_not_cancel(MeetingState(held.state), is_current=held.sequence == sequence)
    if reason is not None:
        raise Refused(reason)
    mail.withdraw(notices.reminder_event(held), by=by)
    _note_change(held, by, is_cancelled=True)
    held.state = MeetingState.CANCELLED
    held.save()
    SubstituteNeed.objects.filter(meeting=held).update(digest="")
    told = tell(held.programme, [held])
    audit.record("meeting.cancelled", held, by=by, organisation=held.programme.organisation_id, sequence=held.sequence, told=told)
    return held


def locked_group(group: Group) -> Group:
    """The group under its lock: whatever changes a group's meetings, leaders or seats takes it first. Raises Refused (CLOSED)."""
    rows = Group.objects.select_for_update(of=("self",)).select_related("programme__organisation", "slot", "place", "theme")
    held = rows.get(pk=group.pk)
    if held.closed_at is not None or held.programme.ended_at is not None:
        raise Refused(MeetingRefusal.CLOSED)
    return held


def locked_programme(programme: Programme) -> Programme:
    """The programme under its lock, for its own meetings. Raises Refused (CLOSED)."""
    held = Programme.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=programme.pk)
    if held.ended_at is not None:
        raise Refused(MeetingRefusal.CLOSED)
    return held


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it is now, under the lock of its group, or of its programme where it is the programme's own."""
    if meeting.group_id is None:
        Programme.objects.select_for_update().get(pk=meeting.programme_id)
    else:
        Group.objects.select_for_update().get(pk=meeting.group_id)
    related = ("programme__organisation", "group__theme", "group__programme")
    return Meeting.objects.select_for_update(of=("self",)).select_related(*related).get(pk=meeting.pk)


def _times(of: Group | Programme, mentors: Sequence[Mentor], wishes: Sequence[Wish], *, but: Meeting | None = None) -> Times:
    """What the wishes are judged by; the mentors are locked, so that nobody else plans for them meanwhile."""
    list(queries.same_mentors(mentors).select_for_update())
    programme = of.programme if isinstance(of, Group) else of
    taken = queries.taken(of, but=but) if isinstance(of, Group) else queries.gathered(programme.pk, but=but)
    spans = [wish.span for wish in wishes]
    led = queries.led(mentors, min(spans).starts_at, max(span.ends_at for span in spans), but=but) if spans else []
    return Times(clock.now(), programme.starts_on, programme.ends_on, taken, led)


def judged(ask: Callable[[Sequence[Span], Times], Verdict | None], group: Group, mentors: Sequence[Mentor], spans: Sequence[Span]) -> None:
    """Asks a rule about times of a group, its mentors locked. Raises Refused with the rule's reason."""
    nowhere = Where(MeetingMode.ONLINE)
    _refuse(ask(spans, _times(group, mentors, [Wish(span, nowhere) for span in spans])), [])


def _judge(wishes: Sequence[Wish], times: Times) -> None:
    _refuse(rules.why_not_plan([wish.span for wish in wishes], times), [wish.where for wish in wishes])


def _refuse(verdict: Verdict | None, places: Sequence[Where]) -> None:
    if verdict is not None:
        reason, named = verdict
        raise Refused(reason, **{name: _when(value) if isinstance(value, datetime) else value for name, value in named.items()})
    if not all(place.is_known for place in places):
        raise Refused(MeetingRefusal.NO_PLACE)
    if not all(place.is_short for place in places):
        raise Refused(MeetingRefusal.LONG_PLACE)


def _in_words(at: datetime) -> str:
    return dates.short_moment(at, get_language() or "fi")


_when = lazy(_in_words, str)


def _values(wish: Wish, *, is_new: bool = True) -> dict[str, object]:
    values: dict[str, object] = {
        "starts_at": wish.span.starts_at,
        "ends_at": wish.span.ends_at,
        "mode": wish.where.mode,
        "place": wish.where.place,
        "link": wish.where.link,
    }
    return values | ({"uid": f"{uuid.uuid4()}@{urlsplit(settings.BASE_URL).hostname}"} if is_new else {})


def _leading(held: Meeting) -> Sequence[Mentor]:
    """Who must be there: the stand-in in place of the group's own mentors, else these; all mentors of the programme's own meeting."""
    standing = [each.mentor for each in held.stand_ins.filter(ended_at__isnull=True).select_related("mentor")]
    return standing or queries.concerned(held).mentors


def _forget_answers(held: Meeting) -> int:
    """What was said about the old time holds no more: "I can't come", and a principal's word. Returns how many could not come."""
    SubstituteNeed.objects.filter(meeting=held).update(digest="", asked_at=None, acknowledged_at=None)
    return Excuse.objects.filter(meeting=held).delete()[0]


def _note_change(held: Meeting, by: Actor, *, is_cancelled: bool = False) -> None:
    """Writes down what the meeting was; its sequence rises."""
    held.sequence += 1
    MeetingChange.objects.create(
        meeting=held, sequence=held.sequence, starts_at=held.starts_at, ends_at=held.ends_at, mode=held.mode, place=held.place,
        is_cancelled=is_cancelled, made_by_id=by.person_id,
    )  # fmt: skip
