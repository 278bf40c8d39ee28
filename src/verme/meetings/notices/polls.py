"""The letter that asks a group about times."""

from collections.abc import Sequence

from verme.groups.notices import Post
from verme.kernel import dates
from verme.mail import actions as mail
from verme.meetings.models import Poll
from verme.meetings.notices.planning import To
from verme.meetings.rules import Span


def asked(post: Post, to: To, poll: Poll, times: Sequence[Span], *, event: str) -> None:
    """Which of these times suit you?"""
    language = to.reader.language
    words = {
        "times": [dates.sitting(span.starts_at, span.ends_at, language) for span in sorted(times)],
        "link": mail.link(f"/oma/aikakysely/{poll.pk}/", language),
    }
    post.write("meetings.poll", event, to.reader, words)
