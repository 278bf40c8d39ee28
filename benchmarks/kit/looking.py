"""Every page that links lead to, for each who looks, opened again and again at the real server."""

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection
from django.urls import Resolver404, resolve

from benchmarks.kit import figures
from benchmarks.kit.installation import Installation, database
from benchmarks.kit.signing_in import signed_in
from benchmarks.kit.visitor import Answer, Visitor
from benchmarks.kit.world import World
from verme.groups import actions as groups
from verme.groups.models import Leader
from verme.people.models import Person
from verme.programmes.models import Programme

LINK = re.compile(r'<a\b[^>]*\bhref="([^"#]*)')
OF_A_CALL, PEOPLE = 56, 54  # places and people as in Seinäjoki (brochure: about 50 people in 5–7 groups)


@dataclass
class Page:
    """One kind of page, as one of the readers sees it."""

    reader: str
    name: str
    path: str
    size: int  # bytes of HTML
    times: list[float] = field(default_factory=list)  # seconds


def run(folder: Path, *, times: int, workers: int) -> None:
    """Makes a world, finds the pages, opens each so many times in turn, prints the table. Each is measured for the first who sees it."""
    world = World.founded()
    published, spring = _year(world), world.programme(capacity=OF_A_CALL, is_open=True)
    world.people(spring, PEOPLE)
    print(f"{times} times each page, {database()}, verme serve with {workers} processes; {figures.machine()}\n")
    print(f"{'page':44} {'kB':>6} {'p50':>7} {'p95':>7} {'p99':>7} {'most':>7}  ms")
    measured: set[str] = set()
    with Installation(folder).serving(workers) as (_pages, port):
        for reader, visitor, start in _readers(world, published, spring, port):
            found = [page for page in _pages_of(reader, visitor, start) if page.name not in measured]
            measured |= {page.name for page in found}
            for _turn in range(times):
                for page in found:
                    page.times.append(_seconds(visitor, page.path))
            for page in found:
                print(f"{page.reader + ' ' + page.name:44} {page.size / 1000:6.1f} {figures.milliseconds(page.times)}", flush=True)
    connection.close()


def _year(world: World) -> Programme:
    """A programme whose groups are published."""
    programme = world.programme(capacity=OF_A_CALL)
    world.people(programme, PEOPLE)
    draft = world.draft(programme)
    groups.publish(draft, revision=draft.revision, by=world.house.coordinator)
    return programme


def _readers(world: World, published: Programme, spring: Programme, port: int) -> Iterator[tuple[str, Visitor, list[str]]]:
    """Who looks, and where each begins."""
    member = Person.objects.filter(email__in=published.signups.filter(seats__isnull=False).values("address"))[0]
    leader = Leader.objects.filter(group__programme=published)[0]
    mentor = Person.objects.get(email=leader.mentor.email)
    house = f"/o/{world.house.organisation.slug}/"
    yield "visitor", Visitor(port), ["/", f"/i/{spring.slug}/"]
    yield "member", signed_in(port, member), ["/oma/"]
    yield "mentor", signed_in(port, mentor), ["/oma/ryhmani/"]
    yield "coordinator", signed_in(port, world.coordinator), [house, *(f"{house}ohjelmat/{each.slug}/" for each in (published, spring))]


def _pages_of(reader: str, visitor: Visitor, start: list[str]) -> Iterator[Page]:
    """One page of each kind that can be reached from there by links."""
    waiting, seen = list(start), set[str]()
    while waiting:
        path = waiting.pop(0)
        name = _name(path)
        if not name or name in seen:
            continue
        answer = visitor.get(path)
        if answer.status != 200 or not answer.body.lstrip().startswith("<!"):
            continue
        seen.add(name)
        waiting += _links(answer)
        yield Page(reader, name, path, len(answer.body.encode()))


def _links(page: Answer) -> list[str]:
    hrefs = (urlsplit(unescape(href)) for href in LINK.findall(page.body))
    return [href.path for href in hrefs if not href.netloc and href.path.startswith("/")]


def _name(path: str) -> str:
    with suppress(Resolver404):
        return resolve(path).view_name
    return ""


def _seconds(visitor: Visitor, path: str) -> float:
    began = time.perf_counter()
    visitor.get(path)
    return time.perf_counter() - began
