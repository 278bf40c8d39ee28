"""What everybody can look at: every address with an example, and whatever their links lead to from there."""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve

from tests.house.inspectors.doors import Address, addresses
from tests.house.inspectors.sweep import Knocker, allowed
from tests.pages.roles import ROLES
from tests.pages.world import Scene
from tests.web import examples
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.organisations import queries as organisations
from verme.organisations.models import Organisation
from verme.organisations.terms import RoleKind
from verme.people.models import Person

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
    """Knows where one can begin to look, and keeps what was seen."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.starts = list(_addresses(scene))
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

    def rested(self) -> None:
        """Nobody's session is older than this moment, however long other tests took since."""
        now = clock.real_now().timestamp()
        for tour in self.tours.values():
            if (session := _session(tour.client)) is not None:
                session.update({name: now for name in ("began", "seen", "proved") if session.get(name)})
                session.save()

    def client(self, sight: Sight) -> Client:
        """The client that saw it."""
        return self.tours[sight.role].client

    def _begins(self, role: str, client: Client) -> list[str]:
        """Where this role may begin. A visitor knocks everywhere; at which doors others are refused is tests/house's to know."""
        knocker = _knocker(role, client, self.scene.house.organisation)
        own = f"/o/{self.scene.bare.slug}/"
        if not knocker.is_known and role == next(iter(ROLES)):
            return [*(url for _address, url in self.starts), own]
        return [*(url for address, url in self.starts if "in" in allowed(address, knocker, is_vague=False)), own]

    def tour(self, role: str) -> Tour:
        """Every page that this role can look at.

        Of pages that differ only by a number or a value in their query, one is looked at.
        """
        made = Tour(ROLES[role](self.scene))
        seen: set[str] = set()
        waiting = deque((url, "") for url in self._begins(role, made.client))
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


def _session(client: Client) -> SessionBase | None:
    """The client's session; None where it has none, which asking the client itself would change."""
    return client.session if settings.SESSION_COOKIE_NAME in client.cookies else None


def _knocker(role: str, client: Client, house: Organisation) -> Knocker:
    """Who this is at the doors of the example organisation."""
    session = _session(client)
    person = Person.objects.filter(pk=session.get(SESSION_KEY)).first() if session else None
    held = [] if person is None else organisations.roles_of(person, house.slug)
    is_network = person is not None and bool(organisations.network_roles_of(person))
    return Knocker(role, client, frozenset(RoleKind(each.kind) for each in held), is_known=person is not None, is_network=is_network)


def _addresses(scene: Scene) -> Iterator[tuple[Address, str]]:
    """Each address with the spring's things, and where there are such things with the others'."""
    for address in pages():
        if examples.lacking(address):
            continue  # the matrix asks for an example
        yield address, examples.url(address, scene.spring)
        if not {"programme", "slug"} & set(examples.words(address)):
            continue
        for season in (scene.autumn,) if address.route.startswith("o/") else (scene.autumn, scene.lots):
            with suppress(Refused, ObjectDoesNotExist, IndexError):
                yield address, examples.url(address, season)


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
