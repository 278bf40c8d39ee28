"""A person comes into being, changes what is theirs, signs in by a link."""

from datetime import timedelta

from django.db import transaction

from verme.audit import actions as audit
from verme.audit import queries as audit_log
from verme.audit.actors import Actor
from verme.kernel import clock, tokens
from verme.kernel.refusals import Refused
from verme.people import notices, rules
from verme.people.models import Person, SignInLink
from verme.people.rules import same_address
from verme.people.terms import AddressRefusal, LinkRefusal

LINK_LIFE, HOUR = timedelta(minutes=10), timedelta(hours=1)


@transaction.atomic
def ensure(email: str, *, name: str, language: str, by: Actor) -> Person:
    """The person with this address; made if there is none. An existing person is never altered by somebody else's typing."""
    address = same_address(email)
    person, is_new = Person.objects.get_or_create(email=address, defaults={"name": name.strip(), "language": language, "password": "!"})
    if is_new:
        audit.record("person.made", person, by=by)
    return person


@transaction.atomic
def change(person: Person, *, name: str, language: str, by: Actor) -> Person:
    """The person corrects own name or language."""
    person.name, person.language = name.strip(), language
    person.save(update_fields=["name", "language"])
    audit.record("person.changed", person, by=by)
    return person


@transaction.atomic
def ask_address(person: Person, *, email: str, code: str, language: str, by: Actor) -> None:
    """Sends a code to the address that the person would like to have. If it is somebody's already, that one is told instead.

    What the page says must not differ between the two. Raises Refused (SAME, TOO_OFTEN).
    """
    held = Person.objects.select_for_update().get(pk=person.pk)
    lately = audit_log.about(held).filter(verb="person.address_asked", happened_at__gt=clock.now() - HOUR)
    if (reason := rules.why_not_ask(held.email, email, asked=lately.count())) is not None:
        raise Refused(reason)
    owner = Person.objects.filter(email=same_address(email)).first()
    if owner is None:
        notices.new_address(held, email, code, language)
    else:
        notices.address_taken(owner)
    audit.record("person.address_asked", held, by=by)


@transaction.atomic
def change_address(person: Person, *, email: str, by: Actor) -> Person:
    """The person has proven another address: from now on it signs in, and the old one is told. Raises Refused (SAME, TAKEN)."""
    held = Person.objects.select_for_update().get(pk=person.pk)
    old, address = held.email, same_address(email)
    if address == old:
        raise Refused(AddressRefusal.SAME)
    if Person.objects.filter(email=address).exists():
        raise Refused(AddressRefusal.TAKEN)
    held.email = address
    held.save(update_fields=["email"])
    audit.record("person.address_changed", held, by=by)
    notices.address_changed(held, old)
    return held


@transaction.atomic
def make_link(person: Person, *, by: Actor) -> str:
    """A fresh one-use secret for this person, good for ten minutes of real time; the person is told. The secret itself is not stored."""
    secret = tokens.new()
    now = clock.real_now()
    link = SignInLink.objects.create(person=person, digest=tokens.digest(secret), made_at=now, expires_at=now + LINK_LIFE)
    audit.record("person.link_made", link, by=by)
    notices.link_made(person)
    return secret


@transaction.atomic
def use_link(secret: str, *, by: Actor) -> Person:
    """Spends the link and returns its person. Raises Refused(SPENT) when it is unknown, old or used."""
    link = SignInLink.objects.select_for_update().select_related("person").filter(digest=tokens.digest(secret)).first()
    now = clock.real_now()
    if link is None or link.used_at or link.expires_at <= now or not link.person.is_active:
        raise Refused(LinkRefusal.SPENT)
    link.used_at = now
    link.save(update_fields=["used_at"])
    audit.record("person.link_used", link, by=by)
    return link.person


@transaction.atomic
def sign_in(person: Person, *, by: Actor) -> None:
    """The person proved the address by a code or a link: the log says when."""
    audit.record("person.signed_in", person, by=by)


@transaction.atomic
def refuse_code(person: Person, *, by: Actor) -> None:
    """Somebody typed a wrong code for this person."""
    audit.record("person.code_refused", person, by=by)


@transaction.atomic
def refuse_entry(person: Person, *, address: str, by: Actor, organisation: int | None = None) -> None:
    """The person knocked at a door that is not theirs; `address` is the name of the page, not what it was asked for."""
    audit.record("person.entry_refused", person, by=by, organisation=organisation, address=address)
