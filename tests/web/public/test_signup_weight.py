"""Sign-up pages are light, and the database does not feel how much a programme offers."""

import datetime as dt
import gzip
import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.rooms.signups.table import Table, secret, table
from tests.web.public.way import Way
from verme.audit.actors import OPERATOR
from verme.organisations import actions as organisations
from verme.organisations.terms import Level
from verme.programmes import actions as programmes
from verme.programmes.models import Place, Slot, Theme
from verme.programmes.terms import Kind

pytestmark = pytest.mark.django_db
LIMIT = 60_000  # bytes, everything together (product.md)
AS_SENT = {"accept-encoding": "gzip"}


@pytest.fixture
def made(at: Callable[[dt.datetime], None]) -> Table:
    at(make.AUGUST)
    made = table()
    programmes.adopt_preset(made.house.organisation, preset="seinajoki", by=OPERATOR)
    return made


def enlarge(made: Table, count: int) -> None:
    """So many more of everything that is offered."""
    for number in range(count):
        organisations.add_unit(made.house.organisation, name=f"Koulu {number}", level=Level.LOWER, by=OPERATOR)
        theme = Theme.objects.create(
            programme=made.programme, key=f"lisa-{number}", kind=Kind.THEME, titles={"fi": f"Lisäteema numero {number}"}, order=number + 9
        )
        theme.admit_groups.set(made.house.organisation.staff_groups.all())
        Place.objects.create(programme=made.programme, key=f"paikka-{number}", names={"fi": f"Paikka {number}"}, order=number + 9)
        if number < 8:
            Slot.objects.create(programme=made.programme, weekday=number % 4, starts=dt.time(16 + number // 4), ends=dt.time(18))


def weight(client: Client, address: str) -> int:
    """Bytes on the wire for a first visit: the page as it is sent, with everything it names, and the font that its style sheet names."""
    page = client.get(address, headers=AS_SENT)
    assert page.headers["Content-Encoding"] == "gzip"
    html = gzip.decompress(page.content).decode()
    named = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', html))
    sheets = [name for name in named if name.endswith(".css")]
    assert len(sheets) == 1
    for sheet in sheets:
        css = (settings.STATIC_ROOT / sheet.removeprefix("/static/")).read_text()
        named |= {address for address in re.findall(r"url\(\"?(/static/[^\")]+)", css) if "nordic" in address}
    assert [name for name in named if name.endswith(".woff2")], "the font of the Nordic letters must be counted"
    return len(page.content) + sum(_sent(name) for name in named)


def _sent(name: str) -> int:
    file = settings.STATIC_ROOT / name.removeprefix("/static/")
    compressed = file.with_name(f"{file.name}.gz")
    return (compressed if compressed.exists() else file).stat().st_size


@pytest.mark.once
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_page_is_light_even_with_much_to_choose(made: Table, language: str) -> None:
    enlarge(made, 15)
    way = Way(made)
    way.client.get(f"{way.start}?kieli={language}")
    way.to_check(name="Žanna Šuomalainen", **{f"place_paikka-{number}": "1" for number in range(15)})

    heavy = {stop: weight(way.client, address) for stop, address in way.stops.items()}
    way.client.post(way.stops["check"])
    heavy["done"] = weight(way.client, "/i/seinajoki-2026/kiitos/")

    assert {stop: size for stop, size in heavy.items() if size > LIMIT} == {}


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == 200
    return len(made)


@pytest.mark.counting
def test_the_queries_do_not_grow(made: Table) -> None:
    way = Way(made)
    way.to_check()
    own = Way(made, start="/i/seinajoki-2026/oma/tiedot/")
    made.send("Bertta")
    own.client.post(f"/m/{secret('confirmation')}/")
    own.client.post("/i/seinajoki-2026/oma/")
    own.say("about", is_new="no")
    own.say("wishes")
    pages = [(way.client, address) for address in way.stops.values()]
    pages += [(own.client, address) for address in (*own.stops.values(), "/i/seinajoki-2026/oma/", "/i/seinajoki-2026/oma/peru/")]
    done = Way(made)
    done.send(email="kolmas@koulu.example")
    pages.append((done.client, "/i/seinajoki-2026/kiitos/"))

    few = [queries(client, address) for client, address in pages]
    enlarge(made, 30)
    many = [queries(client, address) for client, address in pages]

    assert few == many
    assert max(many) <= 12, dict(zip((address for _client, address in pages), many, strict=True))
