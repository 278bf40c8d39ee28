"""/healthz: for the machine that watches (product.md §4)."""

import datetime as dt

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.test import Client

from verme.clockwork import actions
from verme.clockwork.models import Beat
from verme.kernel import clock

pytestmark = pytest.mark.django_db


def answer() -> tuple[int, dict[str, str]]:
    response = Client().get("/healthz")
    assert settings.SESSION_COOKIE_NAME not in response.cookies
    return response.status_code, response.json()


def test_well_when_the_database_writes_and_a_worker_lives() -> None:
    actions.beat("mail-1")

    assert answer() == (200, {"status": "ok"})
    assert list(Beat.objects.values_list("name", flat=True)) == ["mail-1"]  # the proof leaves nothing


@pytest.mark.parametrize("seconds", [None, 61])
def test_a_silent_worker_is_named(seconds: int | None) -> None:
    if seconds is not None:
        Beat.objects.create(name="mail-1", at=clock.real_now() - dt.timedelta(seconds=seconds))

    assert answer() == (503, {"status": "failing", "part": "worker"})


def test_a_database_that_does_not_write_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise DatabaseError("disk is full at /var/lib/secret")

    actions.beat("mail-1")
    monkeypatch.setattr(Beat.objects, "update_or_create", full)

    assert answer() == (503, {"status": "failing", "part": "database"})
