"""Finding people."""

from collections.abc import Iterable

from verme.people.models import Person
from verme.people.rules import same_address


def by_address(email: str) -> Person | None:
    """The active person with this address, however it is spelled."""
    return Person.objects.filter(email=same_address(email), is_active=True).first()


def names_of(ids: Iterable[int]) -> dict[int, str]:
    """The names of people by number, in one query."""
    return dict(Person.objects.filter(pk__in=set(ids)).values_list("pk", "name"))
