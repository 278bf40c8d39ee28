"""Publishing: a draft becomes groups, once, and everybody concerned gets one letter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.groups import notices, rules
from verme.groups.actions.held import Held
from verme.groups.models import Consent, Draft, Group, Leader, Run, Seat
from verme.groups.notices import Post
from verme.groups.queries import Board, active_run, board, groups, roles_at_work, waiting_list
from verme.groups.terms import DraftState, PublishRefusal
from verme.kernel.refusals import Refused
from verme.people import actions as people
from verme.people.rules import same_address
from verme.programmes import actions as programmes
from verme.programmes.models import Programme
from verme.signups import actions as signups
from verme.signups.models import Signup


@dataclass(frozen=True)
class Asked:
    """Whose yes is awaited in a new group: its mentors', or its members'."""

    leaders: bool
    members: bool


@transaction.atomic
def publish(draft: Draft, *, revision: int, by: Actor) -> list[Group]:
    """The draft's groups come into being exactly as they stand at this revision; the programme's other drafts are left behind.

    Who is unplaced goes to the front of the waiting list. Texts to the coordinator are deleted. Members, mentors and those who wait get
    one letter each. Who has a role at work enters only when the group says yes (`answer`). Publishing the same draft again changes
    nothing. Raises Refused: OTHER, ENDED, NOT_OPEN, RUNNING, STALE, NO_GROUPS, CONFLICTS, NO_RULES.
    """
    programme = Programme.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=draft.programme_id)
    held = Held.locked().get(pk=draft.pk)
    if held.state == DraftState.PUBLISHED:
        return list(groups(programme))
    held.programme = programme
    seen = board(held)
    if (reason := _why_not(seen, revision)) is not None:
        raise Refused(reason)
    waiting = waiting_list(programme)
    unplaced = [seen.labels.people[person] for person in seen.unplaced]
    made, asked = _groups(seen)
    _settle_drafts(held)
    programmes.publish(programme, by=by)
    signups.put_first(programme, signups=unplaced, by=by)
    signups.forget_wishes(programme, by=by)
    _know_people(seen, by=by)
    _tell(programme, made, asked, unplaced, waiting)
    audit.record(
        "draft.published", held, by=by, organisation=programme.organisation_id,
        revision=held.revision, groups=len(made), placed=seen.score.placed, unplaced=len(unplaced),
    )  # fmt: skip
    return list(groups(programme))


def _why_not(seen: Board, revision: int) -> PublishRefusal | None:
    draft, programme = seen.draft, seen.draft.programme
    return rules.why_not_publish(
        DraftState(draft.state),
        is_published=programme.published_at is not None,
        is_ended=programme.ended_at is not None,
        is_current=draft.revision == revision,
        is_running=active_run(draft) is not None,
        groups=len(seen.plan.groups),
        conflicts=len(seen.conflicts),
    )


def _groups(seen: Board) -> tuple[list[Group], dict[int, Asked]]:
    """Groups with leaders and seats, and in which of them a yes is awaited."""
    programme = seen.draft.programme
    roles = roles_at_work(programme, [signup.address for signup in seen.labels.people.values()] + _mentors_addresses(seen))
    made, asked = [], {}
    for plan in seen.plan.groups:
        drafted, members = seen.groups[plan.mentor], [seen.labels.people[person] for person in plan.members]
        options = {name: getattr(drafted, name) for name in ("entry", "letter", "theme", "slot", "place", "language")}
        group = Group.objects.create(programme=programme, draft=seen.draft, **options)
        mentors = [row.mentor for row in seen.labels.entries[plan.mentor].lead_rows.all()]
        Leader.objects.bulk_create(Leader(group=group, mentor=mentor) for mentor in mentors)
        Seat.objects.bulk_create(Seat(group=group, signup=signup) for signup in members if signup.address not in roles)
        held_back = [Consent(group=group, signup=signup) for signup in members if signup.address in roles]
        Consent.objects.bulk_create(held_back)
        leaders_may = any(same_address(mentor.email) not in roles for mentor in mentors)
        asked[group.pk] = Asked(leaders=bool(held_back) and leaders_may, members=bool(held_back) and not leaders_may)
        made.append(group)
    return made, asked


def _mentors_addresses(seen: Board) -> list[str]:
    return [same_address(row.mentor.email) for entry in seen.labels.entries.values() for row in entry.lead_rows.all()]


def _settle_drafts(draft: Draft) -> None:
    """One is published, the others are left; what was searched is not needed any more, and it tells who may not meet whom."""
    Draft.objects.filter(programme=draft.programme, state=DraftState.OPEN).exclude(pk=draft.pk).update(state=DraftState.LEFT)
    draft.state = DraftState.PUBLISHED
    draft.save(update_fields=["state"])
    Run.objects.filter(draft__programme=draft.programme).update(problem={}, progress={})


def _know_people(seen: Board, *, by: Actor) -> None:
    """Members and mentors can sign in with the address they gave; those of a practice are invented."""
    if seen.draft.programme.is_practice:
        return
    for group in seen.plan.groups:
        for signup in (seen.labels.people[person] for person in group.members):
            people.ensure(signup.address, name=signup.name, language=signup.language, by=by)
        for row in seen.labels.entries[group.mentor].lead_rows.all():
            people.ensure(row.mentor.email, name=row.mentor.name, language=row.mentor.language, by=by)


def _tell(
    programme: Programme, made: Sequence[Group], asked: Mapping[int, Asked], unplaced: Sequence[Signup], waiting: Sequence[Signup]
) -> None:
    post = Post(programme)
    for group in groups(programme).filter(pk__in=[group.pk for group in made]):
        told = notices.told(group)
        for seat in group.seats.all():
            notices.to_member(post, seat.signup, told, event=seat.pk, asked=asked[group.pk].members)
        for leader in group.leaders.all():
            notices.to_mentor(post, leader, told, asked=asked[group.pk].leaders)
        for consent in Consent.objects.filter(group=group).select_related("signup"):
            notices.to_asked_about(post, consent)
    for signup in unplaced:
        notices.to_waiting(post, signup, had_place=True)
    for signup in waiting:
        notices.to_waiting(post, signup, had_place=False)
