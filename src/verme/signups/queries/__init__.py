"""Reading sign-ups."""

from verme.signups.queries.links import by_reference, by_secret, offer_by_secret, outsider_by_secret, question_by_secret
from verme.signups.queries.lists import (
    Counts,
    accepted,
    active,
    active_by_programme,
    active_of_address,
    counts,
    drawn,
    last_of_person,
    newest_of_address,
    of_person,
    of_programme,
    outsiders,
    queue,
    with_answers,
)
from verme.signups.queries.looking import Register, noticed, possible_duplicates, register, told_apart
from verme.signups.queries.times import offered, suitable
from verme.signups.queries.wishing import applicant, catalogue, catalogue_of, openings, themes, welcome_themes, who_may_join, wishes
from verme.signups.queries.working_time import supervisor_of, what_the_supervisor_gets

__all__ = [
    "Counts",
    "Register",
    "accepted",
    "active",
    "active_by_programme",
    "active_of_address",
    "applicant",
    "by_reference",
    "by_secret",
    "catalogue",
    "catalogue_of",
    "counts",
    "drawn",
    "last_of_person",
    "newest_of_address",
    "noticed",
    "of_person",
    "of_programme",
    "offer_by_secret",
    "offered",
    "openings",
    "outsider_by_secret",
    "outsiders",
    "possible_duplicates",
    "question_by_secret",
    "queue",
    "register",
    "suitable",
    "supervisor_of",
    "themes",
    "told_apart",
    "welcome_themes",
    "what_the_supervisor_gets",
    "who_may_join",
    "wishes",
    "with_answers",
]
