"""Kill -9 in the middle of a sign-up, a draw, a publishing, a closing, a search and of mailing: nothing is half, lost or double.

    python benchmarks/kills.py [--postgresql] [--kills 50] [sign-up | draw | publish | close | move | search | mailing …]

Real processes die: `verme serve` with two processes (all of them, or one), `verme worker`. Half of the deaths are at chosen statements,
spread over all that a deed writes, half by the clock. After each one the database shows the state before (every value of every row) or the
state after (everything that belongs to it); then it is tried again. At the end all letters go out, and the mail server has each of them
once, twice only where a worker died between its yes and our mark. Exit code 0 when all of that holds, else 1.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.kit import start

NAMES = ("sign-up", "draw", "publish", "close", "move", "search", "mailing")


def main() -> int:
    """Runs what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("deeds", nargs="*", metavar="DEED", help="of " + ", ".join(NAMES))
    parser.add_argument("--kills", type=int, default=50, help="deaths for each deed (50)")
    parser.add_argument("--seed", type=int, default=1)
    given = start.arguments(parser)
    if strange := set(given.deeds) - set(NAMES):
        parser.error(f"not known: {', '.join(sorted(strange))}")
    with start.scratch() as folder:
        from benchmarks.kit import killing  # app ready

        return 0 if killing.run(folder, given.deeds or NAMES, kills=given.kills, seed=given.seed) else 1


if __name__ == "__main__":
    sys.exit(main())
