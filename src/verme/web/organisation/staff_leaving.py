"""Who would be missing from the staff list and has something to do in Verme. Nothing of it ends by itself."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from verme.mentors import queries as mentors
from verme.organisations import queries
from verme.organisations.models import Organisation
from verme.organisations.queries import Judged
from verme.organisations.terms import RoleKind


@dataclass(frozen=True)
class Leaving:
    """Somebody and what they are here."""

    name: str
    role: str


def leaving(house: Organisation, judged: Judged) -> list[Leaving]:
    """People with access and mentors of the register among the missing, found by their e-mail. Two queries."""
    gone = {fact.email for fact in judged.differences.missing if fact.email}
    if not gone:
        return []
    roles = [role for role in queries.people_with_access(house) if role.person.email in gone]
    found = [Leaving(role.person.name, str(RoleKind(role.kind).label)) for role in roles]
    return found + [Leaving(mentor.name, _("mentor")) for mentor in mentors.register(house) if mentor.email.lower() in gone]
