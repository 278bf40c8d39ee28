"""A second reader of calendar files, written apart from the one that writes them: lines, a zone's rules, times (RFC 5545)."""

import datetime as dt
import re
from dataclasses import dataclass, field

type Line = tuple[str, dict[str, str], str]  # name, parameters, value


@dataclass
class Part:
    """A component: its lines, and the components in it."""

    name: str
    lines: list[Line] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)

    def all(self, name: str) -> list["Part"]:
        """The components of a name, however deep."""
        return [each for part in self.parts for each in ([part] if part.name == name else []) + part.all(name)]

    def line(self, name: str) -> Line:
        """The one line of a name."""
        (found,) = (line for line in self.lines if line[0] == name)
        return found

    def value(self, name: str) -> str:
        """Its value, with escapes undone."""
        return re.sub(r"\\([\\,;nN])", lambda found: "\n" if found[1] in "nN" else found[1], self.line(name)[2])

    def has(self, name: str) -> bool:
        """Whether there is such a line."""
        return any(line[0] == name for line in self.lines)


def read(content: bytes) -> Part:
    """The calendar of a file. Asserts what every reader may rely on: CRLF, at most 75 octets a line, BEGIN and END in pairs."""
    assert content.endswith(b"\r\n") and b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    root = Part("")
    open_parts = [root]
    for text in content.decode().replace("\r\n ", "").split("\r\n")[:-1]:
        name, parameters, value = _line(text)
        if name == "BEGIN":
            part = Part(value)
            open_parts[-1].parts.append(part)
            open_parts.append(part)
        elif name == "END":
            assert open_parts.pop().name == value
        else:
            open_parts[-1].lines.append((name, parameters, value))
    (calendar,) = root.parts
    return calendar


def _line(text: str) -> Line:
    found = re.match(r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^;:"]*))*):(.*)$', text, re.DOTALL)
    assert found is not None, text
    pairs = (pair.split("=", 1) for pair in re.findall(r'[A-Za-z0-9-]+=(?:"[^"]*"|[^;:"]*)', found[2]))
    return found[1], {name: value.strip('"') for name, value in pairs}, found[3]


def moment(calendar: Part, line: Line) -> dt.datetime:
    """A time of the file in UTC, by the rules that the file itself has for its zone."""
    _name, parameters, value = line
    if value.endswith("Z"):
        return dt.datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
    local = dt.datetime.strptime(value, "%Y%m%dT%H%M%S")
    (zone,) = (each for each in calendar.all("VTIMEZONE") if each.value("TZID") == parameters["TZID"])
    return (local - _offset(zone, local)).replace(tzinfo=dt.UTC)


def _offset(zone: Part, local: dt.datetime) -> dt.timedelta:
    """The offset of the last change before this local time."""
    changes = [(_last_change(half, local), _span(half.value("TZOFFSETTO"))) for half in zone.parts]
    return max(changes)[1]


def _last_change(half: Part, local: dt.datetime) -> dt.datetime:
    first = dt.datetime.strptime(half.value("DTSTART"), "%Y%m%dT%H%M%S")
    rule = dict(pair.split("=") for pair in half.value("RRULE").split(";"))
    assert (rule["FREQ"], rule["BYDAY"]) == ("YEARLY", "-1SU")
    days = [_last_sunday(year, int(rule["BYMONTH"])) for year in (local.year - 1, local.year)]
    found = [dt.datetime.combine(day, first.time()) for day in days]
    return max(change for change in found if first <= change <= local)


def _last_sunday(year: int, month: int) -> dt.date:
    day = dt.date(year, month, 31)
    return day - dt.timedelta(days=(day.weekday() + 1) % 7)


def _span(text: str) -> dt.timedelta:
    return (1 if text[0] == "+" else -1) * dt.timedelta(hours=int(text[1:3]), minutes=int(text[3:5]))
