"""What the tests of the coordinator's mentor pages share: the year, what is typed, what is read."""

from typing import Any

from tests import cast, make
from tests.rooms.mentors.season import Season
from verme.mentors.models import Mentor

PAGE = "/o/seinajoki/ohjelmat/seinajoki-2026/mentorit/"
REGISTER: dict[str, Any] = {
    "name": "Aino Vänskä",
    "email": "Aino@Seinajoki.example",
    "phone": "040 1",
    "unit": "",
    "language": "sv",
    "training": "in_training",
    "trained_by": "Jyväskylän yliopisto",
    "trained_in": "2024",
    "credits": "10",
    "languages": ["fi", "sv"],
    "kinds": ["long_career"],
    "areas": "Keskusta",
}
OFFER: dict[str, Any] = {
    "pair": "",
    "slot_ma-1430": "2",
    "slot_ti-1430": "1",
    "slot_ke-1430": "0",
    "themes": ["teema-1", "teema-3"],
    "places": ["keskusta"],
    "languages": ["fi", "sv"],
    "contact": "040 2",
}


def a_year(house: cast.House) -> Season:
    """The coordinator's year, nobody in the register."""
    made = make.programme(house.organisation)
    return Season(house, made, make.themes(made), make.slots(made), make.places(made))


def at_page(mentor: Mentor, end: str = "") -> str:
    return f"{PAGE}{mentor.pk}/{end}"


def faults(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200
    return {name: list(found) for name, found in response.context["form"].errors.items()}
