"""`python -m tools.with_pg [--durable] COMMAND …` runs the command with VERME_DATABASE_URL set to a PostgreSQL of its own.

It is thrown away afterwards. It does not wait for the disk, which tests need not; `--durable` keeps the server's own settings, for figures.
The cluster lives in a private temporary folder and listens on a Unix socket only, so that several can run at once. As root it runs
under the user `postgres`, because the server refuses root.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

OLDEST = 15  # what Django 6.1 asks for
ALWAYS = "-c listen_addresses='' -c max_connections=120"
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def binaries() -> Path:
    """Where initdb and pg_ctl are; ends with one sentence when PostgreSQL 15 or newer is missing."""
    versions = {int(file.parts[4]): file for file in Path("/usr/lib/postgresql").glob("*/bin/initdb")}
    found = [versions[version] for version in sorted(versions) if version >= OLDEST]
    if not found and (elsewhere := shutil.which("initdb")):
        found = [Path(elsewhere).resolve()]
    if not found:
        sys.exit("PostgreSQL 15 or newer is missing: apt-get install postgresql")
    return found[-1].parent


def _as_server_user(folder: Path) -> dict[str, Any]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    if os.getuid() != 0:
        return {"env": environment, "cwd": folder}
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": [], "env": environment, "cwd": folder}


def _run(command: list[str], url: str) -> int:
    """Runs the command to its end; when this process is told to stop, the command is told first and given ten seconds."""
    process = subprocess.Popen(command, env={**os.environ, "VERME_DATABASE_URL": url})
    try:
        return process.wait()
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _stop(signum: int, _frame: object) -> None:
    sys.exit(128 + signum)  # unwinds through every `finally`, so that the server stops and the folder goes


def main(command: list[str]) -> int:
    """Starts the server, runs the command, stops the server whatever happened; returns the command's exit code."""
    options = f"{ALWAYS} {FAST}"
    if command[:1] == ["--durable"]:
        options, command = ALWAYS, command[1:]
    if not command:
        sys.exit(__doc__)
    for told in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(told, _stop)
    server, folder = binaries(), Path(tempfile.mkdtemp(prefix="verme-pg-"))
    how, data = _as_server_user(folder), folder / "data"
    made = [str(server / "initdb"), "-D", str(data), "-A", "trust", "-U", "verme", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    ctl = [str(server / "pg_ctl"), "-D", str(data), "-s", "-w"]
    try:
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL, **how)
        subprocess.run([*ctl, "-l", str(folder / "log"), "-o", f"-k {folder} {options}", "start"], check=True, **how)
        return _run(command, f"postgresql://verme@/postgres?host={folder}")
    finally:
        subprocess.run([*ctl, "-m", "immediate", "stop"], check=False, stderr=subprocess.DEVNULL, **how)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
