"""The coordinator says whom a text means."""

from collections.abc import Iterable

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.groups.models import Pair, Reading
from verme.groups.queries import digest_of, entry_id, person_id, standing_entries
from verme.groups.terms import DraftRefusal, PairKind
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.signups import queries as signups
from verme.signups.models import Signup
from verme.signups.terms import State


@transaction.atomic
def read(signup: Signup, *, kind: PairKind, meant: Iterable[str], by: Actor) -> Reading:
    """Says whom this text means: ids of people with a place and, for "not with", of mentor entries. It may be nobody.

    The reading holds until the writer changes the text. Raises Refused (NO_PERSON) when one of them is not there.
    """
    wanted = set(meant)
    people = {person_id(row.pk): row for row in signups.of_programme(signup.programme).filter(state=State.ACCEPTED).exclude(pk=signup.pk)}
    entries = {entry_id(row.pk): row for row in standing_entries(signup.programme)} if kind == PairKind.APART else {}
    if not wanted <= people.keys() | entries.keys():
        raise Refused(DraftRefusal.NO_PERSON)
    values = {"programme": signup.programme, "digest": digest_of(signup, kind), "read_by_id": by.person_id, "read_at": clock.now()}
    reading, _ = Reading.objects.update_or_create(signup=signup, kind=kind, defaults=values)
    Pair.objects.filter(reading=reading).delete()
    Pair.objects.bulk_create(Pair(reading=reading, other=people.get(key), entry=entries.get(key)) for key in sorted(wanted))
    audit.record("wish.read", signup, by=by, organisation=signup.programme.organisation_id, kind=kind)
    return reading
