"""`verme login-link EMAIL`: a one-use sign-in address, for the first login before mail works."""

import argparse

from verme.command import CommandError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", help="of a person who is known already")


def run(given: argparse.Namespace) -> int:
    """Prints the address: good for ten minutes, once. The person gets a letter about it, and the log an entry."""
    from verme.command import start  # slow import: Django

    start.django()
    from django.conf import settings  # slow import: Django

    from verme.audit.actors import OPERATOR  # slow import: Django
    from verme.organisations import queries as organisations  # slow import: Django
    from verme.organisations.terms import RoleKind  # slow import: Django
    from verme.people import actions, queries  # slow import: Django

    person = queries.by_address(given.email)
    if person is None:
        raise CommandError(f"nobody with the address {given.email} is known")
    kinds = {role.kind for role in organisations.all_roles_of(person)}
    if settings.PRODUCTION and not kinds & {RoleKind.COORDINATOR, RoleKind.NETWORK}:
        raise CommandError("in production only coordinators and network administrators get a link; others sign in by a code")
    secret = actions.make_link(person, by=OPERATOR)
    print(f"{settings.BASE_URL}/kirjaudu/linkki/{secret}/")
    return 0
