"""How quickly each page is there: for a visitor, a member, a mentor and a coordinator, with 54 people who have signed up.

    python benchmarks/pages.py [--postgresql] [--times 30] [--workers 1]

Starts `verme serve` set up as in production on a new database, follows links to one page of each kind, and opens each so many times, one
after the other. Sizes are of the HTML before it is compressed.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.kit import start


def main() -> int:
    """Runs what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--workers", type=int, default=1, help="processes of verme serve (1)")
    given = start.arguments(parser)
    with start.scratch() as folder:
        from benchmarks.kit import looking  # app ready

        looking.run(folder, times=given.times, workers=given.workers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
