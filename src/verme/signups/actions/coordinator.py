"""What the coordinator decides about sign-ups."""

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel.refusals import Refused
from verme.people.rules import same_address
from verme.signups import notices, queries, rules
from verme.signups.actions.apply import Answers, fill, last_rank
from verme.signups.actions.own import lock
from verme.signups.actions.queue import close_offers, fill_free_places
from verme.signups.models import Signup
from verme.signups.terms import ChangeRefusal, State


def _locked(signup: Signup, to: State) -> Signup:
    held = lock(signup)
    reason = ChangeRefusal.PUBLISHED if held.programme.published_at is not None else rules.why_not_move(State(held.state), to)
    if reason is not None:
        raise Refused(reason)
    return held


def _move(signup: Signup, to: State, *, rank: int | None = None) -> None:
    close_offers(signup, took=to == State.ACCEPTED)
    signup.state, signup.rank, signup.revision = to, rank, signup.revision + 1
    signup.save(update_fields=["state", "rank", "revision"])


@transaction.atomic
def accept(signup: Signup, *, by: Actor) -> Signup:
    """Gives a place past the queue's order, if one is free. Raises Refused (FULL, MOVE, PUBLISHED)."""
    held = _locked(signup, State.ACCEPTED)
    if held.state != State.OFFERED and queries.places_taken(held.programme) >= held.programme.capacity:
        raise Refused(ChangeRefusal.FULL)
    _move(held, State.ACCEPTED)
    audit.record("signup.accepted", held, by=by, organisation=held.programme.organisation_id)
    notices.accepted(held)
    return held


@transaction.atomic
def to_queue(signup: Signup, *, by: Actor) -> Signup:
    """Moves to the end of the queue; the freed place is offered on to those before. Raises Refused (MOVE, PUBLISHED)."""
    held = _locked(signup, State.QUEUED)
    _move(held, State.QUEUED, rank=last_rank(held.programme) + 1)
    audit.record("signup.queued", held, by=by, organisation=held.programme.organisation_id)
    notices.queued(held)
    return held


@transaction.atomic
def decline(signup: Signup, *, words: str, by: Actor) -> Signup:
    """Says no with a letter in the coordinator's own words, seen before; the place is offered on. Raises Refused (MOVE, PUBLISHED)."""
    held = _locked(signup, State.DECLINED)
    _move(held, State.DECLINED)
    audit.record("signup.declined", held, by=by, organisation=held.programme.organisation_id)
    notices.declined(held, words)
    fill_free_places(held.programme)
    return held


@transaction.atomic
def correct(signup: Signup, *, answers: Answers, revision: int, by: Actor) -> Signup:
    """Corrects somebody's answers, the address too; a changed address has to confirm itself again. Raises Refused (STALE, PUBLISHED)."""
    held = lock(signup)
    if held.programme.published_at is not None:
        raise Refused(ChangeRefusal.PUBLISHED)
    if held.revision != revision:
        raise Refused(ChangeRefusal.STALE)
    if same_address(answers.email) != held.address:
        held.person, held.confirmed_at = None, None
    held.revision += 1
    fill(held, answers)
    audit.record("signup.corrected", held, by=by, organisation=held.programme.organisation_id)
    return held


@transaction.atomic
def merge(kept: Signup, *, other: Signup, answers: Answers, by: Actor) -> Signup:
    """Two sign-ups of one person become one with the chosen answers; both histories stay. The better state is kept.

    Raises Refused (SAME, MOVE, PUBLISHED).
    """
    if kept.pk == other.pk or kept.programme_id != other.programme_id:
        raise Refused(ChangeRefusal.SAME)
    gone = _locked(other, State.MERGED)
    held = lock(kept)
    if not held.is_active:
        raise Refused(ChangeRefusal.MOVE)
    gone_state, gone_rank = State(gone.state), gone.rank
    _move(gone, State.MERGED)
    gone.merged_into = held
    gone.save(update_fields=["merged_into"])
    if gone_state == State.ACCEPTED and held.state != State.ACCEPTED:
        _move(held, State.ACCEPTED)
    elif held.state == State.QUEUED and gone_rank is not None and held.rank is not None and gone_rank < held.rank:
        _move(held, State.QUEUED, rank=gone_rank)
    held.signed_up_at = min(held.signed_up_at, gone.signed_up_at)
    held.revision += 1
    fill(held, answers)
    audit.record("signup.merged", held, by=by, organisation=held.programme.organisation_id, other=gone.pk)
    fill_free_places(held.programme)
    return held


@transaction.atomic
def clear_flag(signup: Signup, *, flag: str, by: Actor) -> Signup:
    """The coordinator looked and it is fine: the flag is not shown any more."""
    held = lock(signup)
    held.flags = [*(each for each in held.flags if each != flag), f"ok:{flag}"]
    held.save(update_fields=["flags"])
    audit.record("signup.flag_cleared", held, by=by, organisation=held.programme.organisation_id, flag=flag)
    return held
