"""Signing up: the programme is locked, places are counted, then the row is written. Exact under any race."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock, tokens
from verme.kernel.refusals import Refused
from verme.mentors import queries as mentors
from verme.organisations.models import Organisation, StaffGroup, Unit
from verme.people.rules import same_address
from verme.programmes.models import Place, Programme, Slot, Theme
from verme.signups import notices, queries, rules
from verme.signups.models import Outsider, Signup, SignupPlace, SignupSlot, SignupTheme
from verme.signups.rules import Wishes
from verme.signups.terms import ApplyRefusal, Source, State


@dataclass(frozen=True)
class Answers:
    """What the form asks. Values of times and places: 2 fits well, 1 if needed; what does not fit is left out."""

    name: str
    email: str
    language: str
    staff_group: StaffGroup
    unit: Unit | None = None
    other_unit: str = ""
    is_new: bool | None = None
    subject: str = ""
    languages: Sequence[str] = ("fi",)
    themes: Sequence[Theme] = ()  # in order of preference, at most three
    any_theme: bool = False
    slots: Mapping[Slot, int] = field(default_factory=dict)
    places: Mapping[Place, int] = field(default_factory=dict)
    together: str = ""
    apart: str = ""
    apart_from_supervisor: bool = False
    wish: str = ""

    @property
    def wishes(self) -> Wishes:
        """The answers as keys."""
        return Wishes(
            tuple(theme.pk for theme in self.themes),
            self.any_theme,
            frozenset(slot.pk for slot in self.slots),
            frozenset(place.pk for place in self.places),
            tuple(self.languages),
        )


class Applied(NamedTuple):
    """What the visitor is shown: always the same shape, whether the address was known or not."""

    reference: str
    state: State
    signup: Signup | None  # None when the address was in already


@transaction.atomic
def apply(
    programme: Programme,
    *,
    key: str,
    answers: Answers,
    by: Actor,
    source: Source = Source.FORM,
    flags: Sequence[str] = (),
    outsider: Outsider | None = None,
    employer: Organisation | None = None,
) -> Applied:
    """Takes a sign-up. The same `key` (one sent form) never makes two; a known address changes nothing and gets a letter.

    Raises Refused(ApplyRefusal…); then nothing was written.
    """
    held = Programme.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=programme.pk)
    if (twin := Signup.objects.filter(key=key).first()) is not None:
        return Applied(twin.reference, State(twin.state), twin)
    _check(held, answers, source, outsider)
    state = _state(held, waits=source == Source.STUDENT)
    if (known := queries.active_of_address(held, answers.email)) is not None:
        _tell_again(known)
        return Applied(tokens.reference(), state, None)
    secret = tokens.new()
    signup = _write(held, key, answers, state, secret, source=source, flags=list(flags), employer=employer)
    audit.record("signup.received", signup, by=by, organisation=held.organisation_id, state=state, source=source)
    notices.confirmation(signup, secret)
    _watch_for_bursts(held)
    return Applied(signup.reference, state, signup)


def _check(programme: Programme, answers: Answers, source: Source, outsider: Outsider | None) -> None:
    if source == Source.COORDINATOR or source == Source.IMPORT:
        stage, late = ("open" if programme.published_at is None and programme.ended_at is None else "ended"), "queued"
    else:
        stage, late = programme.stage_at(clock.now()).value, programme.late
    reason = rules.why_not_apply(stage, late=late, leads=mentors.leads_in(programme, answers.email), has_invitation=outsider is not None)
    reason = reason or rules.why_not_answers(answers.wishes, asks_place=True)
    if reason is None and outsider is not None and not _is_good(outsider, answers.email):
        reason = ApplyRefusal.INVITATION
    if reason is not None:
        raise Refused(reason)


def _is_good(outsider: Outsider, email: str) -> bool:
    used = Signup.objects.filter(programme=outsider.programme, key__startswith=f"o{outsider.pk}-").count()
    is_for = not outsider.address or same_address(outsider.address) == same_address(email)
    return outsider.revoked_at is None and outsider.expires_at > clock.now() and used < outsider.limit and is_for


def _state(programme: Programme, *, waits: bool) -> State:
    return rules.first_state(
        by_lot=programme.is_drawn_by_lot and programme.drawn_at is None,
        is_late=clock.now() >= programme.closes_at or programme.drawn_at is not None,
        waits=waits,
        free=programme.capacity - queries.places_taken(programme),
        waiting=Signup.objects.filter(programme=programme, state=State.QUEUED).count(),
    )


def _write(
    programme: Programme,
    key: str,
    answers: Answers,
    state: State,
    secret: str,
    *,
    source: Source,
    flags: list[str],
    employer: Organisation | None,
) -> Signup:
    signup = Signup(
        programme=programme,
        reference=tokens.reference(),
        key=key,
        state=state,
        source=source,
        flags=flags,
        employer=employer,
        is_student=source == Source.STUDENT,
        is_late=clock.now() >= programme.closes_at,
        rank=last_rank(programme) + 1 if state == State.QUEUED else None,
        manage_digest=tokens.digest(secret),
    )
    fill(signup, answers)
    return signup


def fill(signup: Signup, answers: Answers) -> None:
    """Writes the answers to the row and replaces themes, times and places."""
    signup.name, signup.email, signup.address = answers.name.strip(), answers.email.strip(), same_address(answers.email)
    for name in ("language", "staff_group", "unit", "is_new", "any_theme", "apart_from_supervisor"):
        setattr(signup, name, getattr(answers, name))
    for name in ("other_unit", "subject", "together", "apart", "wish"):
        setattr(signup, name, getattr(answers, name).strip())
    signup.languages = list(answers.languages)
    signup.save()
    for model in (SignupTheme, SignupSlot, SignupPlace):
        model.objects.filter(signup=signup).delete()
    SignupTheme.objects.bulk_create(SignupTheme(signup=signup, theme=theme, rank=rank) for rank, theme in enumerate(answers.themes, 1))
    SignupSlot.objects.bulk_create(SignupSlot(signup=signup, slot=slot, value=value) for slot, value in answers.slots.items())
    SignupPlace.objects.bulk_create(SignupPlace(signup=signup, place=place, value=value) for place, value in answers.places.items())


def last_rank(programme: Programme) -> int:
    """The rank of the last in the queue; call under the programme's lock."""
    return Signup.objects.filter(programme=programme).aggregate(last=Max("rank"))["last"] or 0


def fresh_secret(signup: Signup) -> str:
    """A new secret for the letter's link; the old link stops working."""
    secret = tokens.new()
    signup.manage_digest = tokens.digest(secret)
    signup.save(update_fields=["manage_digest"])
    return secret


def _tell_again(signup: Signup) -> None:
    """The link is renewed only if a letter really goes: at most one an hour to an address."""
    if not notices.told_within_the_hour(signup):
        notices.already(signup, fresh_secret(signup))


def _watch_for_bursts(programme: Programme) -> None:
    now = clock.now()
    count = Signup.objects.filter(programme=programme, signed_up_at__gt=now - rules.BURST_WINDOW).count()
    if count > rules.BURST:
        notices.burst(programme, count=count, hour=now)
