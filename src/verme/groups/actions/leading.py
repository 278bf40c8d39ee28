"""Who leads a published group: another mentor takes over, a second one comes, one of a pair goes. Dated, so that pay stays right."""

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.groups import notices, queries, rules
from verme.groups.actions.life import Life
from verme.groups.models import Group, Leader, Seat
from verme.groups.terms import GroupRefusal
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.mentors.models import Mentor
from verme.mentors.terms import Training
from verme.people.rules import same_address

MAY_LEAD = frozenset({Training.TRAINED, Training.IN_TRAINING})


@transaction.atomic
def hand_over(group: Group, *, to: Mentor, instead_of: Mentor | None, by: Actor) -> Leader:
    """Another mentor leads from now on, instead of one who leads now or beside them (`instead_of` None makes a pair).

    Both mentors and the members are told. What the former one has led stays theirs. The same again changes nothing. Raises Refused:
    NOT_PUBLISHED, ENDED, CLOSED, LEADS_ALREADY, NOT_LEADING, NOT_TRAINED, SITS, TWO_LEAD,
    SAME_TIME, APART.
    """
    life = Life(group)
    now = life.leaders(group)
    standing = next((each for each in now if each.mentor_id == to.pk), None)
    former = next((each for each in now if instead_of is not None and each.mentor_id == instead_of.pk), None)
    if standing is not None and (former is None or former.pk == standing.pk):
        return standing
    if standing is not None:
        raise Refused(GroupRefusal.LEADS_ALREADY)
    if instead_of is not None and former is None:
        raise Refused(GroupRefusal.NOT_LEADING)
    life.ask(_why_not_lead(life, group, to, beside=len(now) - (former is not None)))
    if former is not None:
        _end(former)
    made = life.lead(group, to, by=by)
    life.send(notices.handing_over(life.groups[group.pk], to, former.mentor if former else None), made.pk)
    audit.record("group.leader_changed", made, by=by, organisation=life.organisation, group=group.pk, instead=former is not None)
    return made


@transaction.atomic
def stop_leading(leader: Leader, *, by: Actor) -> Leader:
    """One of a pair leads no more; the members and both mentors are told. Twice is once.

    Raises Refused: NOT_PUBLISHED, ENDED, CLOSED, NEEDS_LEADER when nobody else leads the group.
    """
    life = Life(leader.group)
    held = Leader.objects.select_related("group", "mentor").get(pk=leader.pk)
    if held.until is not None:
        return held
    others = [each for each in life.leaders(held.group) if each.pk != held.pk]
    life.ask(rules.why_not_stop_leading(is_closed=life.is_closed(held.group), leads=True, others=len(others)))
    _end(held)
    life.send(notices.handing_over(life.groups[held.group_id], None, held.mentor), f"{held.pk}:end")
    audit.record("group.leader_gone", held, by=by, organisation=life.organisation, group=held.group_id)
    return held


def _end(leader: Leader) -> None:
    leader.until = clock.now()
    leader.save(update_fields=["until"])


def _why_not_lead(life: Life, group: Group, mentor: Mentor, *, beside: int) -> GroupRefusal | None:
    held = Mentor.objects.select_for_update().get(pk=mentor.pk)
    address, here = same_address(held.email), life.groups[group.pk]
    elsewhere = Leader.objects.filter(mentor=held, until__isnull=True, group__closed_at__isnull=True).exclude(group=here)
    return rules.why_not_lead(
        is_closed=life.is_closed(group),
        may_lead=held.training in MAY_LEAD and held.organisation_id == life.programme.organisation_id,
        sits=Seat.objects.filter(group=here, until__isnull=True, signup__address=address).exists(),
        leaders=beside,
        is_apart=queries.may_not_lead(here, held),
        is_busy=elsewhere.filter(group__programme=life.programme, group__slot=here.slot_id).exists(),
    )
