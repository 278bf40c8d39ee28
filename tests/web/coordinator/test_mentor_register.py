"""K3: a mentor is added and corrected; what is wrong is said at its field."""

import pytest
from django.test import Client

from tests import cast
from tests.rooms.mentors.season import Season, everything, letters
from tests.web.coordinator.conftest import told
from tests.web.coordinator.mentoring import PAGE, REGISTER, a_year, at_page, faults
from verme.mentors.models import Mentor
from verme.mentors.terms import Training

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(house: cast.House) -> Season:
    """The coordinator's year, nobody in the register."""
    return a_year(house)


def test_a_mentor_is_added_and_nothing_is_sent(client: Client, here: Season) -> None:
    unit = here.house.units[1]
    page = told(client, client.post(f"{PAGE}uusi/", {**REGISTER, "unit": str(unit.pk)}))
    made = Mentor.objects.get()

    assert "Aino Vänskä on nyt rekisterissä." in page
    assert {name: getattr(made, name) for name in ("name", "email", "phone", "unit", "language", "training", "is_visible")} == {
        "name": "Aino Vänskä",
        "email": "aino@seinajoki.example",
        "phone": "040 1",
        "unit": unit,
        "language": "sv",
        "training": Training.IN_TRAINING,
        "is_visible": False,
    }
    assert (made.trained_by, made.trained_in, made.credits) == ("Jyväskylän yliopisto", 2024, 10)
    assert (made.languages, made.kinds, made.areas) == (["fi", "sv"], ["long_career"], "Keskusta")
    assert letters() == []


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("name", "", "Kirjoita etu- ja sukunimi"),
        ("email", "aino", "Kirjoita sähköpostiosoite muodossa nimi@esimerkki.fi"),
        ("email", "heikki@seinajoki.example", "Tällä sähköpostilla on jo mentori rekisterissä."),
        ("trained_in", "1925", "Kirjoita vuosi väliltä 2000–2027"),
        ("training", "guru", None),
        ("unit", "999999", None),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    client: Client, here: Season, field: str, value: str, fault: str | None
) -> None:
    here.mentor("Heikki")
    before = everything()
    page = client.post(f"{PAGE}uusi/", {**REGISTER, field: value})
    found = faults(page)

    assert list(found) == [field]
    assert fault is None or found[field] == [fault]
    for name in ("name", "phone", "trained_by", "areas"):
        assert name == field or f'value="{REGISTER[name]}"' in page.content.decode()
    assert everything() == before


def test_what_is_known_is_corrected(client: Client, here: Season) -> None:
    made = here.mentor("Heikki", trained_by="Opisto")
    page = client.get(at_page(made))
    assert 'value="Opisto"' in page.content.decode()

    assert "Tallennettu." in told(client, client.post(at_page(made), REGISTER))
    made.refresh_from_db()
    assert (made.name, made.email, made.trained_by) == ("Aino Vänskä", "aino@seinajoki.example", "Jyväskylän yliopisto")


def test_who_has_offered_a_group_is_not_retired(client: Client, here: Season) -> None:
    made = here.mentor("Heikki")
    here.offer(made)
    page = client.post(at_page(made), {**REGISTER, "training": "retired"})

    assert faults(page) == {"training": ["Mentori on tarjoutunut vetämään ryhmää. Ota tarjous ensin takaisin."]}
    assert Mentor.objects.get().training == Training.TRAINED
