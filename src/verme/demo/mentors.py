"""The example world's mentors: registered once, asked each round, all of them ready."""

import datetime as dt
import random

from verme.audit.actors import VISITOR
from verme.demo.people import NAMES
from verme.demo.world import House
from verme.kernel import clock
from verme.mentors import actions, queries
from verme.mentors.actions import Terms
from verme.mentors.models import Mentor
from verme.mentors.terms import Answer, Training
from verme.people import actions as people
from verme.practice import names
from verme.programmes.models import Place, Programme, Slot, Theme


def invite_and_answer(house: House, programme: Programme, *, on: dt.date, most: int | None = None, is_last_a_pair: bool = False) -> None:
    """Everybody in the register, or its first so many, is asked on a day and answers yes within the week.

    Each offers one theme of one's own and a few that are fine. The last one may lead as a pair with the second, who leads an own group too.
    """
    with clock.frozen(clock.at(on, dt.time(10))):
        mentors = list(queries.who_may_lead(house.organisation)) or _register(house)
        invitations = actions.invite(programme, mentors=mentors[:most], by=house.coordinator)
    dice = random.Random(house.plan.seed + on.toordinal())  # noqa: S311 - for an example world, not for secrets
    themes, slots = list(Theme.objects.filter(programme=programme)), list(Slot.objects.filter(programme=programme))
    places = list(Place.objects.filter(programme=programme))
    offered: list[Terms] = []
    for number, invitation in enumerate(invitations):
        with clock.frozen(clock.at(on + dt.timedelta(days=1 + number % 5), dt.time(12, number))):
            actions.answer(invitation, answer=Answer.YES, by=VISITOR)
            own = themes[number % len(themes)]
            others = [theme for theme in themes if theme != own and not theme.only_wished]
            leads, times = [invitation.mentor], slots
            if is_last_a_pair and number == len(invitations) - 1:
                leads, times = [*leads, *offered[1].mentors], [slot for slot in slots if slot not in offered[1].slots]
            languages = ["fi", "sv"] if number % 4 == 1 else ["fi"]
            chosen = [own, *dice.sample(others, k=min(2, len(others)))]
            offered.append(Terms(leads, chosen, dice.sample(times, k=3), places, languages, invitation.mentor.email))
            actions.offer(programme, terms=offered[-1], by=VISITOR)


def _register(house: House) -> list[Mentor]:
    made = []
    for number in range(house.plan.mentors):
        name = NAMES[house.plan.slug]["mentori"] if number == 0 else next(house.names)
        email = f"mentori@{house.host}" if number == 0 else names.address(name, house.host)
        made.append(
            actions.register(
                house.organisation,
                email=email,
                name=name,
                language="fi",
                unit=house.units[(number * 2) % len(house.units)],
                training=Training.IN_TRAINING if number == house.plan.mentors - 1 else Training.TRAINED,
                trained_by="Jyväskylän yliopisto",
                trained_in=2012 + number,
                credits=10,
                languages=["fi", "sv"] if number % 4 == 1 else ["fi"],
                is_visible=number % 2 == 0,
                by=house.coordinator,
            )
        )
        people.ensure(email, name=name, language="fi", by=house.coordinator)
    return made
