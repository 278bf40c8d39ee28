"""Finding one's practice."""

from verme.organisations.models import Organisation
from verme.people.models import Person
from verme.programmes import queries as programmes
from verme.programmes.models import Programme


def practice_of(organisation: Organisation, person: Person) -> Programme | None:
    """The practice programme that this person has going, if any."""
    return programmes.of_organisation(organisation).filter(practised_by=person).first()
