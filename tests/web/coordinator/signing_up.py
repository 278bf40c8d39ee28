"""What the tests of sign-ups' pages share: addresses, rows as they are now, what is filled in for Aino."""

from typing import Any

from tests.rooms.signups.table import Table
from verme.audit.actors import Actor
from verme.signups.models import Signup

LIST = "/o/seinajoki/ohjelmat/seinajoki-2026/ilmoittautuneet/"


def own(signup: Signup, page: str = "") -> str:
    """A page of one sign-up."""
    return f"{LIST}{signup.reference}/{page}"


def fresh(signup: Signup) -> Signup:
    """The sign-up as it is now."""
    return Signup.objects.get(pk=signup.pk)


def coordinator(table: Table) -> Actor:
    """Who acts on the pages."""
    return table.house.coordinator.acting("coordinator")


def typed(table: Table, **changed: str) -> dict[str, Any]:
    """What is filled in for Aino: the second theme, Mondays, both places."""
    return {
        "name": "Aino Aalto",
        "email": "aino@koulu.example",
        "unit": str(table.house.units[0].pk),
        "staff_group": "class_teacher",
        "is_new": "no",
        "letters": "sv",
        "wish1": table.themes[1].key,
        f"slot_{table.slots[0].key}": "2",
        **{f"place_{place.key}": "1" for place in table.places},
        "languages": ["fi", "sv"],
        **changed,
    }
