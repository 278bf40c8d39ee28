"""Letters about a stand-in: to who stands in, and to the group's own mentors."""

from verme.groups.models import Leader
from verme.groups.notices import Telling, mentor_reader
from verme.kernel import dates
from verme.mail import actions as mail
from verme.meetings.models import Meeting
from verme.mentors.models import Mentor


def standing_in(meeting: Meeting, mentor: Mentor) -> list[Telling]:
    """When and where; the names are on the page that the letter opens. The group's own mentors are told that somebody comes."""
    leaders = Leader.objects.filter(group=meeting.group_id, until__isnull=True).select_related("mentor").order_by("id")
    own = f"/oma/tapaaminen/{meeting.pk}/lasnaolot/"
    to_leaders = [_tell("meetings.stood_in_for", meeting, leader.mentor, "/oma/ryhmani/") for leader in leaders]
    return [_tell("meetings.stand_in", meeting, mentor, own), *to_leaders]


def _tell(kind: str, meeting: Meeting, mentor: Mentor, path: str) -> Telling:
    reader = mentor_reader(mentor)
    words = {
        "when": dates.moment(meeting.starts_at, reader.language),
        "place": meeting.place,
        "letter": meeting.group.letter if meeting.group else "",
        "link": mail.link(path, reader.language),
    }
    return Telling(kind, reader, words)
