"""Secrets of letters' links, for the examples: each opens a page of the town."""

import datetime as dt
from typing import TYPE_CHECKING

from verme.audit.actors import OPERATOR
from verme.kernel import clock, tokens
from verme.mentors.models import Invitation
from verme.people import actions as people
from verme.signups.models import Offer, SupervisorAsk, Vacancy

if TYPE_CHECKING:
    from tests.web.examples import Town


def sign_in(town: "Town") -> str:
    """Signs the coordinator in."""
    return people.make_link(town.house.coordinator, by=OPERATOR)


def manage(town: "Town") -> str:
    """To the own sign-up, as it stands in the newest letter that has such a link."""
    assert town.signup.reference
    return town.letter_link("m")


def offer(town: "Town") -> str:
    """To an offered place."""
    secret = tokens.new()
    vacancy = Vacancy.objects.create(programme=town.programme)
    expires = clock.now() + dt.timedelta(days=3)
    Offer.objects.create(vacancy=vacancy, signup=town.signup, digest=tokens.digest(secret), expires_at=expires)
    return secret


def supervisor(town: "Town") -> str:
    """To the supervisor's question."""
    secret = tokens.new()
    SupervisorAsk.objects.create(signup=town.signup, digest=tokens.digest(secret), language="fi", is_question=True)
    return secret


def mentor(town: "Town") -> str:
    """To the mentor's answer."""
    secret = tokens.new()
    Invitation.objects.filter(pk=town.invited.pk).update(digest=tokens.digest(secret))
    return secret
