"""Letters about recorded attendance, each to the one participant it is about or to the mentor who is asked."""

from typing import Any

from verme.groups.models import Leader
from verme.groups.notices import mentor_reader
from verme.kernel import clock, dates
from verme.mail import actions as mail
from verme.mail.actions import Reader
from verme.meetings.models import Correction, Meeting, Objection
from verme.organisations import notices as organisations
from verme.organisations.queries import coordinators
from verme.programmes import notices as programmes
from verme.signups.notices import reader as reader_of


def _write(kind: str, event: str, reader: Reader, meeting: Meeting, *, path: str, **words: object) -> None:
    programme = meeting.programme
    context: dict[str, Any] = {
        "day": dates.day(clock.local(meeting.starts_at).date(), reader.language),
        "is_gathering": meeting.group_id is None,
        "signature": organisations.signature(programme.organisation),
        "link": mail.link(path, reader.language),
        **words,
    }
    sender = programmes.sender(programme, reader.language)
    mail.write(kind, event=f"{kind}:{event}", reader=reader, sender=sender, context=context)


def corrected(meeting: Meeting, correction: Correction) -> None:
    """To the participant: your attendance was corrected."""
    signup, is_present = correction.attendance.seat.signup, correction.is_present
    _write("meetings.corrected", f"{correction.pk}", reader_of(signup), meeting, path="/oma/", is_present=is_present)


def stays(meeting: Meeting, objection: Objection) -> None:
    """To the participant: the mentor leaves the attendance as it is."""
    _write("meetings.stays", f"{objection.pk}", reader_of(objection.seat.signup), meeting, path="/oma/")


def objected(meeting: Meeting, objection: Objection) -> None:
    """To who leads the group, of a gathering to the coordinators: somebody asks for a correction; who, they see when signed in."""
    if meeting.group_id is None:
        house, programme = meeting.programme.organisation, meeting.programme
        path = f"/o/{house.slug}/ohjelmat/{programme.slug}/tapaamiset/{meeting.pk}/lasnaolot/"
        for person in coordinators(house):
            reader = Reader(person.email, person.name, person.language, person.pk)
            _write("meetings.objected", f"{objection.pk}", reader, meeting, path=path)
    for leader in Leader.objects.filter(group=meeting.group_id, until__isnull=True).select_related("mentor").order_by("id"):
        path = f"/oma/tapaaminen/{meeting.pk}/lasnaolot/"
        _write("meetings.objected", f"{objection.pk}", mentor_reader(leader.mentor), meeting, path=path)
