"""The promise *who sees what* holds together with the roles' rights (trust.md T-01, decisions.md §2)."""

import pytest

from verme.organisations.policy import POLICY, SHOWN_BY, VIEWER_OF, Sight, Thing, Viewer, cell, together
from verme.organisations.terms import ROLE_PERMISSIONS, Permission, RoleKind

A, P, N, NO = Sight.ALL, Sight.PART, Sight.NUMBERS, Sight.NOTHING
# Cell by cell: person, members, mentor, stand-in, coordinator, principal, approver, payroll, management, DPO, network, public.
DECIDED = {
    Thing.NAME: [A, A, A, A, A, P, P, P, NO, NO, NO, NO],
    Thing.EMAIL: [A, NO, A, NO, A, NO, NO, NO, NO, NO, NO, P],
    Thing.THEME: [A, NO, A, NO, A, NO, NO, NO, N, NO, N, NO],
    Thing.WISHES: [A, NO, NO, NO, A, NO, NO, NO, NO, NO, NO, NO],
    Thing.GROUP: [A, A, A, P, A, NO, NO, NO, N, NO, N, NO],
    Thing.AGREEMENT: [A, A, A, NO, P, NO, NO, NO, N, NO, NO, NO],
    Thing.ANSWERS: [A, N, A, NO, NO, NO, NO, NO, NO, NO, NO, NO],
    Thing.ATTENDANCE: [A, NO, A, P, N, NO, NO, NO, N, NO, N, NO],
    Thing.CREDIT: [A, NO, NO, NO, A, P, NO, NO, N, NO, N, NO],
    Thing.CERTIFICATE: [A, NO, NO, NO, P, NO, NO, NO, NO, NO, NO, P],
    Thing.PAY: [A, NO, NO, NO, A, NO, A, A, N, NO, NO, NO],
    Thing.SURVEY: [NO, NO, N, NO, N, NO, NO, NO, N, NO, N, N],
    Thing.CONTACT: [A, A, A, NO, A, NO, NO, NO, NO, NO, NO, NO],
    Thing.REGISTER: [A, NO, NO, NO, A, NO, NO, NO, N, NO, P, NO],
    Thing.STAFF_LIST: [A, NO, NO, NO, A, NO, NO, P, NO, NO, NO, NO],
    Thing.ANSWERED: [NO] * 12,
    Thing.AUDIT: [P, NO, NO, NO, P, NO, NO, P, NO, A, NO, NO],
}


@pytest.mark.parametrize("thing", list(Thing))
def test_the_table_is_what_was_decided(thing: Thing) -> None:
    assert [cell(thing, viewer).sight for viewer in Viewer] == DECIDED[thing]


def test_every_thing_and_every_role_has_its_place() -> None:
    assert set(POLICY) == set(Thing)
    assert set(VIEWER_OF) == set(RoleKind)
    assert set(SHOWN_BY) == set(Permission)


def test_whoever_sees_only_a_part_or_numbers_is_told_which() -> None:
    limited = [held for row in POLICY.values() for held in row.values() if held.sight in {P, N}]

    assert limited and all(str(held.words) for held in limited)


@pytest.mark.parametrize("role", list(RoleKind))
def test_no_role_is_permitted_what_the_table_refuses(role: RoleKind) -> None:
    for permission in ROLE_PERMISSIONS[role]:
        for thing in SHOWN_BY[permission]:
            assert cell(thing, VIEWER_OF[role]).sight in {A, P}, f"{role} has {permission}, which shows {thing}"


def test_a_right_too_many_would_be_noticed() -> None:
    refused = [thing for thing in SHOWN_BY[Permission.SEE_SIGNUPS] if cell(thing, VIEWER_OF[RoleKind.MANAGER]).sight not in {A, P}]

    assert set(refused) == {Thing.NAME, Thing.EMAIL, Thing.THEME, Thing.WISHES}


@pytest.mark.parametrize(
    ("things", "viewer", "sight"),
    [
        ((Thing.THEME, Thing.WISHES), Viewer.COORDINATOR, A),
        ((Thing.THEME, Thing.WISHES), Viewer.MENTOR, P),
        ((Thing.THEME, Thing.WISHES), Viewer.MEMBERS, NO),
        ((Thing.ATTENDANCE,), Viewer.NETWORK, N),
    ],
)
def test_several_things_taken_as_one(things: tuple[Thing, ...], viewer: Viewer, sight: Sight) -> None:
    assert together(things, viewer) == sight
