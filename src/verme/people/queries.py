"""Finding people."""

from verme.people.models import Person
from verme.people.rules import same_address


def by_address(email: str) -> Person | None:
    """The active person with this address, however it is spelled."""
    return Person.objects.filter(email=same_address(email), is_active=True).first()
