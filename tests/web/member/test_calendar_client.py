"""One's own calendar in a program of its own (vdirsyncer): what it fetched, and what it changes when meetings move, stop or are let go."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
import vobject
from pytest_django.live_server_helper import LiveServer

from tests.rooms.meetings.deeds import wish
from tests.web.member.conftest import Year, visitor
from verme.kernel import clock
from verme.meetings import actions

pytestmark = [pytest.mark.once, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
AINO = "aino@koulu.example"
FIRST, SECOND, MOVED = dt.date(2026, 11, 9), dt.date(2026, 12, 7), dt.date(2026, 11, 16)
SETTINGS = """
[general]
status_path = "{folder}/status"

[pair verme]
a = "feed"
b = "folder"
collections = null
conflict_resolution = "a wins"

[storage feed]
type = "http"
url = "{url}"

[storage folder]
type = "filesystem"
path = "{folder}/meetings"
fileext = ".ics"
"""


class Client:
    """vdirsyncer with a folder of its own."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.settings = folder, folder / "config"
        (folder / "meetings").mkdir()
        self.settings.write_text(SETTINGS.format(folder=folder, url=url))
        self.run("discover")

    def run(self, *words: str) -> None:
        """One command; what it says stands in the failure."""
        command = [sys.executable, "-m", "vdirsyncer", "-c", str(self.settings), *words]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    def sync(self) -> list[dt.datetime]:
        """Fetches; when each meeting begins, as another reader of calendar files has it."""
        self.run("sync")
        read = [vobject.readOne(file.read_text()).vevent for file in (self.folder / "meetings").glob("*.ics")]
        return sorted(each.dtstart.value for each in read)


def test_a_calendar_program_follows_what_happens_to_meetings(year: Year, live_server: LiveServer, tmp_path: Path) -> None:
    first, second = actions.plan(year.a, wishes=[wish(FIRST), wish(SECOND)], by=year.here.by)
    address = visitor(AINO).post("/oma/kalenteri/").context["address"]
    client = Client(tmp_path, f"{live_server.url}/{address.split('/', 3)[3]}")

    assert client.sync() == [first.starts_at, second.starts_at]
    assert client.sync() == [first.starts_at, second.starts_at]  # nothing new: nothing changes

    actions.change(first, wish=wish(MOVED), sequence=0, by=year.here.by)
    actions.cancel(second, sequence=0, by=year.here.by)

    assert client.sync() == [clock.at(MOVED, dt.time(14, 30))]
