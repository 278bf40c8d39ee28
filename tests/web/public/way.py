"""Walking through the question pages with a test client: what is typed, what is read."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.test import Client

from tests.rooms.signups.table import Table

TAG = re.compile(r"<[^>]*>")
ABOUT = {"name", "email", "unit", "other_unit", "staff_group", "is_new", "subject", "website"}  # fields of the first page
TOKEN = re.compile(r'(name="csrfmiddlewaretoken"|name="began") value="[^"]*"')


def words(response: Any) -> str:
    """What a reader reads in the main part of the page."""
    main = response.content.decode().partition('<main id="sisalto">')[2].partition("</main>")[0]
    return " ".join(unescape(TAG.sub(" ", main)).split())


def faults(response: Any) -> list[str]:
    """The sentences of the box above the heading; each must lead to a field that is there."""
    html = response.content.decode()
    box = html.partition("ds-error-summary")[2].partition("</div>")[0]
    for anchor in re.findall(r'href="#([^"]+)"', box):
        assert f'id="{anchor}"' in html, anchor
    return [unescape(TAG.sub("", line)).strip() for line in re.findall(r"<li>(.*?)</li>", box)]


def plain(response: Any) -> str:
    """The page without what differs from request to request anyway."""
    return TOKEN.sub(r"\1", response.content.decode())


@dataclass
class Way:
    """One visitor's way. Whoever is not described is fine with everything."""

    table: Table
    client: Client = field(default_factory=Client)
    start: str = ""

    def __post_init__(self) -> None:
        self.start = self.start or f"/i/{self.table.programme.slug}/ilmoittaudu/"

    @property
    def stops(self) -> dict[str, str]:
        """Page → address."""
        own = "/oma/" in self.start
        base = f"/i/{self.table.programme.slug}/oma/" if own else self.start
        return {"about": f"{base}tiedot/" if own else base, "wishes": f"{base}toiveet/", "check": f"{base}tarkista/"}

    def about(self, **said: Any) -> dict[str, Any]:
        """The first page filled in."""
        began = re.search(r'name="began" value="([^"]+)"', self.client.get(self.stops["about"]).content.decode())
        known = {
            "name": "Aino Šuomalainen",
            "email": "aino@koulu.example",
            "unit": str(self.table.house.units[0].pk),
            "staff_group": "class_teacher",
            "is_new": "no",
            "began": began[1] if began else "",
        }
        return {key: value for key, value in {**known, **said}.items() if value is not None}

    def wishes(self, **said: Any) -> dict[str, Any]:
        """The second page filled in: the second theme, the first time, both places."""
        known = {
            "wish1": self.table.themes[1].key,
            f"slot_{self.table.slots[0].key}": "2",
            f"slot_{self.table.slots[1].key}": "1",
            **{f"place_{place.key}": "2" for place in self.table.places},
            "languages": "fi",
            "apart_from_supervisor": "on",
        }
        return {key: value for key, value in {**known, **said}.items() if value is not None}

    def say(self, page: str, **said: Any) -> Any:
        """Sends a question page."""
        data = {"about": self.about, "wishes": self.wishes}[page](**said)
        return self.client.post(self.stops[page], data)

    def to_check(self, **said: Any) -> Any:
        """As far as the page that shows everything."""
        for page in ("about", "wishes"):
            answer = self.say(page, **{key: value for key, value in said.items() if (key in ABOUT) == (page == "about")})
            assert answer.status_code == 302, words(answer)
        return self.client.get(self.stops["check"])

    def send(self, **said: Any) -> Any:
        """The whole way; returns the page that thanks."""
        self.to_check(**said)
        answer = self.client.post(self.stops["check"])
        assert answer.status_code == 302, words(answer)
        return self.client.get(answer.headers["Location"])
