"""The example world's staff list comes in by the real deeds, and a newer file shows everything that such a file can bring."""

import pytest

from verme.audit import queries as audit
from verme.demo import build, staff
from verme.demo.worlds import WORLDS, World
from verme.organisations import queries
from verme.organisations.staff_rows import Reason

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("plan", WORLDS, ids=lambda plan: plan.slug)
def test_a_list_is_in_use_and_a_newer_file_waits(plan: World) -> None:
    house = build.founded(plan)

    staff.build(house, [])

    listed = house.organisation.staff.filter(is_listed=True)
    verbs = [entry.verb for entry in audit.of_organisation(house.organisation.pk)]
    assert listed.count() == plan.staff
    assert listed.filter(unit__isnull=True).count() == 0
    assert listed.get(email=f"rehtori@{house.host}").subordinates.exists()
    assert verbs.count("staff.imported") == 1
    assert verbs.count("staff.received") == 2

    judged = queries.judge(queries.waiting_imports(house.organisation).get())
    made, faults = judged.differences, {fault.reason for row in judged.read.faulty for fault in row.faults}
    assert (len(made.new), len(made.changed), len(made.missing)) == (5, 5, 5)
    assert faults == {Reason.EMAIL_WITHOUT_ENDING, Reason.SAME_NUMBER, Reason.UNKNOWN_UNIT}
