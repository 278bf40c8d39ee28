"""Codes that wait in a session for whoever reads the mailbox: ten minutes, five tries, one letter in twenty seconds; real time."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from verme.kernel import clock

LIFE, TRIES, PAUSE = 600, 5, 20  # seconds, tries, seconds between two letters


@dataclass(frozen=True)
class Drawer:
    """Where one kind of code lies in the session; only its digest does. `told` is kept beside it."""

    name: str
    salt: str

    def is_too_soon(self, request: HttpRequest) -> bool:
        """Whether a letter went out just now."""
        return clock.real_now().timestamp() - float(self._held(request).get("at", 0)) < PAUSE

    def keep(self, request: HttpRequest, code: str, *, told: str = "") -> None:
        """Puts a code in, in place of an earlier one."""
        request.session[self.name] = {"at": clock.real_now().timestamp(), "digest": self._digest(code), "tries": TRIES, "told": told}

    def sent_at(self, request: HttpRequest) -> dt.datetime | None:
        """When the code that is still good was sent; None when there is none."""
        held = self._held(request)
        is_good = held.get("tries", 0) > 0 and clock.real_now().timestamp() - held["at"] < LIFE
        return dt.datetime.fromtimestamp(held["at"], dt.UTC) if is_good else None

    def told(self, request: HttpRequest) -> str:
        """What was kept beside the code; empty when there is none."""
        return str(self._held(request).get("told", ""))

    def spend(self, request: HttpRequest, code: str) -> bool:
        """Spends a try; the right code works once, however it is written."""
        if self.sent_at(request) is None:
            return False
        held = self._held(request)
        if not constant_time_compare(held["digest"], self._digest(code)):
            request.session[self.name] = {**held, "tries": held["tries"] - 1}
            return False
        del request.session[self.name]
        return True

    def clear(self, request: HttpRequest) -> None:
        """Nothing lies in it any more."""
        request.session.pop(self.name, None)

    def _held(self, request: HttpRequest) -> dict[str, Any]:
        held: dict[str, Any] = request.session.get(self.name, {})
        return held

    def _digest(self, code: str) -> str:
        letters = "".join(letter for letter in code.upper() if letter.isalnum())
        return salted_hmac(self.salt, letters, algorithm="sha256").hexdigest()
