"""What everybody can look at: every address with an example, and whatever their links lead to from there."""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve

from tests.house.inspectors.doors import Address, addresses
from tests.pages.roles import ROLES
from tests.pages.world import Scene
from tests.web import examples
from verme.kernel.refusals import Refused

HTML = "text/html"
CLASSED = re.compile(r'<(\w+)[^>]*? class="([^"]*)"')
SIGN_IN = "/kirjaudu/?"


@dataclass(frozen=True)
class Sight:
    """A page as somebody sees it."""

    role: str
    url: str
    name: str  # of its address: staff:signups
    parts: frozenset[tuple[str, str]]  # which kinds of element its main part is made of
    renews: bool = False  # looks again by itself after a while

    @property
    def bare_url(self) -> str:
        """Without secrets and numbers that differ from run to run: to name it in a fault."""
        return re.sub(r"/[\w-]{20,}/", "/…/", self.url)

    def __str__(self) -> str:
        return f"{self.bare_url} as {self.role}"


@dataclass
class Tour:
    """What one role has found."""

    client: Client
    sights: list[Sight] = field(default_factory=list)
    files: list[Sight] = field(default_factory=list)  # papers, tables, feeds
    broken: list[str] = field(default_factory=list)  # links that lead nowhere
    answers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # address's name → what it said


class Guide:
    """Knows where one can begin to look (the same places for everybody), and keeps what was seen."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.starts = [*_addresses(scene), f"/o/{scene.bare.slug}/"]
        self.tours = {role: self.tour(role) for role in ROLES}

    @cached_property
    def sights(self) -> list[Sight]:
        """Every page once for each way in which its main part is made, whoever sees it; and of each role one, with its head and menu."""
        found = {(sight.name, sight.parts): sight for tour in reversed(self.tours.values()) for sight in reversed(tour.sights)}
        shells = [tour.sights[-1] for tour in self.tours.values()]
        return sorted({*found.values(), *shells}, key=lambda sight: (list(ROLES).index(sight.role), sight.url))

    @cached_property
    def files(self) -> list[Sight]:
        """Of each address that gives a file, one."""
        return list({sight.name: sight for tour in reversed(self.tours.values()) for sight in tour.files}.values())

    def client(self, sight: Sight) -> Client:
        """The client that saw it."""
        return self.tours[sight.role].client

    def tour(self, role: str) -> Tour:
        """Every page that this role can look at.

        Of pages that differ only by a number or a value in their query, one is looked at.
        """
        made = Tour(ROLES[role](self.scene))
        seen: set[str] = set()
        waiting = deque((url, "") for url in self.starts)
        while waiting:
            url, whence = waiting.popleft()
            kind = _kind(url)
            if kind is None or kind in seen:
                continue
            response = made.client.get(url)
            made.answers[_name(url)].add(_answer(response))
            if response.status_code == 302:
                waiting.appendleft((urljoin(url, response.headers["Location"]), whence))
            elif response.status_code >= 400 and whence:
                made.broken.append(f"{response.status_code} {url} from {whence}")
            elif response.status_code == 200:
                seen.add(kind)
                if not response.headers["Content-Type"].startswith(HTML):
                    made.files.append(Sight(role, url, _name(url), frozenset()))
                    continue
                html = response.content.decode()
                made.sights.append(Sight(role, url, _name(url), _parts(html), response.has_header("Refresh")))
                waiting.extend((link, url) for link in links(html, url))
        return made


def pages() -> list[Address]:
    """Every address of the product, by its first name; not those that exist in development only."""
    found = {address.route: address for address in reversed(list(addresses(get_resolver().url_patterns)))}
    return [address for address in reversed(found.values()) if not address.name.startswith("development")]


def _parts(html: str) -> frozenset[tuple[str, str]]:
    return frozenset(CLASSED.findall(html.partition("<main")[2].partition("</main>")[0]))


def _answer(response: HttpResponseBase) -> str:
    """A word for what an address says: page, file, moves on, 405 …; "sign in" is no answer of the page itself."""
    if response.status_code == 200:
        return "page" if response.headers["Content-Type"].startswith(HTML) else "file"
    if response.status_code == 302:
        return "sign in" if response.headers["Location"].startswith(SIGN_IN) else "moves on"
    return str(response.status_code)


def _addresses(scene: Scene) -> Iterator[str]:
    """Each address with the spring's things, and where there are such things with the others'."""
    for address in pages():
        if examples.lacking(address):
            continue  # the matrix asks for an example
        yield examples.url(address, scene.spring)
        if not {"programme", "slug"} & set(examples.words(address)):
            continue
        for season in (scene.autumn,) if address.route.startswith("o/") else (scene.autumn, scene.lots):
            with suppress(Refused, ObjectDoesNotExist, IndexError):
                yield examples.url(address, season)


def _name(url: str) -> str:
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return ""


def _kind(url: str) -> str | None:
    """What a page is: its address's name, its programme and organisation, and what is asked; None for pages of development."""
    parts = urlsplit(url)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return url
    asked = sorted({name for name, _value in parse_qsl(parts.query)} - {"kieli"})
    named = [str(match.kwargs[word]) for word in ("organisation", "programme", "slug", "part") if word in match.kwargs]
    return None if match.view_name.startswith("development") else " ".join([match.view_name, *named, *asked])


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        target = dict(attrs).get("href")
        if tag == "a" and target and not target.startswith("#"):
            self.found.append(target)


def links(html: str, here: str) -> Iterable[str]:
    """Where the page's links lead on this machine, without what stands after #."""
    parser = _Links()
    parser.feed(html)
    whole = [urlsplit(urljoin(f"http://testserver{here}", link)) for link in parser.found]
    return dict.fromkeys(f"{link.path}?{link.query}".rstrip("?") for link in whole if link.netloc in {"testserver", "127.0.0.1:8000"})
