"""Groups of the example world begin: everybody has signed in once, the agreement is written, offered and accepted."""

import datetime as dt
from collections.abc import Iterable

from verme.agreements import actions, queries
from verme.agreements.rules import PlanLine
from verme.audit.actors import Actor
from verme.demo.world import House
from verme.groups.models import Group, Leader, Seat
from verme.groups.queries import leaders_now, seats_now
from verme.kernel import clock
from verme.mentors import actions as mentors
from verme.people import actions as people
from verme.signups import actions as signups

LATE = 2  # so many have not accepted yet where an agreement waits
PLAN = (
    ("Tutustuminen ja toimintasopimus", "kahvit"),
    ("Mikä työssä kantaa", "pulla"),
    ("Hankala tilanne, yhdessä pohdittuna", "tee ja hedelmät"),
    ("Kevään kiireet", "kahvit"),
    ("Työn rajat", "leipää"),
    ("Mitä veimme mukanamme", "kakku"),
)


def actor(house: House, party: Leader | Seat) -> Actor:
    """Whoever leads or sits in a group, signed in: what was known under the address is theirs from the first time on."""
    known = party.mentor if isinstance(party, Leader) else party.signup
    by = people.ensure(known.email, name=known.name, language=known.language, by=house.coordinator)
    mine = by.acting("member")
    if known.person_id is None:
        mentors.tie(by, by=mine)
        signups.tie(by, by=mine)
    return mine


def agree(house: House, groups: Iterable[Group], *, published: dt.date, waits: Group | None = None) -> None:
    """Each group's agreement within two weeks; in the group that `waits`, some have not accepted yet."""
    for number, group in enumerate(groups):
        leaders, seats = list(leaders_now().filter(group=group)), list(seats_now().filter(group=group))
        first = clock.at(published + dt.timedelta(days=3 + number % 4), dt.time(15, 10))
        with clock.frozen(first):
            by = actor(house, leaders[0])
            words = queries.template(house.organisation, queries.language_of(group))
            draft = actions.write(group, language=queries.language_of(group), sections=words, revision=0, by=by)
            offered = actions.offer(group, number=1, revision=draft.revision, by=by)
            actions.plan(group, lines=[PlanLine(theme, brings) for theme, brings in PLAN], revision=0, by=by)
        ready: list[Leader | Seat] = [*leaders, *seats]
        for place, party in enumerate(ready[:-LATE] if group == waits else ready):
            with clock.frozen(first + dt.timedelta(hours=2 + 7 * place)):
                actions.accept(offered, by=actor(house, party))
