"""Checks that uv.lock names only PyPI: a lock made behind a mirror would not work for anybody else."""

import re
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parent.parent / "uv.lock"
ALLOWED = {"pypi.org", "files.pythonhosted.org"}


def strangers(text: str) -> set[str]:
    """Hosts in a lock file that are not PyPI's."""
    return set(re.findall(r"https?://([^/\"]+)", text)) - ALLOWED


if __name__ == "__main__":
    if found := strangers(LOCK.read_text()):
        sys.exit(f"uv.lock names {', '.join(sorted(found))}")
