"""Two at once: a call is sent once, an address belongs to one programme, a model is adopted once."""

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection

from tests import cast, make
from verme.audit.actors import OPERATOR
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.mail.models import Letter
from verme.organisations.models import StaffMember
from verme.programmes import actions
from verme.programmes.models import Dispatch, Programme, RuleSet
from verme.programmes.queries import Audience
from verme.programmes.rules import Dates
from verme.programmes.terms import Channel

pytestmark = [pytest.mark.racing, pytest.mark.django_db(transaction=True)]
THREADS = 8
DATES = Dates(
    clock.at(dt.date(2026, 8, 10), dt.time(8)),
    clock.end_of(dt.date(2026, 9, 8)),
    dt.date(2026, 9, 15),
    dt.date(2026, 9, 21),
    dt.date(2027, 5, 31),
)


def at_once(deeds: list[Callable[[], object]]) -> list[str]:
    """What became of each: "done", or the reason of its refusal, or the fault."""
    line, found = threading.Barrier(len(deeds)), []

    def run(deed: Callable[[], object]) -> None:
        try:
            line.wait(20)
            deed()
            found.append("done")
        except Refused as no:
            found.append(str(no.reason.value))
        except DatabaseError as fault:
            found.append(repr(fault))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return sorted(found)


def test_a_call_that_is_sent_by_many_at_once_goes_out_once(at: Callable[..., None]) -> None:
    at(make.AUGUST)
    house = cast.seinajoki()
    actions.adopt_preset(house.organisation, preset="seinajoki", by=OPERATOR)
    programme = make.programme(house.organisation)
    Letter.objects.all().delete()
    StaffMember.objects.bulk_create(
        StaffMember(organisation=house.organisation, name=f"H{number}", email=f"h{number}@seinajoki.example") for number in range(20)
    )

    def send() -> object:
        return actions.send_call(programme, chosen=Audience(), channel=Channel.EMAIL, expected=20, by=OPERATOR)

    assert at_once([send] * THREADS) == ["done", *["nobody"] * (THREADS - 1)]
    assert (Letter.objects.count(), Dispatch.objects.count()) == (20, 1)


def test_an_address_is_given_to_one_of_many_organisations() -> None:
    houses = [cast.seinajoki(), cast.gradia()]

    def opening(house: cast.House) -> Callable[[], object]:
        values = {"titles": {"fi": "Verme"}, "school_year": 2026, "dates": DATES, "capacity": 10, "by": OPERATOR}
        return lambda: actions.open_year(house.organisation, slug="verme-2026", **values)  # type: ignore[arg-type]

    assert at_once([opening(houses[number % 2]) for number in range(THREADS)]) == ["done", *["slug_taken"] * (THREADS - 1)]
    assert Programme.objects.count() == 1


def test_a_model_is_adopted_once() -> None:
    house = cast.seinajoki()

    assert at_once([lambda: actions.adopt_preset(house.organisation, preset="gradia", by=OPERATOR)] * THREADS) == [
        *["adopted"] * (THREADS - 1),
        "done",
    ]
    assert RuleSet.objects.count() == 1


def test_a_programme_is_announced_once_and_keeps_its_lot(at: Callable[..., None]) -> None:
    at(make.AUGUST)
    programme = make.programme(cast.seinajoki().organisation, announced=False)
    make.themes(programme), make.slots(programme), make.places(programme)
    seeds: list[str] = []

    assert at_once([lambda: seeds.append(actions.announce(programme, by=OPERATOR).draw_seed)] * THREADS) == [
        *["already_announced"] * (THREADS - 1),
        "done",
    ]
    programme.refresh_from_db()
    assert seeds == [programme.draw_seed]
