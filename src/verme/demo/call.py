"""The call of the example world goes out: on the intranet, on the walls, and by letter to everybody of the staff list who may join."""

import datetime as dt

from verme.demo.world import House
from verme.kernel import clock
from verme.programmes import actions, queries
from verme.programmes.models import Programme
from verme.programmes.queries import Audience
from verme.programmes.terms import Channel


def tell(house: House, programme: Programme, *, on: dt.date) -> None:
    """The day sign-up opens at eight, and the posters the day after."""
    with clock.frozen(clock.at(on, dt.time(8))):
        allowed = queries.rules_on(house.organisation, programme.starts_on).staff_groups
        chosen = Audience(staff_groups=[group for group in house.groups if group.key in allowed])
        if people := queries.addressees(programme, chosen, channel=Channel.EMAIL):
            actions.send_call(programme, chosen=chosen, channel=Channel.EMAIL, expected=len(people), by=house.coordinator)
    with clock.frozen(clock.at(on, dt.time(8, 15))):
        actions.note_dispatch(programme, channel=Channel.INTRANET, whom="Kaikki", sent_at=clock.now(), by=house.coordinator)
    posters = len(house.units)
    with clock.frozen(clock.at(on + dt.timedelta(days=1), dt.time(12))):
        actions.note_dispatch(
            programme, channel=Channel.POSTER, whom="Opettajainhuoneet", count=posters, sent_at=clock.now(), by=house.coordinator
        )
