"""Two sign-ups became one by mistake: undoing it, and forgetting what was kept for that."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import WORKER, Actor
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.people.rules import same_address
from verme.programmes.models import Programme
from verme.signups import notices, queries, rules
from verme.signups.actions.answers import PLAIN, WRITTEN, Answers
from verme.signups.actions.book import Book
from verme.signups.actions.mailbox import Mailbox
from verme.signups.actions.offers import Offers
from verme.signups.models import Merger, Signup
from verme.signups.terms import ACTIVE, ChangeRefusal, State

SAME = tuple(name for name in (*PLAIN, *WRITTEN) if name not in {"unit", "staff_group"})  # answers that are as they are written down


def as_it_was(kept: Signup, gone: Signup) -> dict[str, Any]:
    """Of both, before they become one, what undoing needs. Inside the deed that merges them, before it changes anything."""
    held = queries.with_answers(queries.of_programme(kept.programme)).get(pk=kept.pk)
    return {
        "name": held.name,
        "email": held.email,
        "languages": held.languages,
        "unit": held.unit_id,
        "staff_group": held.staff_group_id,
        "themes": [wish.theme_id for wish in held.theme_wishes.all()],
        "slots": [(each.slot_id, each.value) for each in held.slot_answers.all()],
        "places": [(each.place_id, each.value) for each in held.place_answers.all()],
        **{name: getattr(held, name) for name in SAME},
        "person": held.person_id,
        "confirmed_at": held.confirmed_at.isoformat() if held.confirmed_at else None,
        "signed_up_at": held.signed_up_at.isoformat(),
        "gone": {"state": gone.state, "rank": gone.rank},
    }


@transaction.atomic
def part(merger: Merger, *, by: Actor) -> Signup:
    """The two are two again, each with its own answers and address; both get a letter with a link of their own; returns the one that
    stayed.

    The other one has its place again if it is still free, else it is the first of the queue; who waited has the old rank. Raises Refused:
    PUBLISHED, UNDO_GONE after thirty days, when the one has changed since, or when it is undone already, ADDRESS when another stands with
    one of the two addresses.
    """
    book, kept = Book.of(merger.kept)
    held = Merger.objects.filter(pk=merger.pk).first()
    if held is None:
        raise Refused(ChangeRefusal.UNDO_GONE)
    gone = book.signup(held.gone_id)
    _refuse(book, held, kept, gone)
    _restore(kept, held.before)
    _stand_again(book, gone, held.before["gone"])
    held.delete()
    audit.record("signup.parted", kept, by=by, organisation=book.programme.organisation_id, programme=book.programme.pk, other=gone.pk)
    for signup in (kept, gone):
        notices.parted(signup, Mailbox.fresh_secret(signup))
    Offers(book).pass_on()
    return book.signup(kept.pk)


def _refuse(book: Book, held: Merger, kept: Signup, gone: Signup) -> None:
    is_untouched = kept.is_active and kept.revision == held.revision and gone.state == State.MERGED
    reason = rules.why_not_part(is_over=book.is_over, made_at=held.made_at, now=clock.now(), is_untouched=is_untouched)
    taken = {same_address(held.before["email"]), gone.address}
    others = Signup.objects.filter(programme=book.programme, address__in=taken, state__in=ACTIVE).exclude(pk=kept.pk)
    if reason is None and others.exists():
        reason = ChangeRefusal.ADDRESS
    if reason is not None:
        raise Refused(reason)


def _restore(kept: Signup, before: Mapping[str, Any]) -> None:
    """The answers as they were. Whose they are stays proven where the address stays; else it is proven as far as it was."""
    answers, address = _answers(kept.programme, before), kept.address
    if same_address(answers.email) != address:
        kept.person_id = before["person"]
        kept.confirmed_at = datetime.fromisoformat(before["confirmed_at"]) if before["confirmed_at"] else None
    kept.signed_up_at = datetime.fromisoformat(before["signed_up_at"])
    kept.revision += 1
    answers.write(kept)


def _answers(programme: Programme, before: Mapping[str, Any]) -> Answers:
    house = programme.organisation
    themes = {each.pk: each for each in programme.themes.all()}
    slots = {each.pk: each for each in programme.slots.all()}
    places = {each.pk: each for each in programme.places.all()}
    return Answers(
        name=before["name"],
        email=before["email"],
        languages=before["languages"],
        unit=house.units.filter(pk=before["unit"]).first(),
        themes=[themes[key] for key in before["themes"] if key in themes],
        slots={slots[key]: value for key, value in before["slots"] if key in slots},
        places={places[key]: value for key, value in before["places"] if key in places},
        staff_group=house.staff_groups.get(pk=before["staff_group"]),
        **{name: before[name] for name in SAME},
    )


def _stand_again(book: Book, gone: Signup, before: Mapping[str, Any]) -> None:
    """Back to where it stood, as far as the place is still there."""
    first = gone.theme_wishes.order_by("rank").values_list("theme", flat=True).first()
    was = State(before["state"])
    is_taken = was == State.ACCEPTED and not book.free().has_room(first)
    is_late = was == State.RECEIVED and not book.is_before_draw and not gone.waits
    to = State.QUEUED if is_taken or is_late or was == State.OFFERED else was
    gone.merged_into = None
    book.move(gone, to)
    if to == State.QUEUED and was in {State.ACCEPTED, State.QUEUED, State.OFFERED}:
        _in_line(book, gone, 0 if was == State.ACCEPTED else before["rank"])


def _in_line(book: Book, gone: Signup, rank: int) -> None:
    """Before all whose rank is not smaller; who came to the front meanwhile stays there."""
    queue = Signup.objects.filter(programme=book.programme, rank__isnull=False).exclude(pk=gone.pk).order_by("rank")
    before = [each for each in queue if (each.rank or 0) < rank]
    book.renumber([*before, gone, *(each for each in queue if each not in before)])


@transaction.atomic
def forget_mergers(programme: Programme, *, by: Actor = WORKER) -> int:
    """What was kept for undoing is forgotten when it cannot be undone any more: after thirty days, and all of it once groups are published.

    Returns how many. Running it early or twice changes nothing.
    """
    book = Book(programme.pk)
    kept = Merger.objects.filter(kept__programme=book.programme)
    if not book.is_over:
        kept = kept.filter(made_at__lt=clock.now() - rules.UNDO_FOR)
    count, _rows = kept.delete()
    if count:
        audit.record("signups.mergers_forgotten", book.programme, by=by, organisation=book.programme.organisation_id, count=count)
    return count
