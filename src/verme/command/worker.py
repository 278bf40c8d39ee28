"""`verme worker`: two processes. One sends letters, keeps the timetable and does small jobs; the other forms groups."""

import argparse
import multiprocessing
import signal
import sys
from types import FrameType

KINDS = ("mail", "formation")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", choices=KINDS, help="run one of the two in this process")


def run(given: argparse.Namespace) -> int:
    """Runs until stopped; SIGTERM lets the running job finish. A process that dies is started again."""
    if given.only:
        return work(given.only)
    context = multiprocessing.get_context("spawn")  # no open database connection is shared
    processes = {kind: context.Process(target=work, args=(kind,), name=kind) for kind in KINDS}
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True
        for process in processes.values():
            process.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    for process in processes.values():
        process.start()
    while any(process.is_alive() for process in processes.values()):
        for kind, process in processes.items():
            process.join(timeout=1)
            if not process.is_alive() and not stopping:
                print(f"verme worker: the {kind} process ended with {process.exitcode}; starting it again", file=sys.stderr)
                processes[kind] = context.Process(target=work, args=(kind,), name=kind)
                processes[kind].start()
    return 0


def work(kind: str) -> int:
    """One worker process of this kind, until it is stopped."""
    from verme.command import start  # slow import: Django

    start.django()
    from verme.clockwork import shift  # slow import: Django

    shift.Shift(kind).run()
    return 0
