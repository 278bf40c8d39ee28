"""Letters about roles, and the sender that every letter of an organisation has."""

from verme.mail import actions as mail
from verme.mail.actions import Reader, Sender
from verme.organisations.models import Organisation, Role
from verme.organisations.queries import coordinators
from verme.organisations.terms import RoleKind


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
        reader=Reader(person.email, person.name, person.language, person.pk),
        sender=sender(organisation, person.language) if organisation else Sender("Verme"),
        context={
            "role": RoleKind(role.kind),
            "organisation": organisation.name_in(person.language) if organisation else "",
            "link": mail.link("/kirjaudu/", person.language),
            "signature": signature(organisation) if organisation else "",
        },
    )
