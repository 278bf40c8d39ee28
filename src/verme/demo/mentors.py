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


def invite_and_answer(house: House, programme: Programme, *, on: dt.date) -> None:
    """Everybody in the register is asked on a day and answers yes within the week, one theme of one's own and a few that are fine."""
    with clock.frozen(clock.at(on, dt.time(10))):
        mentors = list(queries.who_may_lead(house.organisation)) or _register(house)
        invitations = actions.invite(programme, mentors=mentors, by=house.coordinator)
    dice = random.Random(house.plan.seed + on.toordinal())  # noqa: S311 - for an example world, not for secrets
    themes, slots = list(Theme.objects.filter(programme=programme)), list(Slot.objects.filter(programme=programme))
    places = list(Place.objects.filter(programme=programme))
    for number, invitation in enumerate(invitations):
        with clock.frozen(clock.at(on + dt.timedelta(days=1 + number % 5), dt.time(12, number))):
            actions.answer(invitation, answer=Answer.YES, by=VISITOR)
            own = themes[number % len(themes)]
            others = [theme for theme in themes if theme != own and not theme.only_wished]
            offered = [own, *dice.sample(others, k=min(2, len(others)))]
            times = dice.sample(slots, k=3)
            terms = Terms([invitation.mentor], offered, times, places, ["fi", "sv"] if number % 4 == 1 else ["fi"], invitation.mentor.email)
            actions.offer(programme, terms=terms, by=VISITOR)


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
