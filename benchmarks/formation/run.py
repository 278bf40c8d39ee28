"""Runs `verme form` over problems, checks every plan with the independent checker, and prints a table.

    python benchmarks/formation/run.py [--seconds S] [--workers W] [--seed N] [NAME …]

NAME is a stored instance (`seinajoki-50-a`) or a family and a seed (`seinajoki:x`), which is generated first. Without names:
all stored instances of school size and the impossible ones. Exit 0 when all plans are valid, no score is below the best one
known beside it in `best.json` at school size, and every conflict equals the known one; else 1.
`s` is the time by the clock, `CPU s` the work done in it by all threads: on a machine with other work, only the second tells much.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import generate
import score

HERE = Path(__file__).parent
STORED = HERE / "instances"
BEST: dict[str, Any] = json.loads((HERE / "best.json").read_text())
SCHOOL = 64  # people; up to here the best score is to be reached, and proven


@dataclass
class Row:
    """What came of one problem."""

    name: str
    status: str
    result: str
    bound: str
    seconds: float
    work: float
    megabytes: int
    faults: list[str]


def main() -> int:
    """Runs everything that was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--seconds", default="60")
    parser.add_argument("--workers", default="2")
    parser.add_argument("--seed", default="1")
    asked = parser.parse_args()
    names = asked.names or sorted(path.stem for path in STORED.glob("*.json") if int(path.stem.split("-")[1]) <= SCHOOL)
    options = ["--seconds", asked.seconds, "--workers", asked.workers, "--seed", asked.seed]
    print(f"{'problem':24} {'status':10} {'placed · poor · total':24} {'bound':24} {'s':>6} {'CPU s':>6} {'MB':>5}")
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            row = run(name, Path(folder), options)
            figures = f"{row.result:24} {row.bound:24} {row.seconds:6.1f} {row.work:6.1f} {row.megabytes:5}"
            print(f"{row.name:24} {row.status:10} {figures}  {'; '.join(row.faults)}", flush=True)
            faults += len(row.faults)
    return 1 if faults else 0


def run(name: str, folder: Path, options: list[str]) -> Row:
    """Forms the groups of one problem in a process of its own and checks what it wrote."""
    path, known = problem_of(name, folder)
    output, errors = folder / f"{path.stem}.plan.json", folder / "stderr"
    began = time.monotonic()
    with errors.open("wb") as stderr:
        child = subprocess.Popen(
            [sys.executable, "-m", "verme.command", "form", str(path), "--output", str(output), *options],
            stdout=subprocess.DEVNULL,
            stderr=stderr,
        )
        _, status, used = os.wait4(child.pid, 0)  # tells the memory and the work of this one child
    seconds, code, megabytes = time.monotonic() - began, os.waitstatus_to_exitcode(status), used.ru_maxrss // 1024
    work = used.ru_utime + used.ru_stime
    if code not in {0, 1}:
        return Row(path.stem, f"exit {code}", "", "", seconds, work, megabytes, [errors.read_text().strip()])
    problem, plan = score.load(path), json.loads(output.read_text())
    check = check_conflict if plan["status"] == "impossible" else check_plan
    result, bound, faults = check(problem, plan, known)
    return Row(path.stem, plan["status"], result, bound, seconds, work, megabytes, faults)


def problem_of(name: str, folder: Path) -> tuple[Path, dict[str, Any]]:
    """Where the problem is, and what is known of it."""
    if ":" not in name:
        return STORED / f"{name}.json", BEST.get(name, {})
    made, conflict = generate.generate(*name.split(":"))
    known = {"impossible": True, "conflict": conflict} if conflict else {}
    return Path(generate.write(made, str(folder / f"{made['name']}.json"))), known


def check_plan(problem: Any, plan: Any, known: dict[str, Any]) -> tuple[str, str, list[str]]:
    """Score, bound, and every rule or promise that the plan breaks."""
    faults = [*score.problems_of(problem, plan)] or [*score.misstated(problem, plan)]
    if len(problem["people"]) <= SCHOOL and plan["status"] != "optimal":
        faults.append("not proven")
    if known.get("status") == "optimal" and any(plan["score"][level] != known[level] for level in score.LEVELS):
        faults.append(f"the best is {words(known)}")
    return words(plan["score"]), words(plan["bound"]), faults


def check_conflict(problem: Any, plan: Any, known: dict[str, Any]) -> tuple[str, str, list[str]]:
    """The items that clash, and whether they are the known ones."""
    faults = [] if same(plan["conflict"]) == same(known.get("conflict", [])) else [f"the known conflict is {known.get('conflict')}"]
    return f"{len(plan['conflict'])} items clash", "", faults


def same(conflict: list[dict[str, Any]]) -> set[tuple[Any, ...]]:
    """A conflict without the order of its items and of the ends of its pairs."""
    return {(item["kind"], item.get("person"), item.get("mentor"), frozenset(item.get("pair", ()))) for item in conflict}


def words(levels: dict[str, int]) -> str:
    """Three levels as they are written everywhere."""
    return " · ".join(str(levels[level]) for level in score.LEVELS)


if __name__ == "__main__":
    sys.exit(main())
