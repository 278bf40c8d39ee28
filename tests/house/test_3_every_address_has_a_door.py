"""House test 3, first half: every address has a door that fits. The second half, who really gets in, is `test_3_nobody_gets_past`."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, include, path

from tests.house.inspectors.doors import Address, addresses, astray, doorless, long_views, undemanding
from verme.organisations.terms import Permission
from verme.web.ui import doors
from verme.web.ui.desk import Desk

# Pages of an organisation that are for everybody with a role there.
EVERY_ROLE = frozenset({"staff:home"})


def _house() -> list[Address]:
    return list(addresses(get_resolver().url_patterns))


def test_the_map_is_walked() -> None:
    assert {"public", "staff", "member"} <= {address.name.partition(":")[0] for address in _house()}


def test_every_address_has_a_door() -> None:
    assert doorless(_house()) == []


def test_every_door_stands_where_its_audience_belongs() -> None:
    assert astray(_house()) == []


def test_every_working_page_asks_for_a_permission() -> None:
    assert undemanding(_house(), EVERY_ROLE) == []


def test_pages_for_every_role_exist() -> None:
    assert {address.name for address in _house()} >= EVERY_ROLE


def test_views_are_short() -> None:
    assert long_views(_house()) == []


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@doors.public
def open_to_all(request: HttpRequest, desk: Desk) -> HttpResponse:
    return HttpResponse()


@doors.staff(None)
def every_role(request: HttpRequest, desk: Desk) -> HttpResponse:
    return HttpResponse()


@doors.staff(Permission.SEE_SIGNUPS)
def permitted(request: HttpRequest, desk: Desk) -> HttpResponse:
    return HttpResponse()


def long_view(request: HttpRequest) -> HttpResponse:
    first = 1
    second = 2
    third = 3
    fourth = 4
    fifth = 5
    sixth = 6
    seventh = 7
    eighth = 8
    ninth = 9
    tenth = 10
    eleventh = 11
    twelfth = 12
    more = first + second + third + fourth + fifth + sixth
    still_more = seventh + eighth + ninth + tenth + eleventh + twelfth
    if more:
        still_more += 1
    if still_more:
        more += 1
    if more > still_more:
        more = still_more
    elif more < still_more:
        still_more = more
    else:
        more = still_more = 0
    return HttpResponse(str(more + still_more))


def _at(route: str, *patterns: URLPattern) -> list[Address]:
    tree: list[URLPattern | URLResolver] = [path(route, include((list(patterns), "staff")))]
    return list(addresses(tree))


def test_addresses_are_found_through_includes() -> None:
    found = _at("o/<slug:organisation>/", path("ohjelmat/", permitted, name="year"))

    assert found == [Address("o/<slug:organisation>/ohjelmat/", "staff:year", permitted)]


def test_an_address_without_a_door_is_caught() -> None:
    assert doorless(_at("oma/", path("salaisuus/", bare))) == ["/oma/salaisuus/ has no door"]


@pytest.mark.parametrize("route", ["o/<slug:organisation>/", "verkosto/", "oma/"])
def test_a_public_door_among_closed_ones_is_caught(route: str) -> None:
    (sin,) = astray(_at(route, path("x/", open_to_all)))

    assert sin.startswith(f"/{route}x/ has a door for public, where only ")


def test_a_door_that_forgets_the_permission_is_caught() -> None:
    found = _at("o/<slug:organisation>/", path("x/", every_role, name="x"), path("y/", permitted, name="y"))

    assert undemanding(found) == ["/o/<slug:organisation>/x/ (staff:x) asks for no permission"]
    assert undemanding(found, {"staff:x"}) == []


def test_a_long_view_is_caught() -> None:
    (sin,) = long_views(_at("", path("x/", long_view)))

    assert sin == f"{__name__}.long_view has 26 lines; a view may have 25"
