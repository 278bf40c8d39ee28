"""The command line `verme …`: one module a word, loaded only when it is said."""

import argparse
import importlib
import sys
from collections.abc import Sequence

WORDS = {
    "demo": "make the example world in a database of its own and serve it",
    "serve": "serve the pages",
    "worker": "send letters, keep the timetable, form groups",
    "migrate": "bring the database to this version's shape",
    "check": "check configuration, database, mail and disk",
    "login-link": "print a one-use sign-in address for an existing person",
    "organisation": "add an organisation and its first coordinator",
    "form": "form groups from a problem file",
}


class CommandError(Exception):
    """Ends the command with exit code 2 and its text as one line on stderr."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one word; returns 0 (done), 1 (done, and the answer is no) or 2 (could not be done, one line on stderr says why)."""
    parser = argparse.ArgumentParser(prog="verme", description="Verme: peer-group mentoring for a whole school year.")
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)
    given = list(sys.argv[1:] if arguments is None else arguments)
    spoken = next((word for word in given if not word.startswith("-")), None)
    for word, meaning in WORDS.items():
        below = words.add_parser(word, help=meaning, description=meaning[0].upper() + meaning[1:] + ".")
        if word == spoken:
            module = importlib.import_module(f"verme.command.{word.replace('-', '_')}")
            module.add_arguments(below)
            below.set_defaults(run=module.run)
    chosen = parser.parse_args(given)
    try:
        return int(chosen.run(chosen))
    except CommandError as fault:
        print(f"verme {chosen.word}: {' '.join(str(fault).split())}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
