"""A person has another address from now on: letters about the own sign-ups go there."""

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.people.models import Person
from verme.signups import queries
from verme.signups.actions.book import Book
from verme.signups.models import Signup


@transaction.atomic
def follow(person: Person, *, by: Actor) -> int:
    """The person's sign-ups get the address that was just proven, but where another one stands with it already. Returns how many."""
    own = Signup.objects.filter(person=person).exclude(address=person.email).order_by("programme_id", "id")
    moved = sum(_move(signup, person) for signup in own)
    if moved:
        audit.record("signup.address_changed", person, by=by, rows=moved)
    return moved


def _move(signup: Signup, person: Person) -> bool:
    """Under the lock of the programme: one address stands in it once."""
    book, held = Book.of(signup)
    if queries.active_of_address(book.programme, person.email) is not None:
        return False
    held.email = held.address = person.email
    held.save(update_fields=["email", "address"])
    return True
