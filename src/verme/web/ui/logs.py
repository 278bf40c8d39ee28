"""One JSON object a line, without personal data: no bodies, no queries, no secrets of links."""

import json
import logging
import re
from datetime import UTC, datetime

SECRET_PATH = re.compile(r"/(kalenteri|m|t|mentori|kutsu|kirjaudu/linkki|vastaus)/[^/?\s]+")


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
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
