"""Telling everybody concerned, once: what each reader's calendar knows is compared with what is, and the difference goes out.

So nobody is told twice, a newcomer gets the meetings to come, and who has left gets them taken out, whichever deed it was.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from verme.audit.actors import WORKER
from verme.groups.notices import Post
from verme.kernel import clock
from verme.mail import actions as mail
from verme.mail.actions import Attachment
from verme.meetings import notices, queries
from verme.meetings.documents import ics
from verme.meetings.models import Invite, Meeting, MeetingChange
from verme.meetings.notices import To, Told
from verme.meetings.terms import MeetingState
from verme.programmes.models import Programme

type Key = tuple[int | None, int | None]


def tell(programme: Programme, meetings: Iterable[Meeting]) -> int:
    """Brings the calendars of everybody whom these meetings concern up to date; the caller holds the lock of their group or programme.

    Of one deed each reader gets one letter about new meetings, one about those that are none of theirs any more, and one for each that is
    changed or cancelled. Returns how many readers were told something.
    """
    news = [piece for meeting in sorted(meetings, key=_order) for piece in _news(meeting)]
    if not news:
        return 0
    post, by_reader = Post(programme), defaultdict(list)
    for to, kind, told in news:
        by_reader[to.key].append((to, kind, told))
    for pieces in by_reader.values():
        _write(post, pieces[0][0], pieces)
    return len(by_reader)


type Piece = tuple[To, str, Told]


def _order(meeting: Meeting) -> tuple[object, int]:
    return meeting.starts_at, meeting.pk


def _write(post: Post, to: To, pieces: Sequence[Piece]) -> None:
    told: dict[str, list[Told]] = defaultdict(list)
    for _to, kind, each in pieces:
        told[kind].append(each)
    if told["invited"]:
        notices.invited(post, to, told["invited"], _files(to, told["invited"]))
    for each in told["changed"]:
        notices.changed(post, to, each, _files(to, [each]))
    for each in told["cancelled"]:
        notices.cancelled(post, to, each, _files(to, [each], is_withdrawn=True))
    if told["left"]:
        notices.left(post, to, told["left"], _files(to, told["left"], is_withdrawn=True))


def _files(to: To, told: Sequence[Told], *, is_withdrawn: bool = False) -> list[Attachment]:
    return [ics.invitation(each.meeting, to.reader, sequence=each.sequence, is_withdrawn=is_withdrawn) for each in told]


def _news(meeting: Meeting) -> list[Piece]:
    """What readers do not know yet of one meeting; what they are about to be told is written down as known."""
    is_planned = meeting.state == MeetingState.PLANNED
    if not (is_planned and meeting.ends_at > clock.now()) and meeting.state != MeetingState.CANCELLED:
        return []
    wanted = _readers(meeting) if is_planned else {}
    known = _moved_along({(each.seat_id, each.mentor_id): each for each in _invites(meeting)}, wanted)
    found = [piece for key, to in wanted.items() if (piece := _to_wanted(meeting, to, known.get(key), known)) is not None]
    kind = "left" if is_planned else "cancelled"
    for key, invite in known.items():
        if key not in wanted and not invite.is_withdrawn:
            sequence = max(meeting.sequence, invite.sequence + 1)
            _know(invite, sequence, is_withdrawn=True)
            to = _reader(invite)
            mail.withdraw(notices.reminder_event(meeting), by=WORKER, address=to.reader.address)  # never to one who has left
            found.append((to, kind, Told(meeting, sequence)))
    return found


def _moved_along(known: dict[Key, Invite], wanted: Mapping[Key, To]) -> dict[Key, Invite]:
    """Who has another seat now, and had this meeting with the old one, has it in the calendar: the invite goes along, without a word."""
    gone = {_reader(invite).reader.address: key for key, invite in known.items() if key not in wanted and not invite.is_withdrawn}
    for key, to in wanted.items():
        if key not in known and (old := gone.pop(to.reader.address, None)) is not None:
            invite = known.pop(old)
            invite.seat, invite.mentor = to.seat, to.mentor
            invite.save(update_fields=["seat", "mentor"])
            known[key] = invite
    return known


def _to_wanted(meeting: Meeting, to: To, invite: Invite | None, known: Mapping[Key, Invite]) -> Piece | None:
    if invite is None or invite.is_withdrawn:
        was = [each.sequence + 1 for each in known.values() if _reader(each).reader.address == to.reader.address]
        sequence = max([meeting.sequence, *was])
        invite = invite or Invite(meeting=meeting, seat=to.seat, mentor=to.mentor)
        _know(invite, sequence, is_withdrawn=False)
        return to, "invited", Told(meeting, sequence)
    if invite.sequence >= meeting.sequence:
        return None
    before = MeetingChange.objects.filter(meeting=meeting, sequence__gt=invite.sequence).order_by("sequence").first()
    _know(invite, meeting.sequence, is_withdrawn=False)
    return to, "changed", Told(meeting, meeting.sequence, before)


def _know(invite: Invite, sequence: int, *, is_withdrawn: bool) -> None:
    invite.sequence, invite.is_withdrawn, invite.told_at = sequence, is_withdrawn, clock.now()
    invite.save()


def _invites(meeting: Meeting) -> list[Invite]:
    return list(Invite.objects.filter(meeting=meeting).select_related("seat__signup", "mentor").order_by("pk"))


def _reader(invite: Invite) -> To:
    if invite.seat is not None:
        return notices.to_seat(invite.seat)
    if invite.mentor is not None:
        return notices.to_mentor(invite.mentor)
    raise LookupError(f"{invite} is nobody's")  # a constraint forbids it


def _readers(meeting: Meeting) -> dict[Key, To]:
    concerned = queries.concerned(meeting)
    found = [notices.to_seat(seat) for seat in concerned.seats] + [notices.to_mentor(mentor) for mentor in concerned.mentors]
    return {to.key: to for to in found}
