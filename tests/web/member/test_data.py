"""One's own name and language of letters."""

import pytest
from django.conf import settings

from tests import cast
from tests.visit import signed_in
from tests.web.coordinator.conftest import told, words
from verme.audit.models import Entry
from verme.people.models import Person

pytestmark = pytest.mark.django_db
DATA = "/oma/tiedot/"


def test_name_and_language_are_changed_and_the_page_follows() -> None:
    person = cast.stranger()
    client = signed_in(person)
    before = client.get(DATA).content.decode()
    assert 'value="Charlie Outo"' in before

    response = client.post(DATA, {"name": " Charlie Ström ", "language": "sv"})

    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "sv"
    page = told(client, response)
    assert ("Sparat" in page, "Mina uppgifter" in page, person.email in page) == (True, True, True)
    changed = Person.objects.get(pk=person.pk)
    assert (changed.name, changed.language, changed.email) == ("Charlie Ström", "sv", person.email)
    assert Entry.objects.filter(verb="person.changed", person_id=person.pk).count() == 1


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"name": " ", "language": "fi"}, "Kirjoita etu- ja sukunimesi"),
        ({"name": "Charlie", "language": "de"}, "Valitse viestien kieli"),
        ({"name": "Charlie"}, "Valitse viestien kieli"),
        ({"name": "x" * 201, "language": "fi"}, "200"),
    ],
)
def test_what_is_missing_or_odd_is_told_and_nothing_changes(said: dict[str, str], fault: str) -> None:
    person = cast.stranger()

    page = words(signed_in(person).post(DATA, said))

    assert fault in page
    assert Person.objects.get(pk=person.pk).name == "Charlie Outo"
