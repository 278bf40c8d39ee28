"""A call goes out: by letters through the outbox, or by other ways that are noted down."""

from datetime import datetime

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.kernel.texts import filled
from verme.people.models import Person
from verme.programmes import notices, queries, rules
from verme.programmes.actions.locking import locked
from verme.programmes.models import Dispatch, Programme
from verme.programmes.models.dispatch import LETTERS
from verme.programmes.plain_words import audience_words
from verme.programmes.queries import Addresses, Audience
from verme.programmes.terms import CallRefusal, Channel


@transaction.atomic
def send_call(programme: Programme, *, chosen: Audience, channel: Channel, expected: int, without: Addresses = (), by: Actor) -> Dispatch:
    """Writes the call (or the reminder) to everybody the choices choose; the worker sends. One letter an address, however often one asks.

    `expected` is the number that was seen on the button, `without` the addresses that have signed up.
    Raises Refused (NOT_ANNOUNCED, NOT_OPEN, NOBODY, CHANGED, ENDED).
    """
    held = locked(programme)
    readers = queries.addressees(held, chosen, channel=channel, without=without)
    reason = rules.why_not_call(held.stage_at(clock.now()), people=len(readers), expected=expected)
    if reason is not None:
        raise Refused(reason)
    whom = audience_words(
        units=chosen.units, staff_groups=chosen.staff_groups, levels=chosen.levels, first=held.organisation.first_language
    )
    dispatch = Dispatch.objects.create(
        programme=held, channel=channel, sent_at=clock.now(), sent_by_id=by.person_id, whom=whom, count=len(readers)
    )
    notices.call(dispatch, readers)
    audit.record("call.sent", dispatch, by=by, organisation=held.organisation_id, programme=held.pk, channel=channel, count=len(readers))
    return dispatch


@transaction.atomic
def send_sample(programme: Programme, *, channel: Channel, person: Person, language: str, by: Actor) -> None:
    """Writes the letter to one person to look at. It counts as no call, and may be asked for again."""
    notices.sample(programme, channel, person=person, language=language)
    audit.record("call.tried", programme, by=by, organisation=programme.organisation_id, channel=channel)


@transaction.atomic
def note_dispatch(programme: Programme, *, channel: Channel, whom: str, sent_at: datetime, count: int | None = None, by: Actor) -> Dispatch:
    """Notes that the call was put on the intranet or a wall. Raises Refused (NO_WHOM, FUTURE, ENDED); letters note themselves."""
    if channel in LETTERS:
        raise ValueError(f"{channel} is sent, not noted")
    held = locked(programme)
    if not whom.strip():
        raise Refused(CallRefusal.NO_WHOM)
    if sent_at > clock.now():
        raise Refused(CallRefusal.FUTURE)
    made = Dispatch.objects.create(
        programme=held,
        channel=channel,
        sent_at=sent_at,
        sent_by_id=by.person_id,
        whom=filled({held.organisation.first_language: whom}),
        count=count,
    )
    audit.record("call.noted", made, by=by, organisation=held.organisation_id, programme=held.pk, channel=channel)
    return made
