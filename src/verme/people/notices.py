"""Letters about signing in. Each is its own event: a new code is a new letter."""

import uuid
from datetime import timedelta

from verme.kernel import clock
from verme.mail import actions as mail
from verme.mail.actions import Reader, Sender
from verme.people.models import Person
from verme.people.rules import same_address

NETWORK = Sender("Verme")
CODE_LIFE = timedelta(minutes=10)  # a code that could not be sent in this time is not sent at all


def code(person: Person | None, address: str, words: str, language: str) -> None:
    """A sign-in code: ten minutes, once. It goes before other letters, and its words are blanked when it has been sent."""
    name = person.name if person else ""
    mail.write(
        "people.code",
        event=f"people.code:{uuid.uuid4()}",
        reader=Reader(same_address(address), name, language, person.pk if person else None),
        sender=NETWORK,
        context={"code": words},
        expires_at=clock.now() + CODE_LIFE,
        is_secret=True,
    )


def unknown(address: str, language: str) -> None:
    """Somebody asked for a code with an address we do not know: the page said the same as always, the letter tells."""
    reader = Reader(same_address(address), "", language)
    context = {"link": mail.link("/", language)}
    mail.write("people.unknown", event=f"people.unknown:{uuid.uuid4()}", reader=reader, sender=NETWORK, context=context)


def new_address(person: Person, address: str, words: str, language: str) -> None:
    """A code to the address that a person would like to have: ten minutes, once. It names nobody: the address may be a stranger's."""
    mail.write(
        "people.new_address",
        event=f"people.new_address:{uuid.uuid4()}",
        reader=Reader(same_address(address), "", language, person.pk),
        sender=NETWORK,
        context={"code": words},
        expires_at=clock.now() + CODE_LIFE,
        is_secret=True,
    )


def address_taken(owner: Person) -> None:
    """Somebody would like to have the address of this person: whoever reads it may be the same human being."""
    context = {"link": mail.link("/kirjaudu/", owner.language)}
    mail.write("people.address_taken", event=f"people.address_taken:{uuid.uuid4()}", reader=_reader(owner), sender=NETWORK, context=context)


def address_changed(person: Person, old: str) -> None:
    """To the old address, which signs nobody in any more. The new one is not told: who reads the old mailbox now is not known."""
    reader = Reader(old, person.name, person.language, person.pk)
    context = {"link": mail.link("/apua/", person.language)}
    mail.write("people.address_changed", event=f"people.address_changed:{uuid.uuid4()}", reader=reader, sender=NETWORK, context=context)


def link_made(person: Person) -> None:
    """The operator printed a sign-in link for this person."""
    mail.write("people.link", event=f"people.link:{uuid.uuid4()}", reader=_reader(person), sender=NETWORK, context={})


def _reader(person: Person) -> Reader:
    return Reader(person.email, person.name, person.language, person.pk)
