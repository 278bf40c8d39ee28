"""`verme check`: is everything here that the service needs? One line a part; exit code 1 when a part falls short."""

import argparse
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

FREE_SHARE, FREE_BYTES = 0.1, 500 * 1024 * 1024  # less of the disk than this is too little
type Probe = Callable[[], str]  # what falls short, or nothing


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--deploy", action="store_true", help="also what only production needs")


def run(given: argparse.Namespace) -> int:
    """Looks at every part even when an earlier one falls short; 0 when all is well, 1 otherwise. Changes nothing."""
    from verme.command import start  # slow import: Django

    start.django(ready=False)
    falls_short = False
    for name, probe in _probes(deploy=given.deploy):
        fault = " ".join(probe().split())
        falls_short = falls_short or bool(fault)
        print(f"{name:<14} {f'falls short: {fault}' if fault else 'ok'}")
    return 1 if falls_short else 0


def _probes(*, deploy: bool) -> Iterator[tuple[str, Probe]]:
    yield "configuration", _configuration
    yield "database", _database
    yield "migrations", _migrations
    yield "mail", _mail
    yield "disk", _disk
    yield "log seals", _seals
    if deploy:
        yield "production", _production


def _configuration() -> str:
    from django.conf import settings  # slow import: Django

    from verme import configuration  # slow import

    try:
        configuration.required(settings.CONFIGURATION)
    except configuration.ConfigurationError as fault:
        return str(fault)
    return ""


def _database() -> str:
    from django.db import DatabaseError  # slow import: Django

    from verme.clockwork import actions  # slow import: Django

    try:
        actions.prove_the_database_writes()
    except DatabaseError as fault:
        return str(fault) or type(fault).__name__
    return ""


def _migrations() -> str:
    from django.conf import settings  # slow import: Django
    from django.db import DatabaseError, connection  # slow import: Django
    from django.db.migrations.executor import MigrationExecutor  # slow import: Django

    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        tables = connection.introspection.table_names()
    except DatabaseError as fault:
        return str(fault) or type(fault).__name__
    if waiting or settings.CACHES["default"]["LOCATION"] not in tables:
        return f"{len(waiting)} are waiting: run `verme migrate`"
    return ""


def _mail() -> str:
    import smtplib  # slow import

    from django.conf import settings  # slow import: Django
    from django.core.mail import mailers  # slow import: Django

    if not settings.CONFIGURATION.smtp_url:
        return ""  # that production needs it is the configuration's matter
    server = mailers["default"]
    try:
        server.open()
        server.close()
    except (OSError, smtplib.SMTPException) as fault:
        return f"the mail server does not answer as it should: {fault or type(fault).__name__}"
    return ""


def _disk() -> str:
    from django.conf import settings  # slow import: Django

    file = settings.CONFIGURATION.database_file
    folder = file.parent if file is not None and file.parent.exists() else Path.cwd()
    space = shutil.disk_usage(folder)
    if space.free < FREE_BYTES or space.free < space.total * FREE_SHARE:
        return f"only {space.free // 1024**2} MB ({space.free * 100 // space.total} %) are free at {folder}"
    return ""


def _seals() -> str:
    from django.db import DatabaseError  # slow import: Django

    from verme.audit import jobs  # slow import: Django

    try:
        broken = jobs.broken_seals()
    except DatabaseError as fault:
        return str(fault) or type(fault).__name__
    return f"the log was changed after it was sealed: {', '.join(map(str, broken))}" if broken else ""


def _production() -> str:
    from django.conf import settings  # slow import: Django
    from django.core import checks  # slow import: Django

    if not settings.PRODUCTION:
        return "VERME_ENVIRONMENT is not production"
    found = checks.run_checks(include_deployment_checks=True)
    return "; ".join(str(message.msg) for message in found if message.is_serious(checks.WARNING) and not message.is_silenced())
