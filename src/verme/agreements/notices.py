"""Letters about agreements. None holds a word of the text, the group's theme or another person's name: one reads those signed in."""

from collections.abc import Iterable

from verme.agreements.models import GroupAgreement
from verme.agreements.queries import Party, key_of
from verme.groups.models import Leader
from verme.groups.notices import Post, mentor_reader
from verme.mail import actions as mail
from verme.mail.actions import Reader
from verme.signups.notices import reader as signup_reader


def reader_of(party: Party) -> Reader:
    """To whom letters for somebody in a group go."""
    return mentor_reader(party.mentor) if isinstance(party, Leader) else signup_reader(party.signup)


def path_of(agreement: GroupAgreement) -> str:
    """Where the group reads it."""
    return f"/oma/ryhma/{agreement.group_id}/sopimus/"


def _words(agreement: GroupAgreement, reader: Reader) -> dict[str, object]:
    return {"link": mail.link(path_of(agreement), reader.language), "is_first": agreement.number == 1}


def offered(post: Post, agreement: GroupAgreement, parties: Iterable[Party]) -> None:
    """Your group's agreement waits for your acceptance."""
    for party in parties:
        reader = reader_of(party)
        post.write("agreements.offered", agreement.pk, reader, _words(agreement, reader))


def in_force(post: Post, agreement: GroupAgreement, parties: Iterable[Party]) -> None:
    """Everybody has accepted."""
    for party in parties:
        reader = reader_of(party)
        post.write("agreements.in_force", agreement.pk, reader, _words(agreement, reader))


def newcomer(post: Post, agreement: GroupAgreement, party: Party) -> None:
    """You have come to a group that has an agreement: read it and accept it. One letter a person and version."""
    reader, (kind, number) = reader_of(party), key_of(party)
    post.write("agreements.newcomer", f"{agreement.pk}:{kind}{number}", reader, _words(agreement, reader))


def reminder(post: Post, agreement: GroupAgreement, parties: Iterable[Party], *, event: str) -> None:
    """The agreement still waits for your acceptance."""
    for party in parties:
        reader = reader_of(party)
        post.write("agreements.reminder", f"{agreement.pk}:{event}", reader, _words(agreement, reader))


def reminder_shown(post: Post, agreement: GroupAgreement, party: Party) -> tuple[str, str]:
    """Subject and text of the reminder as it would go out to one of them."""
    reader = reader_of(party)
    return post.shown("agreements.reminder", reader, _words(agreement, reader))
