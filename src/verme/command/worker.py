"""`verme worker`: two processes. One sends letters, keeps the timetable and does small jobs; the other forms groups."""

import argparse
import multiprocessing
import signal
import sys
import threading
from multiprocessing.context import SpawnProcess
from types import FrameType

from verme import configuration
from verme.command import CommandError

KINDS = ("mail", "formation")
CONTEXT = multiprocessing.get_context("spawn")  # no open database connection is shared


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", choices=KINDS, help="run one of the two in this process")


def run(given: argparse.Namespace) -> int:
    """Runs until stopped; SIGTERM lets the running job finish. A process that dies is started again."""
    try:
        configuration.load()
    except configuration.ConfigurationError as fault:
        raise CommandError(str(fault)) from None
    return work(given.only) if given.only else _oversee()


def _oversee() -> int:
    stopping = threading.Event()
    processes = {kind: _started(kind) for kind in KINDS}

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping.wait(1):
        for kind, process in processes.items():
            if not process.is_alive():
                print(f"verme worker: the {kind} process ended with {process.exitcode}; starting it again", file=sys.stderr)
                processes[kind] = _started(kind)
    for process in processes.values():
        process.terminate()
    for process in processes.values():
        process.join()
    return 0


def _started(kind: str) -> SpawnProcess:
    process = CONTEXT.Process(target=work, args=(kind,), name=kind)
    process.start()
    return process


def work(kind: str) -> int:
    """One worker process of this kind, until it is stopped or the process that started it is gone."""
    from verme.command import start  # slow import: Django

    start.django()
    from verme.clockwork import shift  # slow import: Django

    parent = multiprocessing.parent_process()
    shift.Shift(kind, is_wanted=parent.is_alive if parent else lambda: True).run()
    return 0
