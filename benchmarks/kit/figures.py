"""Figures as they are printed."""

import os
import platform
from collections.abc import Sequence
from math import ceil


def percentile(sorted_values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values do not exceed (nearest rank)."""
    return sorted_values[max(ceil(share * len(sorted_values)) - 1, 0)]


def milliseconds(values: Sequence[float]) -> str:
    """Seconds as "p50 p95 p99 most" in whole milliseconds, in columns."""
    held = sorted(values)
    return " ".join(f"{percentile(held, share) * 1000:7.0f}" for share in (0.5, 0.95, 0.99, 1))


def machine() -> str:
    """What the figures were made on."""
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} at the beginning"
