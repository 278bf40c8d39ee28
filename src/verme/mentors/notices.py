"""Letters to mentors."""

from verme.kernel import clock
from verme.kernel.dates import school_year
from verme.mail import actions as mail
from verme.mail.actions import Reader
from verme.mentors.models import Invitation
from verme.organisations import notices as organisations


def invitation(invitation: Invitation, secret: str, *, is_reminder: bool = False) -> None:
    """The year's question with its own link. A reminder is a letter of its own, at most one a day."""
    mentor, programme = invitation.mentor, invitation.programme
    day = f":{clock.today().isoformat()}" if is_reminder else ""
    mail.write(
        "mentors.invitation",
        event=f"mentors.invitation:{invitation.pk}{day}",
        reader=Reader(mentor.email, mentor.name, mentor.language, mentor.person_id),
        sender=organisations.sender(programme.organisation, mentor.language, programme_id=programme.pk),
        context={
            "years": school_year(programme.school_year),
            "title": programme.title_in(mentor.language),
            "link": mail.link(f"/mentori/{secret}/", mentor.language),
            "signature": organisations.signature(programme.organisation),
            "organisation": programme.organisation.name_in(mentor.language),
        },
    )
