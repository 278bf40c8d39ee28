"""What the coordinator should look at (K2), computed from what is true now."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from verme.kernel import clock
from verme.programmes.models import Programme, Slot
from verme.signups.models import Signup, SignupPlace, SignupTheme
from verme.signups.queries.lists import of_programme
from verme.signups.queries.times import offered
from verme.signups.rules import Claim, duplicates, has_no_time, supervisor_says
from verme.signups.terms import Flag

type Twins = Mapping[int, Sequence[int]]  # sign-up → those who may be the same person


@dataclass(frozen=True)
class Register:
    """Everybody who ever signed up to a programme, with what the list shows of them."""

    signups: list[Signup]  # in order of coming, with unit, staff group, invitation and all answers
    flags: Mapping[int, list[Flag]]  # standing sign-up → what to look at, in the order of `Flag`, without what has been cleared
    twins: Twins
    offered: Sequence[tuple[Slot, int]]  # each weekly time in order, with how many mentor entries offer it


def register(programme: Programme) -> Register:
    """The whole list, in five queries whatever there is."""
    wishes = Prefetch("theme_wishes", SignupTheme.objects.select_related("theme"))
    places = Prefetch("place_answers", SignupPlace.objects.select_related("place"))
    found = of_programme(programme).select_related("unit", "staff_group", "outsider", "supervisor_ask")
    signups = list(_with_staff(found, programme).prefetch_related(wishes, "slot_answers", places))
    times = offered(programme)
    _join(signups, programme, {slot.pk: slot for slot, _entries in times})
    standing = [signup for signup in signups if signup.is_active]
    twins = possible_duplicates(standing)
    suiting = {slot.pk for slot, entries in times if entries}
    seen = {signup.pk: _flags(signup, twins=twins, suiting=suiting) for signup in standing}
    return Register(signups, {key: flags for key, flags in seen.items() if flags}, twins, times)


def _join(signups: Sequence[Signup], programme: Programme, slots: Mapping[int, Slot]) -> None:
    """What is there once is read once: the programme and its times."""
    for signup in signups:
        signup.programme = programme
        for answer in signup.slot_answers.all():
            answer.slot = slots[answer.slot_id]


def noticed(programme: Programme) -> Mapping[int, list[Flag]]:
    """Standing sign-up → its flags in the order of `Flag`, without those the coordinator has cleared; queries do not grow with rows."""
    return register(programme).flags


def possible_duplicates(signups: Sequence[Signup]) -> Twins:
    """Who of these may be one person, but for those whom the coordinator has told apart."""
    held = {signup.pk: signup for signup in signups}
    found = defaultdict(list)
    for pair in duplicates(Claim(each.pk, each.name, str(each.unit_id or ""), each.address) for each in signups):
        one, other = (held[key] for key in sorted(pair))
        if told_apart(other) not in one.flags:
            found[one.pk].append(other.pk)
            found[other.pk].append(one.pk)
    return {key: sorted(others) for key, others in found.items()}


def told_apart(other: Signup) -> str:
    """The mark on a sign-up whose person is somebody else than the other's."""
    return f"ok:{Flag.DUPLICATE}:{other.reference}"


def _with_staff(signups: QuerySet[Signup], programme: Programme) -> QuerySet[Signup]:
    """Whether each is in the staff list, if there is one: `is_missing`. Addresses are in small letters on both sides."""
    listed = programme.organisation.staff.filter(is_listed=True)
    return signups.annotate(is_missing=Exists(listed) & ~Exists(listed.filter(email=OuterRef("address"))))


def _flags(signup: Signup, *, twins: Twins, suiting: AbstractSet[int]) -> list[Flag]:
    is_missing: bool = getattr(signup, "is_missing", False)
    signs = {
        Flag.UNCONFIRMED: signup.confirmed_at is None,
        Flag.NO_TIME: has_no_time({answer.slot_id for answer in signup.slot_answers.all()}, suiting),
        Flag.DUPLICATE: signup.pk in twins,
        Flag.NO_UNIT: signup.unit_id is None and signup.outsider_id is None,
        Flag.NOT_STAFF: is_missing and signup.outsider_id is None,
        Flag.QUICK: Flag.QUICK in signup.flags,
        Flag.HONEYPOT: Flag.HONEYPOT in signup.flags,
        Flag.WAITS: signup.waits,
        Flag.SUPERVISOR_NO: _supervisor_said_no(signup),
    }
    return [flag for flag in Flag if signs[flag] and f"ok:{flag}" not in signup.flags]


def _supervisor_said_no(signup: Signup) -> bool:
    ask = getattr(signup, "supervisor_ask", None)
    if ask is None or not ask.is_question:
        return False
    return supervisor_says(said_yes=ask.said_yes, asked_at=ask.asked_at, now=clock.now()) is False
