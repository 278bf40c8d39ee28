"""Many at once: a mentor is asked once, an answer makes one offer, nobody leads two groups at one time."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests import make
from tests.rooms.mentors.season import Season, letters, season
from tests.rooms.programmes.test_racing import THREADS, at_once
from verme.audit.actors import VISITOR
from verme.mentors import actions, queries
from verme.mentors.models import Invitation, MentorEntry
from verme.mentors.terms import Answer

pytestmark = [pytest.mark.racing, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def here(at: Callable[[dt.datetime], None]) -> Season:
    """August: nobody has been asked."""
    at(make.AUGUST)
    return season()


def test_two_coordinators_who_invite_at_once_ask_each_mentor_once(here: Season) -> None:
    asked = [here.mentor() for _ in range(3)]

    assert at_once([lambda: actions.invite(here.programme, mentors=asked, by=here.by)] * THREADS) == ["done"] * THREADS
    assert len(letters()) == 3
    assert Invitation.objects.count() == 3


def test_an_answer_that_is_sent_many_times_is_one_offer(here: Season) -> None:
    sari = here.mentor()
    (invitation,) = here.invited(sari)

    assert at_once([lambda: actions.agree(invitation, terms=here.terms(sari), by=VISITOR)] * THREADS) == ["done"] * THREADS
    assert MentorEntry.objects.count() == 1


def test_many_who_name_one_mentor_for_the_same_time_get_one_group(here: Season) -> None:
    wanted = here.mentor()
    leads = [here.mentor() for _ in range(THREADS)]
    invitations = dict(zip(leads, here.invited(*leads), strict=True))

    def agreeing(mentor: object) -> Callable[[], object]:
        return lambda: actions.agree(invitations[mentor], terms=here.terms(mentor, wanted), by=VISITOR)  # type: ignore[index, arg-type]

    assert at_once([agreeing(mentor) for mentor in leads]) == ["done", *["overlap"] * (THREADS - 1)]
    assert queries.standing(here.programme).filter(leads=wanted).count() == 1
    assert Invitation.objects.filter(answer=Answer.YES).count() == 2  # whoever was first, and the one who was named
