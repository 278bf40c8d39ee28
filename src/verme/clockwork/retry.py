"""Trying a task again, later and later."""

import functools
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.tasks import Task

from verme.kernel import clock

log = logging.getLogger(__name__)
STEPS = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))


def retrying(task: Callable[[], Task[..., Any]]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Makes a task's function try again by back-off; after the last step the task fails for good.

    `task` gives the task itself (it does not exist yet when its function is decorated). The function gets `attempt` as a keyword.
    """

    def wrap(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def run(*args: Any, attempt: int = 0, **named: Any) -> Any:
            try:
                return function(*args, **named)
            except Exception:
                if attempt >= len(STEPS):
                    raise
                log.exception("%s failed, attempt %d", function.__qualname__, attempt + 1)
                task().using(run_after=clock.real_now() + STEPS[attempt]).enqueue(*args, attempt=attempt + 1, **named)
                return None

        return run

    return wrap
