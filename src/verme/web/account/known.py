"""Who may sign in with an address: a person, or somebody whom only a sign-up or the mentor register knows yet."""

from verme.audit.actors import VISITOR
from verme.mentors import queries as mentors
from verme.people import actions as people
from verme.people import queries
from verme.people.models import Person
from verme.signups import queries as signups


def person_for(address: str) -> Person | None:
    """The person with this address. Who is known by a sign-up or as a mentor becomes a person now; nobody else does."""
    if (person := queries.by_address(address)) is not None:
        return person
    row = signups.newest_of_address(address) or mentors.newest_of_address(address)
    return people.ensure(address, name=row.name, language=row.language, by=VISITOR) if row else None
