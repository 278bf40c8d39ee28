"""The letters of a call."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from verme.mail import actions as mail
from verme.mail.actions import Reader, Sender
from verme.organisations import notices as organisations
from verme.people.models import Person
from verme.programmes import queries
from verme.programmes.models import Dispatch, Programme
from verme.programmes.models.dispatch import LETTERS
from verme.programmes.plain_words import call_words
from verme.programmes.rules import Rules
from verme.programmes.terms import Channel


def call(dispatch: Dispatch, readers: Sequence[Reader]) -> int:
    """The call, or the reminder of it, to each of them in their own language; returns how many letters that is."""
    programme = dispatch.programme
    rules = queries.rules_of(programme)
    return mail.write_many(
        dispatch.kind,
        event=dispatch.event,
        readers=readers,
        sender=lambda language: sender(programme, language),
        context=lambda language: _context(programme, rules, language),
    )


def sample(programme: Programme, channel: Channel, *, person: Person, language: str) -> None:
    """The same letter to its sender alone, as often as wished: it counts as no call."""
    mail.write(
        "programmes.sample",
        event=f"programmes.sample:{programme.pk}:{uuid.uuid4().hex}",
        reader=Reader(person.email, "", language, person.pk),
        sender=sender(programme, language),
        context=_context(programme, queries.rules_of(programme), language),
        template=_template(channel),
    )


@dataclass(frozen=True)
class Preview:
    """The letter as it would arrive now."""

    sender: Sender
    subject: str
    text: str
    html: str


def preview(programme: Programme, rules: Rules | None, channel: Channel, language: str) -> Preview:
    """The call, or its reminder, to readers of a language; `rules` are those of the programme's first day."""
    by, reader = sender(programme, language), Reader("", "", language)
    return Preview(by, *mail.compose(_template(channel), _context(programme, rules, language), reader=reader, sender=by))


def _template(channel: Channel) -> str:
    return LETTERS[channel].replace(".", "/letters/", 1)


def sender(programme: Programme, language: str) -> Sender:
    """In whose name a programme's letters go, of every room. A practice writes to nobody but the person who practises."""
    only_to = programme.practised_by.email if programme.practised_by else ""
    return organisations.sender(programme.organisation, language, programme_id=programme.pk, only_to=only_to)


def _context(programme: Programme, rules: Rules | None, language: str) -> dict[str, Any]:
    organisation = programme.organisation
    return {
        "words": call_words(programme, rules, language),
        "organisation": organisation.name_in(language),
        "signature": organisations.signature(organisation),
        "link": mail.link(f"/i/{programme.slug}/", language),
    }
