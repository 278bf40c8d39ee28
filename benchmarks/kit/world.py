"""What stands in a scratch installation, made by the product's own actions at the time it would have been done: relative to today."""

import datetime as dt
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from verme.audit.actors import OPERATOR, VISITOR
from verme.demo.mentors import invite_and_answer
from verme.demo.world import House, furnish, wisher
from verme.demo.worlds import SEINAJOKI
from verme.groups import actions as groups
from verme.groups import jobs
from verme.groups.models import Draft, Run
from verme.groups.rules import Criteria
from verme.kernel import clock
from verme.mornings import actions as mornings
from verme.organisations import actions as organisations
from verme.organisations.terms import RoleKind
from verme.people import actions as people
from verme.people.models import Person
from verme.practice import names
from verme.programmes import actions as programmes
from verme.programmes import queries
from verme.programmes.models import Programme
from verme.programmes.rules import Dates
from verme.programmes.terms import Admission
from verme.signups import actions as signups
from verme.signups.models import Signup

FOUNDED, OPENED, CLOSED = 60, 20, 2  # days ago


def days_ago(number: int) -> dt.date:
    """That day."""
    return clock.today() - dt.timedelta(days=number)


@dataclass
class World:
    """An organisation like Seinäjoki's, and whoever comes to it."""

    house: House
    coordinator: Person
    numbers: Any = field(default_factory=lambda: count(1))

    @classmethod
    def founded(cls) -> "World":
        """Fourteen schools, their staff groups, the operating model, a coordinator."""
        plan = SEINAJOKI
        with clock.frozen(clock.at(days_ago(FOUNDED), dt.time(9))):
            made = organisations.add(slug=plan.slug, names=plan.names, languages=["fi", "sv", "en"], preset=plan.preset, by=OPERATOR)
            units = [organisations.add_unit(made, name=name, level=level, town=town, by=OPERATOR) for name, level, town in plan.units]
            programmes.adopt_preset(made, preset=plan.preset, by=OPERATOR)
            coordinator = people.ensure(f"koordinaattori@{plan.slug}.example", name="Riitta Kangas", language="fi", by=OPERATOR)
            organisations.grant_role(made, person=coordinator, kind=RoleKind.COORDINATOR, by=OPERATOR)
            mornings.choose(coordinator, digest=False, nudge=False, by=OPERATOR)  # those letters belong to no deed
        house = House(plan, made, units, list(made.staff_groups.all()), coordinator.acting("coordinator"))
        return cls(house, coordinator)

    def programme(self, *, capacity: int, admission: Admission = Admission.BY_TIME, is_open: bool = False) -> Programme:
        """An announced programme with themes, times, places and mentors; its sign-up is open, or has closed the day before yesterday."""
        closes = days_ago(-14) if is_open else days_ago(CLOSED)
        dates = Dates(
            opens_at=clock.at(days_ago(OPENED), dt.time(8)),
            closes_at=clock.end_of(closes),
            groups_by=closes + dt.timedelta(days=7),
            starts_on=closes + dt.timedelta(days=7),
            ends_on=closes + dt.timedelta(days=200),
        )
        with clock.frozen(clock.at(days_ago(OPENED + 1), dt.time(8))):
            number = next(self.numbers)
            titles = {"fi": f"Kierros {number}", "sv": f"Omgång {number}", "en": f"Round {number}"}
            made = programmes.open_year(
                self.house.organisation,
                slug=f"kierros-{number}",
                titles=titles,
                school_year=dates.starts_on.year,
                dates=dates,
                capacity=capacity,
                admission=admission,
                by=self.house.coordinator,
            )
            furnish(self.house, made)
            made = programmes.announce(made, by=self.house.coordinator)
        invite_and_answer(self.house, made, on=days_ago(OPENED - 1))
        return made

    def people(self, programme: Programme, number: int) -> list[Signup]:
        """So many sign up, one a minute, while the sign-up was open, and open their letter the day after."""
        deal = wisher(self.house, programme, seed=programme.pk)
        made: list[Signup] = []
        for turn in range(number):
            name = next(self.house.names)
            with clock.frozen(clock.at(days_ago(OPENED - 5), dt.time(9 + turn // 60, turn % 60))):
                answers = deal.answers(name, names.address(name, self.house.host), turn)
                signup = signups.apply(programme, key=f"{programme.slug}-{turn}", answers=answers, by=VISITOR).signup
            if signup is None:
                raise LookupError(f"{name} was in already")
            with clock.frozen(clock.at(days_ago(OPENED - 6), dt.time(9 + turn // 60, turn % 60))):
                made.append(signups.confirm(signup, by=VISITOR))
        return made

    def search(self, programme: Programme) -> Run:
        """The coordinator has asked for groups; the worker has not begun."""
        criteria = Criteria.of(queries.rules_on(self.house.organisation, programme.starts_on))
        return jobs.start(programme, criteria=criteria, by=self.house.coordinator)

    def draft(self, programme: Programme) -> Draft:
        """The groups that a search has found. Raises LookupError when there are none."""
        criteria = Criteria.of(queries.rules_on(self.house.organisation, programme.starts_on))
        run = groups.ask(programme, criteria=criteria, by=self.house.coordinator)
        jobs.form_groups.call(run.pk)
        draft = Draft.objects.select_related("programme__organisation").get(pk=run.draft_id)
        if not draft.groups.exists():
            raise LookupError("no groups were found")
        return draft
