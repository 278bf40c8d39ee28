"""What speaks against a change of published groups, for the page that shows it before it is done."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import prefetch_related_objects

from verme.groups.models import Consent, Group, Leader
from verme.groups.queries.labels import leader_id, person_id
from verme.groups.queries.relations import Apart, Couple, apart_now
from verme.groups.rules.hitches import Against, Limits, Newcomer, Table, against_leading, against_leaving, against_seats
from verme.groups.terms import Hitch
from verme.kernel import clock
from verme.mentors.models import Mentor
from verme.people.rules import same_address
from verme.programmes import queries as programmes
from verme.programmes.models import Programme
from verme.signups import queries as signups
from verme.signups.models import Signup

ANSWERS = ("theme_wishes", "slot_answers", "place_answers")


def against_sitting(people: Sequence[Signup], group: Group, source: Group | None = None) -> list[Against]:
    """What speaks against these people's sitting in the group too, out of `source` if they come from one; the hard rules first.

    The group has its leaders and seats of today (`queries.groups`). In a number of queries that no number of people raises.
    """
    limits, there = _limits(group.programme), [seat.signup for seat in group.seats.all()]
    comers = [each for each in people if each not in there]
    apart = apart_now(group.programme, [*comers, *there], [leader.mentor for leader in group.leaders.all()])
    units = Counter(_unit(each) for each in [*comers, *there])
    same = [units[_unit(each)] for each in comers]
    found = against_seats(_table(group), _newcomers(comers, group, apart), limits, units=same)
    left = len(source.seats.all()) - len(people) if source is not None and source.closed_at is None else limits.least
    return [*found, *(against_leaving(source.letter, left, limits) if source is not None else [])]


def against_merging(group: Group, into: Group) -> list[Against]:
    """What speaks against the members of the one group's sitting in the other; nobody is left behind."""
    return against_sitting([seat.signup for seat in group.seats.all()], into)


def against_mentor(mentor: Mentor, group: Group) -> list[Against]:
    """What speaks against this mentor's leading the group as it is now."""
    members = [seat.signup for seat in group.seats.all()]
    apart, own = apart_now(group.programme, members, [mentor]), {leader_id(mentor.pk)}
    others = Leader.objects.filter(mentor=mentor, until__isnull=True, group__closed_at__isnull=True).exclude(group=group)
    return against_leading(
        group.letter,
        mentor.name,
        is_supervised=_touches(apart.supervised, own),
        is_asked=_touches(apart.asked, own),
        sits=any(signup.address == same_address(mentor.email) for signup in members),
        is_busy=others.filter(group__programme=group.programme_id, group__slot=group.slot_id).exists(),
    )


def against_standing_in(mentor: Mentor, group: Group) -> list[Against]:
    """The same for one meeting: whether the mentor leads elsewhere at the group's time is not asked, the meetings tell."""
    return [each for each in against_mentor(mentor, group) if each.hitch != Hitch.SAME_TIME]


def _limits(programme: Programme) -> Limits:
    rules = programmes.rules_on(programme.organisation, clock.today())
    return Limits(rules.size_min, rules.size_max, rules.max_same_unit)


def _table(group: Group) -> Table:
    return Table(group.letter, len(group.seats.all()), group.theme_id, group.slot_id, group.place_id, group.language)


def _unit(signup: Signup) -> str:
    """Whoever has no workplace from the list is from none that another is from."""
    return f"u{signup.unit_id}" if signup.unit_id is not None else person_id(signup.pk)


def _newcomers(people: Sequence[Signup], group: Group, apart: Apart) -> list[Newcomer]:
    prefetch_related_objects(list(people), *ANSWERS)
    catalogue, leaders = signups.catalogue(group.programme), [leader.mentor for leader in group.leaders.all()]
    there = {person_id(seat.signup_id) for seat in group.seats.all()} | {leader_id(mentor.pk) for mentor in leaders}
    led = {same_address(mentor.email) for mentor in leaders}
    asked = set(Consent.objects.filter(signup__in=people, settled_at__isnull=True).values_list("signup", flat=True))
    wishes = {each.pk: signups.wishes(each, catalogue) for each in people}
    return [
        Newcomer(
            name=each.name,
            themes=wishes[each.pk].welcome,
            slots=wishes[each.pk].slots,
            places=wishes[each.pk].places,
            languages=wishes[each.pk].languages or (each.language,),
            is_supervised=_touches(apart.supervised, {person_id(each.pk)}, there),
            is_asked_apart=_touches(apart.asked, {person_id(each.pk)}, there),
            leads=each.address in led,
            is_asked=each.pk in asked,
        )
        for each in people
    ]


def _touches(couples: Sequence[Couple], own: set[str], there: set[str] | None = None) -> bool:
    """Whether one of the couples is of somebody of `own` and somebody who is there, or anybody."""
    return any(own & set(couple) and (there is None or there & set(couple)) for couple in couples)
