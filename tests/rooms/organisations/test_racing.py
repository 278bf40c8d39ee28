"""Two at once: a file is taken in once, two files never half and half, and somebody always remains the coordinator."""

import threading
from collections.abc import Callable, Sequence

import pytest
from django.db import DatabaseError, connection

from tests import cast
from tests.rooms.organisations.files import AINO, ALL, BERTTA, RAUNI, received
from verme.audit.actors import OPERATOR
from verme.audit.models import Entry
from verme.kernel.refusals import Refused
from verme.organisations import actions, queries
from verme.organisations.models import StaffImport, StaffMember
from verme.organisations.terms import ImportRefusal, RoleKind, RoleRefusal
from verme.people import actions as people

pytestmark = [pytest.mark.racing, pytest.mark.django_db(transaction=True)]
THREADS, ROUNDS = 8, 5


def at_once(deeds: Sequence[Callable[[], object]]) -> list[object]:
    """What became of each, in order: "done", the reason of its refusal, or the fault itself."""
    gate, found = threading.Barrier(len(deeds)), list[object]([None] * len(deeds))

    def run(number: int) -> None:
        try:
            gate.wait(30)
            deeds[number]()
            found[number] = "done"
        except Refused as no:
            found[number] = no.reason
        except DatabaseError as fault:
            found[number] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def importing(held: StaffImport) -> Callable[[], object]:
    seen = queries.judge(held).fingerprint
    return lambda: actions.import_staff(held, seen=seen, leaves_out=False, by=OPERATOR)


def test_one_file_that_many_take_in_at_once_is_taken_in_once() -> None:
    house = cast.seinajoki()
    held = received(house)

    found = at_once([importing(held)] * THREADS)

    assert sorted(map(str, found)) == sorted(["done", *[str(ImportRefusal.GONE)] * (THREADS - 1)])
    assert (StaffMember.objects.count(), Entry.objects.filter(verb="staff.imported").count()) == (3, 1)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_of_two_files_the_second_is_seen_again_first(number: int) -> None:
    """Both coordinators looked at the same list. One file is taken in whole; the other asks to look again, and loses nothing by it."""
    house = cast.seinajoki()
    other = people.ensure("toinen@seinajoki.example", name="Toinen", language="fi", by=OPERATOR)
    mine, theirs = [(*AINO[:6], ""), (*BERTTA[:6], "")], [RAUNI]
    first, second = received(house, mine), received(house, theirs, person=other)

    found = at_once([importing(first), importing(second)])

    assert sorted(map(str, found)) == ["changed", "done"]
    taken = {row[1] for row in (mine if found[0] == "done" else theirs)}
    assert set(StaffMember.objects.values_list("name", flat=True)) == taken
    left = StaffImport.objects.get()
    actions.import_staff(left, seen=queries.judge(left).fingerprint, leaves_out=False, by=OPERATOR)
    assert set(StaffMember.objects.values_list("name", flat=True)) == {row[1] for row in ALL}


@pytest.mark.parametrize("number", range(ROUNDS))
def test_coordinators_who_end_each_other_leave_one(number: int) -> None:
    house = cast.seinajoki()
    for name in ("b", "c", "d"):
        person = people.ensure(f"{name}@seinajoki.example", name=name, language="fi", by=OPERATOR)
        actions.grant_role(house.organisation, person=person, kind=RoleKind.COORDINATOR, by=OPERATOR)
    roles = [role for role in queries.people_with_access(house.organisation) if role.kind == RoleKind.COORDINATOR]

    found = at_once([lambda role=role: actions.end_role(role, by=OPERATOR) for role in roles])

    assert sorted(map(str, found)) == sorted(["done"] * 3 + [str(RoleRefusal.LAST_COORDINATOR)])
    assert len(queries.coordinators(house.organisation)) == 1
