"""Many clicks at once send one message."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests import make
from tests.rooms.groups.round import a_round
from tests.rooms.programmes.test_racing import THREADS, at_once
from verme.bulletins import actions
from verme.bulletins.models import Bulletin
from verme.bulletins.terms import Audience
from verme.mail.models import Letter

pytestmark = [pytest.mark.racing, pytest.mark.django_db(transaction=True)]


def test_one_form_that_is_sent_many_times_is_one_message(at: Callable[[dt.datetime], None]) -> None:
    at(make.AUGUST)
    here = a_round()
    here.people(5)
    Letter.objects.all().delete()
    said = {"subjects": {"fi": "Kahvit"}, "texts": {"fi": "Nähdään."}, "key": "form-1", "expected": 5}

    def send() -> object:
        return actions.send(here.programme, audience=Audience.EVERYBODY, **said, by=here.by)  # type: ignore[arg-type]

    assert at_once([send] * THREADS) == ["done"] * THREADS
    assert (Bulletin.objects.count(), Letter.objects.count()) == (1, 5)
