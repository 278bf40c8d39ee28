"""One JSON object a line, without personal data: no bodies, no queries, no secrets of links."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime

SECRET_PATH = re.compile(r"/(kalenteri|m|t|mentori|kutsu|paikka|esihenkilo|sijaistarve|kirjaudu/linkki|vastaus)/[^/?\s]+")


def masked(path: str) -> str:
    """A path as it may be logged: `/m/***/`, and nothing after a question mark."""
    return SECRET_PATH.sub(r"/\1/***", path.split("?", 1)[0])


class JsonLines(logging.Formatter):
    """Time, level, logger, words; for requests the masked path and the request's identity; for faults the trace without values."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "says": masked(record.getMessage()).replace("\r", " ").replace("\n", " "),
        }
        request = getattr(record, "request", None)
        if (identity := getattr(request, "identity", None)) is not None:
            line["request"] = identity
        if record.exc_info:
            line["trace"] = _trace(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _trace(raised: BaseException | None) -> str:
    """Where it happened and what kind of fault it was, cause by cause; never its words, which may hold what somebody wrote."""
    told = []
    while raised is not None:
        told.append("".join(traceback.format_tb(raised.__traceback__)) + type(raised).__qualname__)
        raised = raised.__cause__ or (None if raised.__suppress_context__ else raised.__context__)
    return "\ncaused by\n".join(told)
