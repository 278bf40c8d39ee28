"""A mail server that can be as bad as real ones: it takes, refuses, hangs, hangs up."""

import asyncio
import email
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

logging.getLogger("mail.log").propagate = False  # the server's threads outlive the test whose output they would write to
logging.getLogger("mail.log").addHandler(logging.NullHandler())


@dataclass
class Server:
    """What it has taken, and how it behaves: `recipient` and `data` are its replies, `mood` what goes wrong besides."""

    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    recipient: str = "250 OK"
    data: str = "250 OK"
    mood: str = ""  # "hangs" | "drops after taking"
    url: str = ""

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:  # noqa: N802
        if self.mood == "hangs":
            await asyncio.sleep(3)
        if self.recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.data.startswith("250"):
            message = email.message_from_bytes(cast(bytes, envelope.content), policy=default)
            self.taken.append((envelope.rcpt_tos[0], message))
        if self.mood == "drops after taking":
            assert server.transport is not None
            server.transport.close()
        return self.data

    @property
    def ids(self) -> list[str]:
        """The Message-IDs in the order of coming."""
        return [str(message["Message-ID"]) for _to, message in self.taken]


@contextmanager
def running() -> Iterator[Server]:
    """A server on this machine, on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Server(url=f"smtp://127.0.0.1:{port}")
    controller = Controller(cast(Any, server), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
