"""Many deeds in the same moment."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection

from verme.kernel.refusals import Refused

THREADS = 30
type Deed = Callable[[], Any]


def at_once(pool: ThreadPoolExecutor, deeds: Sequence[Deed], *, forgives: tuple[type[Exception], ...] = (Refused,)) -> list[Any]:
    """Lets all deeds begin in the same moment; what is forgiven becomes a result: a refusal's reason, or the fault."""
    gate = threading.Barrier(len(deeds))

    def run(deed: Deed) -> Any:
        connection.ensure_connection()
        gate.wait()
        try:
            return deed()
        except forgives as fault:
            return fault.reason if isinstance(fault, Refused) else fault

    return list(pool.map(run, deeds))
