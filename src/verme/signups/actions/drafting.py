"""A sign-up before it is written: every question whether it may be, and where it would go."""

from itertools import count

from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.mentors import queries as mentors
from verme.people.rules import same_address
from verme.programmes.models import Programme
from verme.programmes.terms import Late, Stage
from verme.signups import queries, rules
from verme.signups.actions.answers import Answers
from verme.signups.actions.book import Book
from verme.signups.models import Outsider, Signup
from verme.signups.rules import Wishes
from verme.signups.terms import ACTIVE, ApplyRefusal, Source

BY_HAND = frozenset({Source.COORDINATOR, Source.IMPORT})


def draft_of(book: Book, key: str, answers: Answers, source: Source, outsider: Outsider | None) -> Signup:
    """The row as it would be written. Raises Refused(ApplyRefusal…) with the first reason why it may not be."""
    programme, now = book.programme, clock.now()
    wishes = answers.wishes(queries.catalogue(programme))
    if (reason := _why_not(programme, answers, wishes, source, outsider)) is not None:
        raise Refused(reason)
    is_late = now >= programme.closes_at or programme.drawn_at is not None
    waits = source == Source.STUDENT
    by_hand_or_time = not (waits or is_late or book.is_before_draw)
    state = rules.first_state(
        before_draw=book.is_before_draw, is_late=is_late, waits=waits, has_room=by_hand_or_time and book.has_room(wishes)
    )
    return Signup(
        programme=programme,
        reference=_reference(programme, key),
        key=key,
        state=state,
        source=source,
        outsider=outsider,
        employer=outsider.employer if outsider else None,
        is_student=source == Source.STUDENT,
        waits=waits,
        is_late=is_late,
    )


def _reference(programme: Programme, key: str) -> str:
    """The form's own reference; the next one in the unlikely case that somebody has it."""
    candidates = (rules.reference_of(f"{programme.pk}:{key}:{attempt}") for attempt in count())
    return next(reference for reference in candidates if not Signup.objects.filter(reference=reference).exists())


def _why_not(programme: Programme, answers: Answers, wishes: Wishes, source: Source, outsider: Outsider | None) -> ApplyRefusal | None:
    stage, late = programme.stage_at(clock.now()), Late(programme.late)
    if source in BY_HAND and stage not in {Stage.PUBLISHED, Stage.ENDED}:
        stage = Stage.OPEN
    leads = mentors.leads_in(programme, answers.email)
    reason = rules.why_not_apply(stage, late=late, leads=leads, is_invited=outsider is not None) or rules.why_not_answers(wishes)
    if reason is None and outsider is not None and not _is_good(outsider, programme, answers.email):
        return ApplyRefusal.INVITATION
    return reason


def _is_good(outsider: Outsider, programme: Programme, email: str) -> bool:
    held = Outsider.objects.get(pk=outsider.pk)
    used = Signup.objects.filter(outsider=held, state__in=ACTIVE).count()
    is_for = not held.is_personal or same_address(held.address) == same_address(email)
    return held.programme_id == programme.pk and held.is_good_at(clock.now()) and used < held.limit and is_for
