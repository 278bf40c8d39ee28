"""Work for workers, and what came of it: one file a call, in the folder that the environment names."""

import os
import time
import uuid
from pathlib import Path

from django.tasks import Task, task

from verme.clockwork.retry import retrying

FOLDER = "FOLDER_OF_WORK_DONE"


def done(name: str) -> int:
    """How often this was done."""
    return len(list(Path(os.environ[FOLDER]).glob(f"{name}-*")))


def note(name: str) -> None:
    (Path(os.environ[FOLDER]) / f"{name}-{uuid.uuid4()}").touch()


@task(queue_name="mail")
def quick(name: str) -> None:
    note(name)


@task(queue_name="formation")
def slow(name: str, seconds: float) -> None:
    note(f"{name}_begun")
    time.sleep(seconds)
    note(f"{name}_ended")


@task(queue_name="default")
def failing(name: str) -> None:
    note(name)
    raise ZeroDivisionError(name)


def _stubborn() -> Task[..., None]:
    return stubborn


@task(queue_name="default")
@retrying(_stubborn)
def stubborn(name: str, good_at: int) -> None:
    note(name)
    if done(name) < good_at:
        raise ZeroDivisionError(name)
