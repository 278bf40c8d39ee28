"""The limit of sign-in codes holds when many processes count at once."""

import threading

import pytest
from django.core.cache import cache
from django.db import connection

from tests import cast
from tests.web.account.conftest import Visitor
from verme.mail.models import Letter

AT_ONCE = 12


@pytest.mark.racing
@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_no_more_letters_than_one_after_another() -> None:
    cache.clear()
    person = cast.stranger()
    start, statuses = threading.Barrier(AT_ONCE), []

    def ask() -> None:
        visitor = Visitor(person.email)
        start.wait(10)
        try:
            statuses.append(visitor.ask().status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert len(statuses) == AT_ONCE
    assert statuses.count(302) == Letter.objects.filter(kind="people.code").count() <= 3
    assert set(statuses) <= {200, 302} and 302 in statuses
