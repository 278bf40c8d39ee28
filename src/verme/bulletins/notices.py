"""The letters of a bulletin: the coordinator's own words, in the reader's language where they were written in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verme.bulletins.models import KIND, Bulletin
from verme.kernel.texts import pick
from verme.mail import actions as mail
from verme.mail.actions import Reader, Sender
from verme.organisations import notices as organisations
from verme.programmes import notices as programmes
from verme.programmes.models import Programme

type Texts = Mapping[str, str]


@dataclass(frozen=True)
class Preview:
    """A letter as it would arrive now."""

    language: str
    sender: Sender
    subject: str
    text: str


def bulletin(sent: Bulletin, readers: Sequence[Reader]) -> int:
    """Writes one letter to each of them; returns how many letters that is."""
    programme, signature = sent.programme, organisations.signature(sent.programme.organisation)
    return mail.write_many(
        KIND,
        event=sent.event,
        readers=readers,
        sender=lambda language: programmes.sender(programme, language),
        context=lambda language: _context(programme, signature, sent.subjects, sent.texts, language),
    )


def previews(programme: Programme, *, subjects: Texts, texts: Texts, languages: Sequence[str]) -> list[Preview]:
    """The letter as it would arrive in each of the languages."""
    signature, made = organisations.signature(programme.organisation), []
    for language in languages:
        sender, context = programmes.sender(programme, language), _context(programme, signature, subjects, texts, language)
        subject, text, _html = mail.compose("bulletins/letters/bulletin", context, reader=Reader("", "", language), sender=sender)
        made.append(Preview(language, sender, subject, text))
    return made


def _context(programme: Programme, signature: str, subjects: Texts, texts: Texts, language: str) -> dict[str, Any]:
    first = programme.organisation.first_language
    words = pick(texts, language, first)
    return {
        "heading": pick(subjects, language, first).text,
        "words": words.text,
        "words_language": words.language,
        "title": programme.title_in(language),
        "signature": signature,
    }
