"""Letters about roles, and the sender that every letter of an organisation has."""

from dataclasses import dataclass
from typing import Any

from verme.mail import actions as mail
from verme.mail.actions import Reader, Sender
from verme.organisations.models import Organisation, Role
from verme.organisations.queries import coordinators
from verme.organisations.terms import RoleKind
from verme.people.models import Person


def sender(organisation: Organisation, language: str, *, programme_id: int | None = None, only_to: str = "") -> Sender:
    """In the organisation's name; answers reach its public contact, or else its first coordinator.

    Letters of a programme are signed by `programmes.notices.sender`, which knows whether it is a practice.
    """
    reply_to = organisation.contact_email
    if not reply_to and (people := coordinators(organisation)):
        reply_to = people[0].email
    return Sender(organisation.sender_in(language), reply_to, organisation.pk, programme_id, only_to)


def signature(organisation: Organisation) -> str:
    """Who signs the organisation's letters: the public contact, or else the first coordinator."""
    if organisation.contact_name:
        return organisation.contact_name
    people = coordinators(organisation)
    return people[0].name if people else ""


def role_granted(role: Role) -> None:
    """Tells a person about a new role and how to sign in."""
    person, organisation = role.person, role.organisation
    mail.write(
        "organisations.role",
        event=f"organisations.role:{role.pk}",
        reader=_reader(person, person.language),
        sender=sender(organisation, person.language) if organisation else Sender("Verme"),
        context=_context(RoleKind(role.kind), organisation, person.language),
    )


@dataclass(frozen=True)
class Sample:
    """A letter as it would arrive, shown before anything is sent."""

    sender: Sender
    subject: str
    text: str


def sample(organisation: Organisation, person: Person, language: str) -> Sample:
    """The letter about a coordinator's role, to a reader of a language: what the organisation's letters look like."""
    said_by, reader = sender(organisation, language), _reader(person, language)
    context = _context(RoleKind.COORDINATOR, organisation, language)
    subject, text, _html = mail.compose("organisations/letters/role", context, reader=reader, sender=said_by)
    return Sample(said_by, subject, text)


def _reader(person: Person, language: str) -> Reader:
    return Reader(person.email, person.name, language, person.pk)


def _context(kind: RoleKind, organisation: Organisation | None, language: str) -> dict[str, Any]:
    return {
        "role": kind,
        "organisation": organisation.name_in(language) if organisation else "",
        "link": mail.link("/kirjaudu/", language),
        "signature": signature(organisation) if organisation else "",
    }
