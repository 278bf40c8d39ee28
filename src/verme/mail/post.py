"""The line to the mail server: one letter in, one answer out. Whatever goes wrong is an answer, never an exception."""

import base64
import contextlib
import email.errors
import email.policy
import smtplib
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import MIMEPart
from enum import Enum
from types import TracebackType
from typing import Self

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers

from verme.mail.models import Letter
from verme.mail.rules import is_final

FAULT_LENGTH = 300


class Verdict(Enum):
    """What becomes of the letter."""

    TAKEN = "taken"
    LATER = "later"
    NEVER = "never"


@dataclass(frozen=True)
class Answer:
    """The server's answer to one letter; `is_about_all` says that the next letter would hear the same."""

    verdict: Verdict
    fault: str = ""
    is_about_all: bool = False


class Post:
    """`with Post() as post: answer = post.hand_over(letter)`. The line is opened at the first letter and kept until the end."""

    def __init__(self) -> None:
        self.server = mailers["default"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None) -> None:
        self._hang_up()

    def hand_over(self, letter: Letter) -> Answer:
        """Sends one letter. A server that hangs, drops the line or cannot be reached means LATER for everybody."""
        try:
            message = as_message(letter)
            self.server.open()
            self.server.send_messages([message])
        except smtplib.SMTPRecipientsRefused as refused:
            answer = _about_letter(*next(iter(refused.recipients.values())))
        except smtplib.SMTPDataError as refused:
            answer = _about_letter(refused.smtp_code, refused.smtp_error)
        except smtplib.SMTPResponseException as refused:  # the greeting, our own name, our sign-in, our sender address
            answer = Answer(Verdict.LATER, _words(refused.smtp_code, refused.smtp_error), is_about_all=True)
        except (OSError, smtplib.SMTPException) as fault:
            answer = Answer(Verdict.LATER, type(fault).__name__, is_about_all=True)
        except (ValueError, email.errors.MessageError) as fault:  # a name or an address that no header can hold
            answer = Answer(Verdict.NEVER, _words(0, str(fault)))
        else:
            return Answer(Verdict.TAKEN)
        self._hang_up()
        return answer

    def _hang_up(self) -> None:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            self.server.close()


def as_message(letter: Letter) -> EmailMultiAlternatives:
    """The letter as mail programs read it: text and HTML, its own Message-ID, answers to the coordinator, no automatic answers wished.

    Raises ValueError or MessageError for an address or a name that no header can hold.
    """
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=_mailbox(letter.sender_name, settings.CONFIGURATION.sender),
        to=[_mailbox(letter.to_name, letter.to_address)],
        reply_to=[_mailbox("", letter.reply_to)] if letter.reply_to else None,
        headers={
            "Message-ID": letter.message_id,
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "OOF, AutoReply",
            "Content-Language": letter.language,
        },
    )
    message.attach_alternative(letter.html, "text/html")
    for file in letter.attachments:
        message.attach(_part(file["name"], base64.b64decode(file["base64"]), file["type"]))
    return message


def _part(name: str, content: bytes, type_: str) -> MIMEPart:
    """An attachment byte for byte: a text keeps its own line ends (calendars need theirs), a type its parameters."""
    kind = email.policy.SMTP.header_factory("Content-Type", type_)
    part = MIMEPart(policy=email.policy.SMTP)
    named = {key: str(value) for key, value in kind.params.items()}
    part.set_content(content, kind.maintype, kind.subtype, disposition="attachment", filename=name, params=named)
    return part


def _mailbox(name: str, address: str) -> str:
    return str(Address(display_name=" ".join(name.split()), addr_spec=address))


def _about_letter(code: int, said: bytes | str) -> Answer:
    return Answer(Verdict.NEVER if is_final(code) else Verdict.LATER, _words(code, said))


def _words(code: int, said: bytes | str) -> str:
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return f"{code or ''} {' '.join(text.split())}".strip()[:FAULT_LENGTH]
