"""Where the answers wait between the pages: in the session, for a day after the last page. Back and reload keep them."""

import secrets
from collections.abc import Iterable
from typing import Any

from django.core import signing
from django.http import HttpRequest, QueryDict

from verme.kernel import clock

LIFE = 24 * 3600  # seconds after the last page
LONGEST = 2000  # characters of one answer: the session is no store for other things
BEGAN = signing.TimestampSigner(salt="verme.signup.began")


class Drawer:
    """What was typed on the way through one programme's question pages. A change of an own sign-up has a drawer of its own."""

    def __init__(self, request: HttpRequest, name: str) -> None:
        self.session = request.session
        self.name = name
        held = self.session.get("drawers", {}).get(name, {})
        self.held: dict[str, Any] = held if clock.real_now().timestamp() - held.get("at", 0) < LIFE else {}

    def page(self, name: str) -> QueryDict | None:
        """What was typed on a page, as if it had just been sent; None if that page was not reached."""
        if name not in self.held:
            return None
        data = QueryDict(mutable=True)
        for key, values in self.held[name].items():
            data.setlist(key, values)
        return data

    def keep(self, name: str, data: QueryDict, fields: Iterable[str], *, is_right: bool) -> None:
        """Keeps what was typed into these fields of a page, right or not; with the first page the form gets its identity."""
        typed = {field: [value[:LONGEST] for value in data.getlist(field)] for field in fields if field in data}
        right = {*self.held.get("right", []), name} if is_right else {*self.held.get("right", [])} - {name}
        self._put(**{name: typed}, right=sorted(right), key=self.key)

    def was_right(self, name: str) -> bool:
        """Whether a page was sent and was right then: what is not right any more should show."""
        return name in self.held.get("right", [])

    def fill(self, **held: Any) -> None:
        """Begins anew with ready answers."""
        self.held = {}
        self._put(**held, key=self.key)

    def note(self, **values: Any) -> None:
        """Keeps something beside the answers."""
        self._put(**values)

    @property
    def key(self) -> str:
        """The identity of this form: sending it twice has one effect. The same until the drawer is emptied."""
        return str(self.held.get("key") or secrets.token_urlsafe(24))

    def note_beginning(self, stamp: str) -> None:
        """Keeps when the first page was first shown (signed time), for the speed flag."""
        try:
            since = float(BEGAN.unsign(stamp))
        except (signing.BadSignature, ValueError):
            return
        self._put(began=min(since, self.held.get("began", since)))

    @property
    def seconds(self) -> float | None:
        """How long the answering took; None if it cannot be known."""
        began = self.held.get("began")
        return clock.real_now().timestamp() - began if began else None

    def empty(self) -> None:
        """Sent: nothing stays."""
        self.session["drawers"] = {name: held for name, held in self.session.get("drawers", {}).items() if name != self.name}
        self.held = {}

    def _put(self, **values: Any) -> None:
        self.held = {**self.held, **values, "at": clock.real_now().timestamp()}
        self.session["drawers"] = {**self.session.get("drawers", {}), self.name: self.held}


def stamp() -> str:
    """The signed moment a first page was shown."""
    return BEGAN.sign(str(clock.real_now().timestamp()))
