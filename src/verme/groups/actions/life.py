"""The published groups of a programme under its lock: whoever changes who sits in them or leads them holds this."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet

from verme.audit.actors import Actor
from verme.groups import queries, rules
from verme.groups.models import Group, Leader, Seat
from verme.groups.notices import Post, Telling
from verme.groups.rules.living import Why
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.mentors.models import Mentor
from verme.people import actions as people
from verme.programmes import queries as programmes
from verme.programmes.models import Programme
from verme.signups.models import Signup


class Life:
    """Locks the programme, then the groups that are named, by number: so two deeds never wait for each other."""

    def __init__(self, *named: Group) -> None:
        """Raises Refused: NOT_PUBLISHED, ENDED; RuntimeError outside a transaction: the lock would be gone before the deed."""
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("groups live inside a transaction")
        self.programme = self.locked().get(pk=named[0].programme_id)
        keys = {group.pk for group in named}
        list(Group.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
        self.groups = {group.pk: group for group in queries.groups(self.programme).filter(pk__in=keys)}
        is_published, is_ended = self.programme.published_at is not None, self.programme.ended_at is not None
        self.ask(rules.why_not_live(is_published=is_published, is_ended=is_ended))

    @staticmethod
    def locked() -> QuerySet[Programme]:
        """Programmes whose rows stay locked. A racing test takes the lock out to see it fail."""
        return Programme.objects.select_for_update(of=("self",)).select_related("organisation")

    def ask(self, reason: Why) -> None:
        """Raises Refused when a rule says no."""
        if reason is not None:
            raise Refused(reason, most=self.most)

    @property
    def organisation(self) -> int:
        """For the log."""
        return self.programme.organisation_id

    @property
    def most(self) -> int:
        """How many people a group may have, by the rules of today."""
        return programmes.rules_on(self.programme.organisation, clock.today()).size_max

    def is_closed(self, group: Group) -> bool:
        """Whether the group has ended."""
        return self.groups[group.pk].closed_at is not None

    def seats(self, group: Group) -> list[Seat]:
        """Who sits in the group, as it was when the lock was taken."""
        return list(self.groups[group.pk].seats.all())

    def leaders(self, group: Group) -> list[Leader]:
        """Who leads it."""
        return list(self.groups[group.pk].leaders.all())

    def why_not_sit(self, group: Group, signup: Signup) -> Why:
        """Whether this person may get a seat in the group."""
        return queries.why_not_sit(self.groups[group.pk], signup, most=self.most)

    def end(self, seat: Seat) -> None:
        """The seat is held until now."""
        seat.until = clock.now()
        seat.save(update_fields=["until"])

    def sit(self, group: Group, signup: Signup, *, by: Actor) -> Seat:
        """The person holds a seat from now on, and can sign in."""
        if not self.programme.is_practice:
            people.ensure(signup.address, name=signup.name, language=signup.language, by=by)
        return Seat.objects.create(group=self.groups[group.pk], signup=signup, since=clock.now())

    def lead(self, group: Group, mentor: Mentor, *, by: Actor) -> Leader:
        """The mentor leads from now on, and can sign in."""
        if not self.programme.is_practice:
            people.ensure(mentor.email, name=mentor.name, language=mentor.language, by=by)
        return Leader.objects.create(group=self.groups[group.pk], mentor=mentor, since=clock.now())

    def again(self, group: Group) -> Group:
        """The group as it is now, with who sits in it and leads it."""
        found: Group = queries.groups(self.programme).get(pk=group.pk)
        return found

    def send(self, letters: Sequence[Telling], event: object) -> None:
        """Writes the letters of one deed."""
        Post(self.programme).send(letters, event)
