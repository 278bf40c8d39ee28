"""`verme organisation add`: a first real organisation and its coordinator."""

import argparse

from verme.command import CommandError
from verme.kernel.refusals import Refused
from verme.kernel.texts import LANGUAGES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    add = deeds.add_parser("add", help="add an organisation")
    add.add_argument("name", help="in the first language")
    add.add_argument("--slug", required=True, help="its part of the addresses: small letters, digits, hyphens")
    add.add_argument("--preset", choices=["seinajoki", "gradia"], required=True, help="the operating model it starts from")
    add.add_argument("--coordinator", required=True, metavar="EMAIL", help="address of the first coordinator")
    add.add_argument("--coordinator-name", default="", metavar="NAME", help="the coordinator's name")
    add.add_argument("--languages", default="fi,sv,en", help="in order, the first is the main one (fi,sv,en)")


def run(given: argparse.Namespace) -> int:
    """Adds it, its staff groups, its rules and its coordinator, who gets a letter; all or nothing."""
    from verme.command import start  # slow import: Django

    start.django()
    from django.core.exceptions import ValidationError  # slow import: Django
    from django.core.validators import validate_email  # slow import: Django

    try:
        validate_email(given.coordinator)
        _add(given)
    except ValidationError:
        raise CommandError(f"{given.coordinator!r} is not an e-mail address") from None
    except Refused as refused:
        raise CommandError(refused.sentence) from None
    print(f"{given.name} is added. Next: verme login-link {given.coordinator}")
    return 0


def _add(given: argparse.Namespace) -> None:
    from django.db import transaction  # slow import: Django

    from verme.audit.actors import OPERATOR  # slow import: Django
    from verme.organisations import actions as organisations  # slow import: Django
    from verme.organisations.terms import RoleKind  # slow import: Django
    from verme.people import actions as people  # slow import: Django
    from verme.programmes import actions as programmes  # slow import: Django

    languages = [code.strip() for code in given.languages.split(",")]
    if strange := [code for code in languages if code not in LANGUAGES]:
        raise CommandError(f"{strange[0]!r} is not one of {', '.join(LANGUAGES)}")
    with transaction.atomic():
        made = organisations.add(slug=given.slug, names={languages[0]: given.name}, languages=languages, preset=given.preset, by=OPERATOR)
        programmes.adopt_preset(made, preset=given.preset, by=OPERATOR)
        name = given.coordinator_name or given.coordinator.partition("@")[0]
        person = people.ensure(given.coordinator, name=name, language=languages[0], by=OPERATOR)
        organisations.grant_role(made, person=person, kind=RoleKind.COORDINATOR, by=OPERATOR)
