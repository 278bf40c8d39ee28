"""`verme form` from outside: a process, files, exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.formation import score as checker
from tests.formation import make

REKSI = make.INSTANCES / "reksi-22-a.json"


def _form(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "verme.command", "form", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


def test_a_plan_is_written_and_summed_up_in_one_line(tmp_path: Path) -> None:
    output = tmp_path / "plan.json"

    done = _form(REKSI, "--output", output, "--seed", "3")

    plan = json.loads(output.read_text(encoding="utf-8"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("19 of 22 placed (proven best); 1 in a poor seat (proven fewest); total 1,323 (proven best); 3 groups; ")
    assert done.stdout.count("\n") == 1
    assert not [*checker.problems_of(make.stored("reksi-22-a"), plan), *checker.misstated(make.stored("reksi-22-a"), plan)]
    assert (plan["format"], plan["problem"], plan["seed"]) == ("verme-plan/1", "reksi-22-a", 3)
    assert all(each["reasons"] and each["nearest"] for each in plan["unplaced"])


def test_without_an_output_file_the_plan_goes_to_standard_output() -> None:
    done = _form(REKSI, "--workers", "1")

    assert done.returncode == 0
    assert json.loads(done.stdout)["status"] == "optimal"
    assert done.stderr.startswith("19 of 22 placed")


def test_no_plan_is_told_in_one_sentence_and_in_the_file(tmp_path: Path) -> None:
    output = tmp_path / "plan.json"

    done = _form(make.INSTANCES / "mahdoton-36-b.json", "--output", output)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "verme form: no plan exists: the lock of p0026 to m002 and the ban of p0026 from m002 cannot all be kept (no fewer clash)\n"
    )
    assert json.loads(output.read_text())["conflict"] == [
        {"kind": "lock", "person": "p0026", "mentor": "m002"},
        {"kind": "banned", "person": "p0026", "mentor": "m002"},
    ]


def test_an_unreadable_file_is_refused_with_its_place(tmp_path: Path) -> None:
    broken, output = make.stored("reksi-22-a"), tmp_path / "plan.json"
    broken["people"][3]["slots"] = {"ma-1430\n": 2}
    (tmp_path / "broken.json").write_text(json.dumps(broken))

    done = _form(tmp_path / "broken.json", "--output", output)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == 'verme form: people[3].slots: "ma-1430\\n" is not in slots\n'
    assert not output.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.json"], "none.json: No such file or directory"),
        ([REKSI, "--output", "/nowhere/plan.json"], "/nowhere: is not a folder"),
        ([REKSI, "--output", "."], ".: is a folder"),
        ([REKSI, "--seconds", "0"], "--seconds"),
        ([REKSI, "--seconds", "nan"], "--seconds"),
        ([REKSI, "--seed", "-1"], "--seed"),
        ([REKSI, "--workers", "0"], "--workers"),
        ([], "PROBLEM.json"),
    ],
)
def test_what_cannot_be_done_ends_with_two_and_says_why(arguments: list[str | Path], said: str) -> None:
    done = _form(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_no_django_is_loaded() -> None:
    code = (
        "import sys; from verme.command import main; code = main(sys.argv[1:]);"
        "sys.exit(code or any(name.split('.')[0] == 'django' for name in sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", code, "form", str(REKSI)], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr
