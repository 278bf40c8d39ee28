"""`verme check`: says what falls short, part by part."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from tests import cast
from tests.make import AUGUST
from tests.rooms.mail.conftest import posts_to
from tests.rooms.mail.server import running
from verme.audit import jobs
from verme.audit.models import Entry
from verme.command import check, main
from verme.configuration import Configuration

pytestmark = pytest.mark.django_db(transaction=True)
type Run = Callable[..., tuple[int, dict[str, str]]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs it; the exit code and what was said of each part."""
    monkeypatch.setenv("VERME_UNREADY", "1")
    call_command("createcachetable", verbosity=0)

    def ran(*arguments: str) -> tuple[int, dict[str, str]]:
        code = main(["check", *arguments])
        lines = capsys.readouterr().out.splitlines()
        return code, {line[:14].strip(): line[15:] for line in lines}

    return ran


PARTS = ["configuration", "database", "migrations", "mail", "disk", "log seals"]


@pytest.fixture(autouse=True)
def a_large_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "FREE_SHARE", 0)
    monkeypatch.setattr(check, "FREE_BYTES", 0)


def test_all_is_well(run: Run) -> None:
    assert run() == (0, dict.fromkeys(PARTS, "ok"))


def configured(monkeypatch: pytest.MonkeyPatch, **values: object) -> None:
    held = Configuration.model_construct(**{**settings.CONFIGURATION.model_dump(), **values})
    monkeypatch.setattr(settings, "CONFIGURATION", held)


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({}, "VERME_SECRET_KEY is missing"),
        ({"secret_key": "x" * 49, "base_url": "https://v.example", "smtp_url": "smtps://m.example"}, "VERME_SECRET_KEY is too short"),
        ({"secret_key": "x" * 50, "smtp_url": "smtps://m.example"}, "VERME_BASE_URL is missing"),
        (
            {"secret_key": "x" * 50, "base_url": "http://v.example", "smtp_url": "smtps://m.example"},
            "VERME_BASE_URL must begin with https:",
        ),
        ({"secret_key": "x" * 50, "base_url": "https://v.example"}, "VERME_SMTP_URL is missing"),
    ],
)
def test_production_is_not_half_configured(run: Run, monkeypatch: pytest.MonkeyPatch, values: dict[str, object], fault: str) -> None:
    configured(monkeypatch, environment="production", **{"base_url": "", **values, "smtp_url": ""})
    if "smtp_url" in values:
        monkeypatch.setattr(check, "_mail", lambda: "")
        configured(monkeypatch, environment="production", **{"base_url": "", **values})
    code, said = run()

    assert code == 1
    assert said["configuration"].startswith(f"falls short: {fault}")


def test_what_is_waiting_is_told(run: Run) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'clockwork'")
    try:
        assert run()[1]["migrations"] == "falls short: 1 are waiting: run `verme migrate`"
    finally:
        call_command("migrate", "clockwork", fake=True, verbosity=0)


def test_a_missing_table_for_limits_is_told(run: Run) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE verme_cache")
    try:
        assert run()[1]["migrations"] == "falls short: 0 are waiting: run `verme migrate`"
    finally:
        call_command("createcachetable", verbosity=0)


def test_a_mail_server_that_is_there_is_well(run: Run, settings: pytest.FixtureRequest) -> None:
    with running() as server:
        posts_to(settings, server.url)  # type: ignore[arg-type]
        assert run()[1]["mail"] == "ok"
    assert run()[1]["mail"].startswith("falls short: the mail server does not answer as it should")


def test_a_full_disk_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "FREE_BYTES", 2**60)

    assert run()[1]["disk"].startswith("falls short: only ")


def test_a_changed_log_is_told(run: Run, at: Callable[[dt.datetime], None]) -> None:
    at(AUGUST)
    cast.seinajoki()
    at(AUGUST + dt.timedelta(days=2))
    jobs.seal_finished_days()
    assert run()[1]["log seals"] == "ok"
    # A row that comes late is as bad as one that was changed; changing one is refused by the database itself.
    with transaction.atomic():
        Entry.objects.create(happened_at=AUGUST, role="operator", verb="role.granted", target_kind="x", target_id="1")

    assert run() == (1, {**dict.fromkeys(PARTS, "ok"), "log seals": "falls short: the log was changed after it was sealed: 2026-08-20"})


def test_an_example_is_not_production(run: Run) -> None:
    code, said = run("--deploy")

    assert (code, said["production"]) == (1, "falls short: VERME_ENVIRONMENT is not production")
