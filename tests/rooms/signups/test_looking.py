"""What the coordinator should look at, in queries that do not grow."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.rooms.signups.table import Table, table
from verme.audit.actors import OPERATOR, VISITOR
from verme.mentors import actions as mentors
from verme.mentors.actions.offer import Terms
from verme.mentors.terms import Training
from verme.organisations.models import StaffMember
from verme.signups import actions, queries
from verme.signups.models import Signup
from verme.signups.terms import Flag

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(at: Callable[[dt.datetime], None]) -> Table:
    at(make.AUGUST)
    return table()


def flags(made: Table) -> dict[str, list[Flag]]:
    """First name → flags."""
    names = dict(Signup.objects.values_list("pk", "name"))
    return {names[key]: found for key, found in queries.noticed(made.programme).items()}


def confirmed(made: Table, name: str, **said: object) -> Signup:
    return actions.confirm(made.apply(name, **said), by=VISITOR)


def test_each_flag_has_its_sign(made: Table) -> None:
    organisation = made.house.organisation
    for name in ("Aino", "Bertta", "Cecilia", "Daavid"):
        StaffMember.objects.create(organisation=organisation, name=name, email=f"{name.lower()}@koulu.example")
    StaffMember.objects.create(organisation=organisation, name="Eeva", email="eeva@koulu.example", is_listed=False)
    mentor = mentors.register(organisation, name="Heikki", email="h@koulu.example", training=Training.TRAINED, language="fi", by=OPERATOR)
    mentors.offer(made.programme, terms=Terms([mentor], made.themes, made.slots[:1], made.places, ["fi"]), by=OPERATOR)

    confirmed(made, "Aino")
    made.apply("Bertta")
    confirmed(made, "Cecilia", slots={made.slots[3]: 2})
    confirmed(made, "Daavid", unit=None, other_unit="Kyläkoulu")
    confirmed(made, "Eeva")
    actions.apply(made.programme, key="q", answers=made.answers("Fanni"), by=VISITOR, flags=["quick", "honeypot"])

    assert flags(made) == {
        "Bertta": [Flag.UNCONFIRMED],
        "Cecilia": [Flag.NO_TIME],
        "Daavid": [Flag.NO_UNIT],
        "Eeva": [Flag.NOT_STAFF],
        "Fanni": [Flag.UNCONFIRMED, Flag.NOT_STAFF, Flag.QUICK, Flag.HONEYPOT],
    }


def test_without_a_staff_list_nobody_is_missing_from_it(made: Table) -> None:
    confirmed(made, "Aino")

    assert flags(made) == {}


def test_duplicates_are_named_on_both(made: Table) -> None:
    confirmed(made, "Aino Mäki", email="aino.maki@koulu.example")
    twin = confirmed(made, "Aino Maki", email="amaki@koulu.example")
    confirmed(made, "Bertta")

    assert flags(made) == {"Aino Mäki": [Flag.DUPLICATE], "Aino Maki": [Flag.DUPLICATE]}
    actions.withdraw(twin, by=VISITOR)
    assert flags(made) == {}


def test_outsiders_are_not_reproached_for_being_outside(made: Table) -> None:
    StaffMember.objects.create(organisation=made.house.organisation, name="Joku", email="joku@koulu.example")
    invitation = actions.invite(made.programme, name="Ulla", email="ulla@muu.example", language="fi", by=OPERATOR)
    link, _key = actions.make_link(made.programme, name="Yliopisto", limit=3, expires_at=make.AUGUST + dt.timedelta(days=9), by=OPERATOR)
    for key, email, outsider in (("Ulla", "ulla@muu.example", invitation), ("Osku", "osku@yo.example", link)):
        answers = made.answers(key, email=email, unit=None, other_unit="Muu")
        signup = actions.apply(made.programme, key=key, answers=answers, by=VISITOR, outsider=outsider).signup
        assert signup is not None
        actions.confirm(signup, by=VISITOR)

    assert flags(made) == {"Osku": [Flag.WAITS]}


@pytest.mark.counting
def test_the_queries_do_not_grow(made: Table) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries_made:
            queries.noticed(made.programme)
            list(queries.accepted(made.programme)), queries.counts(made.programme), queries.outsiders(made.programme)
        return len(queries_made)

    made.fill(1)
    one = asked()
    made.fill(29)

    assert asked() == one <= 25
