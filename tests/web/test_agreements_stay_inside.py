"""Nobody outside a group reads its agreement or plan: by any address, as anybody, in any letter, in either log (I-20)."""

import json
import logging
from collections.abc import Callable

import pytest

from tests import cast
from tests.make import AUGUST
from tests.rooms.agreements.circle import person
from tests.visit import signed_in
from tests.web import examples, tables, visitors
from tests.web.examples import Town
from tests.web.test_matrix import METHODS, pages
from tests.web.visitors import visit
from verme.agreements.models import GroupAgreement
from verme.audit.models import Entry
from verme.clockwork import actions as clockwork
from verme.mail.models import Letter

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # the text is stored alike everywhere; pages and logs are looked through
SECRET = "Kanelipulla-salaisuus"


@pytest.fixture
def town(at: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> Town:
    """A town whose group has the secret in two versions, a draft and the plan."""
    at(AUGUST)
    made = Town(cast.seinajoki())
    assert made.programme
    tables.agreed(made.group, words=SECRET)
    made.fill()
    return made


@pytest.mark.slow
def test_the_secret_is_nowhere_but_with_the_group(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    everybody = visitors.knockers(town.house, cast.gradia())
    shown = []
    for address in pages():
        clockwork.beat("mail-1")
        url = examples.url(address, town)
        for knocker in everybody:
            for method in METHODS:
                response, _ = visit(knocker.client, method, url)
                if SECRET.encode() in b"".join(
                    [response.content, *(f"{name}{value}".encode() for name, value in response.headers.items())]
                ):
                    shown.append(f"{method} {address.name} as {knocker.name}")

    assert shown == []
    assert SECRET not in caplog.text
    letters = [f"{each.subject}{each.text}{each.html}{each.attachments}{each.to_name}" for each in Letter.objects.all()]
    entries = [json.dumps(each.facts) + each.target_id for each in Entry.objects.all()]
    assert [text for text in (*letters, *entries) if SECRET in text] == []


def test_the_group_itself_reads_it(town: Town) -> None:
    """The test above has something to find."""
    url = f"/oma/ryhma/{town.group.pk}/"

    for address in (town.group.leaders.get().mentor.email, "seat-1@seinajoki.example"):
        client = signed_in(person(address))
        assert [SECRET in client.get(url + path).content.decode() for path in ("sopimus/", "suunnitelma/")] == [True, True]
    assert GroupAgreement.objects.filter(content__isnull=False).count() == 2
