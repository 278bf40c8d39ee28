"""Letters to mentors. In a practice programme they all come to whoever practises."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verme.kernel.dates import school_year
from verme.kernel.texts import OWN_NAMES
from verme.mail import actions as mail
from verme.mail.actions import Reader, Sender
from verme.mentors.models import Invitation, Mentor, MentorEntry
from verme.organisations import notices as organisations
from verme.programmes import notices as programmes
from verme.programmes.models import Programme

NOT_YET = "…"  # stands for the secret in a preview: each reader's own link is made when the letter is sent


class Post:
    """Writes a programme's letters to mentors: who signs them is looked up once, not for every letter."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.signature = organisations.signature(programme.organisation)

    def invitation(self, invitation: Invitation, secret: str, *, is_reminder: bool = False) -> None:
        """The year's question with its own link; a reminder is a letter of its own."""
        event = f"{invitation.pk}:{invitation.digest[:16]}" if is_reminder else str(invitation.pk)
        self._write("invitation", event, invitation.mentor, secret, {})

    def link(self, invitation: Invitation, secret: str) -> None:
        """The link again, to somebody who has answered."""
        self._write("link", f"{invitation.pk}:{invitation.digest[:16]}", invitation.mentor, secret, {})

    def offered(self, entry: MentorEntry, invitation: Invitation, secret: str, *, author: Mentor | None, is_change: bool) -> None:
        """What stands in an offer, to a lead who did not write it. `author` is the pair who did; None the coordinator."""
        words = {**_offer(entry, invitation.mentor), "author": author.name if author else "", "is_change": is_change}
        self._write("offer", f"{entry.pk}:{invitation.digest[:16]}", invitation.mentor, secret, words)

    def taken_back(self, entry: MentorEntry, invitation: Invitation, secret: str, *, leads: Sequence[Mentor]) -> None:
        """That this reader no longer leads in the offer; `leads` are all who did."""
        others = [mentor.name for mentor in leads if mentor.pk != invitation.mentor_id]
        self._write("taken_back", f"{entry.pk}:{invitation.digest[:16]}", invitation.mentor, secret, {"others": others})

    def shown(self, mentor: Mentor) -> "Preview":
        """The invitation as this mentor would get it."""
        reader, sender = self._reader(mentor), self._sender(mentor.language)
        context = self._context(mentor.language, NOT_YET)
        return Preview(reader, sender, *mail.compose("mentors/letters/invitation", context, reader=reader, sender=sender)[:2])

    def _write(self, name: str, event: str, mentor: Mentor, secret: str, words: Mapping[str, Any]) -> None:
        reader = self._reader(mentor)
        context = {**self._context(mentor.language, secret), **words}
        mail.write(f"mentors.{name}", event=f"mentors.{name}:{event}", reader=reader, sender=self._sender(mentor.language), context=context)

    def _reader(self, mentor: Mentor) -> Reader:
        return Reader(mentor.email, mentor.name, mentor.language, mentor.person_id)

    def _sender(self, language: str) -> Sender:
        return programmes.sender(self.programme, language)

    def _context(self, language: str, secret: str) -> dict[str, Any]:
        return {
            "years": school_year(self.programme.school_year),
            "title": self.programme.title_in(language),
            "link": mail.link(f"/mentori/{secret}/", language),
            "signature": self.signature,
            "organisation": self.programme.organisation.name_in(language),
        }


@dataclass(frozen=True)
class Preview:
    """A letter as it would arrive now: to whom, in whose name, subject, text."""

    reader: Reader
    sender: Sender
    subject: str
    text: str


def _offer(entry: MentorEntry, reader: Mentor) -> dict[str, Any]:
    """The offer in the reader's language. Themes stand by the name that anybody may read."""
    language, programme = reader.language, entry.programme
    first, is_published = programme.organisation.first_language, programme.published_at is not None
    return {
        "others": [row.mentor.name for row in entry.lead_rows.select_related("mentor") if row.mentor_id != reader.pk],
        "times": [(time.slot.words_in(language), time.is_if_needed) for time in entry.times.select_related("slot")],
        "themes": [theme.public_title(language, first, after_publication=is_published) for theme in entry.themes.all()],
        "places": [place.name_in(language, first) for place in entry.places.all()],
        "languages": [OWN_NAMES.get(code, code) for code in entry.languages],
        "contact": entry.contact,
    }
