"""`verme migrate`: brings the database to this version's shape; running it again changes nothing."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing unless something fails")


def run(given: argparse.Namespace) -> int:
    """Applies migrations and makes the cache table."""
    from verme.command import start  # slow import: Django

    start.django(ready=False)
    from django.core.management import call_command  # slow import: Django

    call_command("migrate", interactive=False, verbosity=0 if given.quiet else 1)
    call_command("createcachetable", verbosity=0)
    return 0
