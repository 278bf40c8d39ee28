"""Who waits and fits a published group, and who has left one and could come back."""

from collections.abc import Collection, Sequence

from verme.groups import rules
from verme.groups.models import Consent, Group, Seat
from verme.groups.queries.labels import leader_id, person_id
from verme.groups.queries.published import open_groups
from verme.groups.queries.relations import apart_now
from verme.groups.terms import GroupRefusal
from verme.people.rules import same_address
from verme.programmes.models import Programme
from verme.signups import queries as signups
from verme.signups.models import Offer, Signup
from verme.signups.rules import Opening, fits
from verme.signups.terms import State


def _opening(group: Group) -> Opening:
    return Opening(frozenset({group.theme_id}), frozenset({group.slot_id}), frozenset({group.place_id}), frozenset({group.language}))


def fitting(signup: Signup) -> list[Group]:
    """The open groups that this person fits, by letter."""
    held = signups.with_answers(signups.of_programme(signup.programme)).get(pk=signup.pk)
    wishes = signups.wishes(held, signups.catalogue(signup.programme))
    return [group for group in open_groups(signup.programme) if fits(wishes, [_opening(group)])]


def offers_open(programme: Programme) -> int:
    """How many offers of the programme wait for an answer."""
    return Offer.objects.filter(vacancy__programme=programme, answered_at__isnull=True).count()


def why_not_sit(group: Group, signup: Signup, *, most: int) -> GroupRefusal | None:
    """Whether this person may get a seat in the group as it is loaded, with its leaders and seats of today."""
    return why_not_each(group, [signup], most=most)[signup.pk]


def why_not_each(group: Group, people: Sequence[Signup], *, most: int) -> dict[int, GroupRefusal | None]:
    """The same of each of these, in a number of queries that no number of people raises."""
    seats, leaders = list(group.seats.all()), [leader.mentor for leader in group.leaders.all()]
    apart = apart_now(group.programme, [*people, *(seat.signup for seat in seats)], leaders).all
    there = {person_id(seat.signup_id) for seat in seats} | {leader_id(mentor.pk) for mentor in leaders}
    kept = {name for couple in apart if there & set(couple) for name in couple}
    led = {same_address(mentor.email) for mentor in leaders}
    asked = set(Consent.objects.filter(signup__in=people, settled_at__isnull=True).values_list("signup", flat=True))
    return {
        each.pk: rules.why_not_sit(
            is_closed=group.closed_at is not None,
            members=len(seats),
            most=most,
            leads=each.address in led,
            is_apart=person_id(each.pk) in kept,
            is_asked=each.pk in asked,
        )
        for each in people
    }


def next_in_line(programme: Programme, groups: Sequence[Group], *, most: int, asked: Collection[int] = ()) -> Signup | None:
    """The first who waits and may sit in a group that fits: theme, time, place and language; without those who were `asked` already."""
    waiting = [each for each in signups.queue(programme) if each.pk not in asked]
    catalogue = signups.catalogue(programme) if waiting else {}
    wishes = {each.pk: signups.wishes(each, catalogue) for each in waiting}
    could = set[int]()
    for group in groups:
        suited = [each for each in waiting if fits(wishes[each.pk], [_opening(group)])]
        could |= {key for key, why in why_not_each(group, suited, most=most).items() if why is None}
    return next((each for each in waiting if each.pk in could), None)


def left_last(signup: Signup) -> Group | None:
    """The group that this person left last, if it has not been closed."""
    seats = Seat.objects.filter(signup=signup, until__isnull=False, group__closed_at__isnull=True)
    last = seats.select_related("group").order_by("-until", "-id").first()
    return last.group if last is not None else None


def who_left(programme: Programme) -> list[tuple[Signup, str]]:
    """Who has left a group of the programme and waits for nothing, by name, each with the letter of the group that they left last."""
    rows = Seat.objects.filter(group__programme=programme, until__isnull=False, signup__state=State.WITHDRAWN).exclude(signup__name="")
    left = {
        seat.signup: seat.group.letter
        for seat in rows.select_related("signup__unit", "signup__staff_group", "group").order_by("until", "id")
    }
    return sorted(left.items(), key=lambda each: (each[0].name.casefold(), each[0].pk))
