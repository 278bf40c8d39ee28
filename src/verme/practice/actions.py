"""A practice begins, by the product's own deeds, and is taken away as if it had never been."""

import datetime as dt
import secrets

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.groups.models import Draft, Group
from verme.kernel import clock
from verme.kernel.dates import school_year_of
from verme.kernel.refusals import Refused
from verme.mail.models import Letter
from verme.mentors import actions as mentors
from verme.mentors.models import Mentor, MentorEntry
from verme.mentors.terms import Answer, Training
from verme.organisations.models import Organisation
from verme.people.models import Person
from verme.practice import names
from verme.practice.queries import practice_of
from verme.practice.terms import PracticeRefusal
from verme.practice.wisher import Wisher
from verme.programmes import actions as programmes
from verme.programmes import queries as programme_queries
from verme.programmes.models import Programme
from verme.programmes.rules import Dates
from verme.signups import actions as signups
from verme.signups import queries as signup_queries
from verme.signups.models import Signup

PEOPLE, MENTORS, PLACES = 54, 7, 56  # as Seinäjoki's (brochure: about 50 people in 5–7 groups)
UNCONFIRMED_EVERY = 9  # now and then a letter is not opened, so that there is something to check
HOST = "harjoitus.example"
WORKPLACES = (
    "Alakylän koulu",
    "Harjun koulu",
    "Joenvarren koulu",
    "Kirkkokadun koulu",
    "Koivukadun koulu",
    "Lakeuden koulu",
    "Myllymäen koulu",
)
TITLES = {"fi": "Harjoitus", "sv": "Övning", "en": "Practice"}
ENOUGH_UNITS = 3


@transaction.atomic
def begin(organisation: Organisation, *, person: Person, by: Actor) -> Programme:
    """A practice programme of this person: 54 invented people have signed up, seven invented mentors are ready. One at a time.

    Its letters go to the person alone (`programmes.notices.sender`). Raises Refused (NO_RULES, NO_STAFF_GROUPS).
    """
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if (going := practice_of(held, person)) is not None:
        return going
    if not programme_queries.rule_sets(held).exists():
        raise Refused(PracticeRefusal.NO_RULES)
    programme = programmes.announce(_open(held, by), by=by)
    _sign_up(programme, by)
    _lead(programme, by)
    Letter.objects.filter(programme_id=programme.pk).delete()  # what happened before the coordinator came is not news
    audit.record("practice.begun", programme, by=by, organisation=held.pk)
    return programme


def _open(organisation: Organisation, by: Actor) -> Programme:
    today = clock.today()
    day = dt.timedelta(days=1)
    dates = Dates(
        opens_at=clock.at(today - 21 * day, dt.time(8)),
        closes_at=clock.end_of(today),
        groups_by=today + 7 * day,
        starts_on=today + 14 * day,
        ends_on=today + 200 * day,
    )
    return programmes.open_year(
        organisation,
        slug=f"harjoitus-{organisation.slug[:40]}-{secrets.token_hex(3)}",
        titles=TITLES,
        school_year=school_year_of(today),
        dates=dates,
        capacity=PLACES,
        suggest=True,
        is_practice=True,
        by=by,
    )


def _sign_up(programme: Programme, by: Actor) -> None:
    groups = signup_queries.who_may_join(programme)
    if not groups:
        raise Refused(PracticeRefusal.NO_STAFF_GROUPS)
    units = list(programme.organisation.units.filter(is_closed=False))
    wisher = Wisher(
        programme,
        units=units if len(units) >= ENOUGH_UNITS else WORKPLACES,
        staff_groups=groups,
        shares={group.key: 1 for group in groups},
        seed=programme.pk,
    )
    people = names.people(programme.pk)
    for number in range(PEOPLE):
        name = next(people)
        answers = wisher.answers(name, names.address(name, HOST), number)
        signup = signups.enter(programme, key=f"practice-{programme.pk}-{number}", answers=answers, by=by)
        if number % UNCONFIRMED_EVERY:
            signups.confirm(signup, by=by)


def _lead(programme: Programme, by: Actor) -> None:
    """Seven mentors, each with a theme of one's own, two more that are fine, and three times."""
    themes, slots, places = list(programme.themes.all()), list(programme.slots.all()), list(programme.places.all())
    people = names.people(programme.pk + 1)
    made = [
        mentors.register(
            programme.organisation,
            email=f"mentori{number + 1}.{programme.pk}@{HOST}",
            name=next(people),
            language=programme.organisation.first_language,
            training=Training.TRAINED,
            languages=[programme.organisation.first_language],
            practice=programme,
            by=by,
        )
        for number in range(MENTORS)
    ]
    for number, invitation in enumerate(mentors.invite(programme, mentors=made, by=by)):
        mentors.answer(invitation, answer=Answer.YES, by=by)
        mentors.offer(
            programme,
            terms=mentors.Terms(
                mentors=[made[number]],
                themes=[themes[(number + step) % len(themes)] for step in range(min(3, len(themes)))],
                slots=[slots[(number * 3 + step * 2) % len(slots)] for step in range(min(3, len(slots)))],
                places=places,
                languages=[programme.organisation.first_language],
            ),
            by=by,
        )


@transaction.atomic
def discard(programme: Programme, *, by: Actor) -> None:
    """Takes a practice away with all that was made in it, letters and invented mentors too. Raises Refused(NOT_PRACTICE)."""
    held = Programme.objects.select_for_update().filter(pk=programme.pk).first()
    if held is None:
        return
    if not held.is_practice:
        raise Refused(PracticeRefusal.NOT_PRACTICE)
    audit.record("practice.discarded", held, by=by, organisation=held.organisation_id)
    # In this order, because later rows hold on to earlier ones.
    Group.objects.filter(programme=held).delete()
    Draft.objects.filter(programme=held).delete()
    MentorEntry.objects.filter(programme=held).delete()
    Signup.objects.filter(programme=held, merged_into__isnull=False).delete()
    Signup.objects.filter(programme=held).delete()
    Mentor.objects.filter(practice=held).delete()
    Letter.objects.filter(programme_id=held.pk).delete()
    held.delete()
