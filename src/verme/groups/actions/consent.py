"""A group answers about somebody with a role at work."""

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.groups import notices, rules
from verme.groups.models import Consent, Group, Leader, Seat, Voice
from verme.groups.notices import Post
from verme.groups.queries import electors, groups
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.mail.actions import Reader
from verme.programmes.models import Programme
from verme.signups import actions as signups
from verme.signups.notices import reader as reader_of


@transaction.atomic
def answer(consent: Consent, *, voice: Leader | Seat, says_yes: bool, by: Actor) -> Consent:
    """A leader's word settles it; where no leader may answer, two members must say yes (decisions.md §2).

    With the yes the person gets the seat and everybody in the group a letter; with the no the person goes to the front of the waiting
    list and gets a letter. The same voice twice counts once. Raises Refused: NOT_ASKED, SETTLED.
    """
    programme = Programme.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=consent.group.programme_id)
    held = Consent.objects.select_related("signup", "group__programme__organisation").get(pk=consent.pk)
    asked = electors(groups(programme).get(pk=held.group_id))
    is_asked = voice in asked.leaders or voice in asked.seats
    if (reason := rules.why_not_answer(is_settled=held.settled_at is not None, is_asked=is_asked)) is not None:
        raise Refused(reason)
    whose = {"leader": voice} if isinstance(voice, Leader) else {"seat": voice}
    Voice.objects.update_or_create(consent=held, **whose, defaults={"says_yes": says_yes, "said_at": clock.now()})
    voices = list(Voice.objects.filter(consent=held).order_by("said_at", "id"))
    settled = rules.consents(
        [each.says_yes for each in voices if each.leader_id],
        [each.says_yes for each in voices if each.seat_id],
        electors=len(asked.seats),
        leaders_may=asked.leaders_may,
    )
    if settled is not None:
        _settle(Post(programme), held, is_yes=settled, by=by)
    audit.record("seat.consent_given", held, by=by, organisation=programme.organisation_id, says_yes=says_yes, settled=settled)
    return held


def _settle(post: Post, consent: Consent, *, is_yes: bool, by: Actor) -> None:
    consent.settled_at, consent.is_yes = clock.now(), is_yes
    consent.save(update_fields=["settled_at", "is_yes"])
    signup = consent.signup
    standing = Seat.objects.filter(signup=signup, until__isnull=True).select_related("group").first()
    if not is_yes and standing is not None:
        notices.stays(post, consent, standing.group.letter)
        return
    if not is_yes:
        signups.put_back(post.programme, signups=[signup], by=by)
        signup.refresh_from_db(fields=["revision", "state"])
        notices.to_waiting(post, signup, had_place=True)
        return
    group = groups(post.programme).get(pk=consent.group_id)
    readers = _readers(group)
    if standing is not None:
        standing.until = clock.now()
        standing.save(update_fields=["until"])
    seat = Seat.objects.create(group=group, signup=signup)
    told = notices.told(groups(post.programme).get(pk=consent.group_id))
    notices.to_member(post, signup, told, event=seat.pk)
    notices.joined(post, consent, told, readers)


def _readers(group: Group) -> list[Reader]:
    """Everybody in the group now."""
    mentors = [notices.mentor_reader(leader.mentor) for leader in group.leaders.all()]
    return [*mentors, *(reader_of(seat.signup) for seat in group.seats.all())]
