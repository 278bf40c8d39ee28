"""The letter to a principal: whose lessons a planning meeting takes."""

from verme.groups.notices import Post
from verme.kernel import dates
from verme.mail import actions as mail
from verme.mail.actions import Reader
from verme.meetings.models import SubstituteNeed


def principal(need: SubstituteNeed, secret: str) -> None:
    """Who, when, which lessons, and a link by which the principal says that it is seen."""
    meeting, programme = need.meeting, need.meeting.programme
    language = programme.organisation.first_language
    words = {
        "mentor": need.mentor.name,
        "unit": need.unit.name,
        "when": dates.sitting(meeting.starts_at, meeting.ends_at, language),
        "lessons": need.lessons,
        "hours": hours(need.minutes, language),
        "link": mail.link(f"/sijaistarve/{secret}/", language),
    }
    reader = Reader(need.principal_email, need.principal_name, language)
    Post(programme).write("meetings.substitute", f"{need.pk}:{need.digest[:12]}", reader, words, expires_at=meeting.starts_at)


def hours(minutes: int, language: str) -> str:
    """2,25 · 2.25"""
    text = f"{minutes / 60:.2f}".rstrip("0").rstrip(".")
    return text if language == "en" else text.replace(".", ",")
