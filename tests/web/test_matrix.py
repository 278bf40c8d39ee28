"""Every address × everybody × GET and POST, with things that exist (trust.md T-01, T-07, T-12; I-20 to I-25, I-39).

The addresses come from the map, so a new page is here the moment it is hung; what its address names comes from `tests.web.examples`.
Who may enter is decided by the door and the policy table (house test 3 looks at that with things that do not exist); here it is about what
happens with real ones: nothing of another organisation is shown, a refusal writes nothing, looking writes nothing.
"""

from collections.abc import Callable, Iterable, Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, path

from tests import cast
from tests.house.inspectors.doors import Address, addresses
from tests.house.inspectors.sweep import Knocker, allowed
from tests.make import AUGUST
from tests.visit import signed_in
from tests.web import examples, visitors
from tests.web.examples import Town
from tests.web.visitors import coordinator, visit
from verme.clockwork import actions as clockwork
from verme.mail.models import Letter
from verme.organisations.models import Unit
from verme.organisations.terms import Permission
from verme.urls import urlpatterns as house
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST")
# Pages that show what belongs to whoever holds the session or the secret, and so may show the own marker.
HOLDERS = {"link", "own"}


@pytest.fixture
def towns(at: Callable[..., None]) -> tuple[Town, Town]:
    """Seinäjoki, whose addresses are walked, and Gradia."""
    at(AUGUST)
    made = Town(cast.seinajoki()), Town(cast.gradia())
    for town in made:
        town.fill()
    return made


@pytest.fixture
def everybody(towns: tuple[Town, Town]) -> list[Knocker]:
    return visitors.knockers(towns[0].house, towns[1].house)


def pages() -> list[Address]:
    """Every address but those of development, which are not there in production."""
    return [address for address in addresses(get_resolver().url_patterns) if not address.name.startswith("development")]


def test_every_address_has_an_example() -> None:
    asked = [missing for address in pages() for missing in examples.lacking(address)]

    assert asked == [], "give an example in tests/web/examples.py"


def faults(found: Iterable[Address], everybody: Iterable[Knocker], town: Town, other: Town) -> Iterator[str]:
    """A sentence for each visit that shows, writes or answers what it must not."""
    for address in found:
        if examples.lacking(address):
            continue  # told by a test of its own
        clockwork.beat("mail-1")  # or on a loaded machine /healthz says, rightly, that no worker has beaten for a minute
        url = examples.url(address, town)
        for knocker in everybody:
            may = allowed(address, knocker, is_vague=False)
            for method in METHODS:
                response, written = visit(knocker.client, method, url)
                said, where = response.content.decode(errors="replace"), f"{method} {address.name} as {knocker.name}"
                is_in = "in" in may
                if response.status_code >= 500:
                    yield f"{where}: {response.status_code}"
                if other.marker in said:
                    yield f"{where}: shows another organisation's {other.marker}"
                if town.marker in said and not (is_in and (knocker.roles or address.door.audience in HOLDERS)):
                    yield f"{where}: shows {town.marker}"
                if written and (not is_in or method == "GET"):
                    yield f"{where}: writes {sorted(written)}"


@pytest.mark.slow
def test_nothing_leaks_and_nothing_is_written_by_looking_or_by_a_refusal(everybody: list[Knocker], towns: tuple[Town, Town]) -> None:
    assert list(faults(pages(), everybody, *towns)) == []


def strays(found: Iterable[Address], everybody: list[Knocker], town: Town, other: Town) -> Iterator[str]:
    """The own organisation's address with another's thing in it: not there, for whoever may do most."""
    mine = coordinator(everybody)
    for address in found:
        things = [word for word in examples.words(address) if word not in examples.SHARED]
        if address.door.audience != "staff" or not things or examples.lacking(address):
            continue
        url = examples.url(address, town, things_of=other)
        for method in METHODS:
            response, written = visit(mine.client, method, url)
            if response.status_code not in {403, 404} or written or other.marker in response.content.decode(errors="replace"):
                yield f"{method} {address.name}: {response.status_code}, writes {sorted(written)}"


@pytest.mark.slow
def test_anothers_things_are_not_there_under_ones_own_address(everybody: list[Knocker], towns: tuple[Town, Town]) -> None:
    assert list(strays(pages(), everybody, *towns)) == []


def unprotected(found: Iterable[Address], client: Client, town: Town) -> Iterator[str]:
    """Forms that another site could send for somebody who is signed in."""
    for address in found:
        if examples.lacking(address):
            continue
        url = examples.url(address, town)
        for headers in ({}, {"Origin": "https://evil.example"}):
            response, written = visit(client, "POST", url, headers=headers)
            if response.status_code != 403 or written:
                yield f"{address.name}: {response.status_code}, writes {sorted(written)}"


@pytest.mark.slow
def test_no_form_is_taken_from_another_site(towns: tuple[Town, Town]) -> None:
    client = signed_in(towns[0].house.coordinator, client=Client(enforce_csrf_checks=True, raise_request_exception=False))

    assert list(unprotected(pages(), client, towns[0])) == []


# --- the sins -----------------------------------------------------------------------------------------------------------


@staff(Permission.SEE_LETTERS)
def careless(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Shows any letter by its bare number, and notes on a unit who has looked."""
    Unit.objects.filter(organisation=desk.house).update(town="looked at")
    return HttpResponse(Letter.objects.get(pk=number).text)


def gaping(request: HttpRequest, organisation: str) -> HttpResponse:
    """A door that stands open: it shows and writes for everybody."""
    Unit.objects.filter(organisation__slug=organisation).update(town="written on")
    return HttpResponse(f"LEAK-{organisation}")


gaping.door = careless.door  # type: ignore[attr-defined]
CARELESS, GAPING = mine = [
    path("o/<slug:organisation>/huolimaton/<int:number>/", careless, name="careless"),
    path("o/<slug:organisation>/ammollaan/", gaping, name="gaping"),
]
urlpatterns = [*mine, *house]


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "EXAMPLES", {**examples.EXAMPLES, "careless.number": lambda town: town.refused_letter.pk})


@pytest.mark.urls("tests.web.test_matrix")
@pytest.mark.usefixtures("known")
def test_a_page_that_fetches_by_bare_number_is_caught(everybody: list[Knocker], towns: tuple[Town, Town]) -> None:
    assert list(strays(addresses([CARELESS]), everybody, *towns)) == [
        f"{method} careless: 200, writes ['organisations_unit']" for method in METHODS
    ]


@pytest.mark.urls("tests.web.test_matrix")
@pytest.mark.usefixtures("known")
def test_a_page_that_writes_when_looked_at_is_caught(everybody: list[Knocker], towns: tuple[Town, Town]) -> None:
    assert list(faults(addresses([CARELESS]), everybody, *towns)) == ["GET careless as own coordinator: writes ['organisations_unit']"]


@pytest.mark.urls("tests.web.test_matrix")
def test_an_open_door_is_caught(everybody: list[Knocker], towns: tuple[Town, Town]) -> None:
    found = set(faults(addresses([GAPING]), everybody, *towns))

    assert "GET gaping as another's coordinator: shows LEAK-seinajoki" in found
    assert "POST gaping as a visitor: writes ['organisations_unit']" in found
    assert "POST gaping as own payroll: shows LEAK-seinajoki" in found
    assert "POST gaping as own coordinator: shows LEAK-seinajoki" not in found


def test_an_address_without_an_example_is_asked_for() -> None:
    (address,) = addresses([CARELESS])

    assert examples.lacking(address) == ["careless.number"]
