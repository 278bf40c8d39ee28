"""What the coordinator should look at (K2), computed from what is true now."""

from verme.kernel import clock
from verme.programmes.models import Programme
from verme.signups.models import Signup
from verme.signups.queries.lists import active
from verme.signups.queries.wishing import catalogue, openings, wishes
from verme.signups.rules import Claim, duplicates, has_no_time, supervisor_says
from verme.signups.terms import Flag


def noticed(programme: Programme) -> dict[int, list[Flag]]:
    """Standing sign-up → its flags in the order of `Flag`, without those the coordinator has cleared; queries do not grow with rows."""
    answered = active(programme).select_related("supervisor_ask").prefetch_related("theme_wishes", "slot_answers", "place_answers")
    signups = list(answered)
    offered, themes = openings(programme), catalogue(programme)
    staff = {address.lower() for address in programme.organisation.staff.filter(is_listed=True).values_list("email", flat=True)}
    twins = frozenset[int]().union(*possible_duplicates(signups))
    found = {}
    for signup in signups:
        signs = {
            Flag.UNCONFIRMED: signup.confirmed_at is None,
            Flag.NO_TIME: has_no_time(wishes(signup, themes), offered),
            Flag.DUPLICATE: signup.pk in twins,
            Flag.NO_UNIT: signup.unit_id is None and signup.outsider_id is None,
            Flag.NOT_STAFF: bool(staff) and signup.address not in staff and signup.outsider_id is None,
            Flag.QUICK: Flag.QUICK in signup.flags,
            Flag.HONEYPOT: Flag.HONEYPOT in signup.flags,
            Flag.WAITS: signup.waits,
            Flag.SUPERVISOR_NO: _supervisor_said_no(signup),
        }
        shown = [flag for flag in Flag if signs[flag] and f"ok:{flag}" not in signup.flags]
        if shown:
            found[signup.pk] = shown
    return found


def possible_duplicates(signups: list[Signup]) -> set[frozenset[int]]:
    """Pairs of these sign-ups that may be one person, as keys."""
    return duplicates(Claim(signup.pk, signup.name, str(signup.unit_id or ""), signup.address) for signup in signups)


def _supervisor_said_no(signup: Signup) -> bool:
    ask = getattr(signup, "supervisor_ask", None)
    if ask is None or not ask.is_question:
        return False
    return supervisor_says(said_yes=ask.said_yes, asked_at=ask.asked_at, now=clock.now()) is False
