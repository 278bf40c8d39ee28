"""The example world's groups: searched for by the worker's own job, published as a coordinator would."""

import datetime as dt

from verme.demo.world import House
from verme.groups import actions, jobs
from verme.groups import queries as groups
from verme.groups.models import Group
from verme.groups.rules import Criteria
from verme.kernel import clock
from verme.mail import jobs as mail
from verme.programmes import queries as programmes
from verme.programmes.models import Programme


class NoGroupsError(Exception):
    """The search found no plan: the example world's answers and rules do not fit together."""


def form_and_publish(house: House, programme: Programme, *, formed: dt.date, published: dt.date) -> list[Group]:
    """A proposal on one day, published on another: everyone concerned has a letter and a seat."""
    criteria = Criteria.of(programmes.rules_on(house.organisation, programme.starts_on))
    with clock.frozen(clock.at(formed, dt.time(9, 30))):
        run = actions.ask(programme, criteria=criteria, by=house.coordinator)
        jobs.form_groups.call(run.pk)
    draft = groups.worked_on(programme).first()
    if draft is None or not draft.groups.exists():
        raise NoGroupsError(programme.slug)
    with clock.frozen(clock.at(published, dt.time(10))):
        return actions.publish(draft, revision=draft.revision, by=house.coordinator)


def deliver(day: dt.date) -> None:
    """The post goes out at the end of a day, so that letters are as old as what they tell."""
    with clock.frozen(clock.at(day, dt.time(17))):
        while mail.send_waiting():
            pass
