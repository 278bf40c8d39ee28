"""Letters about a stand-in: to who stands in, and to the group's own mentors."""

from verme.groups.models import Leader
from verme.groups.notices import Post, mentor_reader
from verme.kernel import clock, dates
from verme.mail import actions as mail
from verme.meetings.models import Meeting, StandIn


def stand_in(meeting: Meeting, made: StandIn) -> None:
    """When and where; the names are on the page that the letter opens."""
    post = Post(meeting.programme)
    letter = meeting.group.letter if meeting.group else ""
    leaders = Leader.objects.filter(group=meeting.group_id, until__isnull=True).select_related("mentor").order_by("id")
    for kind, mentor in [("meetings.stand_in", made.mentor), *(("meetings.stood_in_for", leader.mentor) for leader in leaders)]:
        reader = mentor_reader(mentor)
        when = dates.moment(clock.local(meeting.starts_at), reader.language)
        words = {"when": when, "place": meeting.place, "letter": letter, "link": _link(kind, meeting, reader.language)}
        post.write(kind, made.pk, reader, words)


def _link(kind: str, meeting: Meeting, language: str) -> str:
    path = f"/oma/tapaaminen/{meeting.pk}/lasnaolot/" if kind == "meetings.stand_in" else "/oma/ryhmani/"
    return mail.link(path, language)
