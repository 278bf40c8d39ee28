"""`verme form`: forms groups from a problem file. Knows no Django and needs no database."""

import argparse
import json
import math
import sys
import time
from pathlib import Path

from verme.command import CommandError
from verme.groups import formation
from verme.groups.formation import Conflict, Item, ItemKind, Problem, Result, Status

LARGEST_SEED, MOST_WORKERS = 2**31 - 100, 64  # what the solver takes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`verme form PROBLEM.json [--seconds S] [--seed N] [--workers W] [--output PLAN.json]`."""
    parser.add_argument("problem", type=Path, metavar="PROBLEM.json", help="the people, mentors, rules and wishes (verme-formation/1)")
    parser.add_argument("--seconds", type=_seconds, default=60.0, metavar="S", help="the longest the search may take (60)")
    parser.add_argument("--seed", type=_whole, default=1, metavar="N", help="with --workers 1 the same seed gives the same plan (1)")
    parser.add_argument("--workers", type=_workers, default=2, metavar="W", help="searches side by side while proving (2)")
    parser.add_argument("--output", type=Path, metavar="PLAN.json", help="where the plan goes; without it, to standard output")


def run(args: argparse.Namespace) -> int:
    """0: a plan was written. 1: no plan exists, and the file says what clashes. Raises CommandError: not readable, not writable."""
    began = time.monotonic()
    try:
        problem = formation.read_file(args.problem)
    except formation.Unreadable as fault:
        raise CommandError(str(fault)) from fault
    _check_writable(args.output)
    seconds = args.seconds - (time.monotonic() - began)
    result = formation.solve(problem, seconds=seconds, seed=args.seed, workers=args.workers)
    if result.status is Status.UNKNOWN:
        raise CommandError(f"no plan that keeps the locks was found in {args.seconds:g} seconds, nor that there is none; allow more")
    _write(args.output, json.dumps(formation.plan_file(problem, result), ensure_ascii=False, indent=1) + "\n")
    if result.conflict is not None:
        print(f"verme form: {_clash(result.conflict)}", file=sys.stderr)
        return 1
    print(_summary(problem, result), file=sys.stdout if args.output else sys.stderr)
    return 0


def _check_writable(output: Path | None) -> None:
    """A search should not end with nowhere to put the plan."""
    if output is not None and (output.is_dir() or not output.parent.is_dir()):
        raise CommandError(f"{output}: is a folder" if output.is_dir() else f"{output.parent}: is not a folder")


def _write(output: Path | None, text: str) -> None:
    if output is None:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.flush()
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as fault:
        raise CommandError(f"{output}: {fault.strerror}") from fault


def _summary(problem: Problem, result: Result) -> str:
    """One line: each level with its proof or its bound."""
    if result.plan is None or result.score is None or result.bound is None:
        return f"no plan ({result.status})"
    score, bound, proven = result.score, result.bound, result.proven
    levels = [
        f"{score.placed} of {len(problem.people)} placed ({'proven best' if proven.placed else f'at most {bound.placed}'})",
        f"{score.poor} in a poor seat ({'proven fewest' if proven.poor else f'at least {bound.poor}'})",
        f"total {score.total:,} ({'proven best' if proven.total else f'at most {bound.total:,}'})",
    ]
    return f"{'; '.join(levels)}; {len(result.plan.groups)} groups; {result.seconds:.1f} s"


def _clash(conflict: Conflict) -> str:
    """Why no plan exists, in one sentence."""
    items = " and ".join(_said(item) for item in conflict.items)
    if len(conflict.items) == 1:
        return f"no plan exists: {items} cannot be kept"
    return f"no plan exists: {items} cannot all be kept{' (no fewer clash)' if conflict.is_smallest else ''}"


def _said(item: Item) -> str:
    one, other = item.pair
    return {
        ItemKind.LOCK: f"the lock of {one} to {other}",
        ItemKind.BANNED: f"the ban of {one} from {other}",
        ItemKind.APART: f"keeping {one} and {other} apart",
    }[item.kind]


def _seconds(text: str) -> float:
    value = float(text)
    if not math.isfinite(value) or value <= 0:
        raise ValueError
    return value


def _whole(text: str) -> int:
    value = int(text)
    if not 0 <= value <= LARGEST_SEED:
        raise ValueError
    return value


def _workers(text: str) -> int:
    value = int(text)
    if not 1 <= value <= MOST_WORKERS:
        raise ValueError
    return value
