"""Letters and a mail server to send them to."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from pytest_django import Settings

from tests.rooms.mail.server import Server, running
from verme.mail import actions
from verme.mail.actions import Attachment, Reader, Sender
from verme.mail.models import Letter
from verme.postoffice import mail_server

type Write = Callable[..., Letter]


@pytest.fixture
def write(db: None) -> Write:
    """`write("1")` puts a letter about event 1 into the outbox."""

    def written(
        event: str = "1",
        *,
        to: str = "aino@seinajoki.example",
        name: str = "Aino Virtanen",
        sender: Sender = Sender("Verme, Seinäjoki", "riitta@seinajoki.example", 1),  # noqa: B008 - frozen
        attachments: tuple[Attachment, ...] = (),
        **more: object,
    ) -> Letter:
        with transaction.atomic():
            letter = actions.write(
                "people.code",
                event=event,
                reader=Reader(to, name, "fi"),
                sender=sender,
                context={"code": "RMNS-XGCS"},
                attachments=attachments,
                **more,  # type: ignore[arg-type]
            )
        assert letter is not None
        return letter

    return written


def posts_to(settings: Settings, url: str, *, timeout: float = 0.5) -> None:
    """From now on letters go to the mail server at this address."""
    settings.CONFIGURATION = settings.CONFIGURATION.model_copy(update={"smtp_url": url, "mail_from": "verme@verme.example"})
    mailer = mail_server(url)
    mailer["OPTIONS"]["timeout"] = timeout
    settings.MAILERS = {"default": mailer}


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    """A mail server that letters go to."""
    with running() as started:
        posts_to(settings, started.url)
        yield started
