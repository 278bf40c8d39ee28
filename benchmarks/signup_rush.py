"""Five hundred sign-ups in a minute, from five hundred addresses, through a trusted proxy: none lost, none double, none over capacity.

    python benchmarks/signup_rush.py [--postgresql] [--people 500] [--seconds 60] [--capacity 300]

Starts `verme serve` with two processes, `verme worker`, and a mail server, all set up as in production on a new database. Everybody opens
the call and its files, fills in the question pages and sends; every tenth presses the button twice. Then SQL counts. `--seconds 0`: all at
once. Exit code 0 when every count is right and 95 of 100 sends took less than half a second, else 1.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.kit import start


def main() -> int:
    """Runs what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--capacity", type=int, default=300)
    parser.add_argument("--workers", type=int, default=2, help="processes of verme serve (2)")
    parser.add_argument("--seed", type=int, default=1)
    given = start.arguments(parser)
    with start.scratch() as folder:
        from benchmarks.kit import rush  # app ready

        found = rush.run(
            folder, people=given.people, seconds=given.seconds, capacity=given.capacity, workers=given.workers, seed=given.seed
        )
        print(rush.told(found))
        return 0 if found.is_right and found.is_quick else 1


if __name__ == "__main__":
    sys.exit(main())
