"""One's own credit in words: how many meetings give the day, what is missing, what hours have come together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.certificates.documents import hours_words
from verme.certificates.queries import Earner
from verme.certificates.terms import CreditState
from verme.groups.models import Group
from verme.people.models import Person
from verme.programmes.terms import CreditForm


@dataclass(frozen=True)
class Earning:
    """What O1 tells of one school year: a ring where a day is on the way, a sentence, how far it is."""

    done: int
    needed: int
    words: str
    state: str
    ring: str  # the same in words; empty where nothing is counted towards a day
    is_short: bool  # the meetings that are left cannot give the day any more
    signup_attended: bool


def earning(earner: Earner, language: str) -> Earning:
    """The sentences of one earner."""
    earned = earner.earned
    is_day = earned.form == CreditForm.VESO
    done = min(earned.counted, earned.threshold)
    ring = ngettext("%(done)s of %(n)s meeting", "%(done)s of %(n)s meetings", earned.threshold) % {"done": done, "n": earned.threshold}
    return Earning(
        done=done,
        needed=earned.threshold,
        words=_words(earner, language),
        state=str(earner.state.label) if earner.state not in {None, CreditState.ACCRUING} and earner.state is not None else "",
        ring=ring if is_day else "",
        is_short=is_day and not earner.suffices,
        signup_attended=earner.attended > 0,
    )


def _words(earner: Earner, language: str) -> str:
    earned = earner.earned
    if earned.form == CreditForm.VESO:
        return _day_words(earner)
    hours = {"hours": hours_words(earned.minutes, language)}
    match earned.form:
        case CreditForm.HOURS:
            return _("You have gathered %(hours)s of in-service training.") % hours
        case CreditForm.STUDIES:
            return _("You have gathered %(hours)s towards your study credits.") % hours
        case _:
            return ""


def _day_words(earner: Earner) -> str:
    earned = earner.earned
    if earned.days > 0:
        return _("Your VESO training day is complete.")
    if not earner.suffices:
        return _("The meetings that are left are not enough for a VESO training day this year. You are as welcome as ever.")
    if earned.more_meetings is None:
        return ""
    more = earned.more_meetings
    words = ngettext(
        "%(n)s more meeting and you will have a VESO training day.", "%(n)s more meetings and you will have a VESO training day.", more
    )
    return words % {"n": more}


def earnings(earners: Iterable[Earner], groups: Sequence[Group], language: str) -> dict[int, Earning]:
    """By group: what the group's page tells its reader."""
    found = {number: earning(each, language) for each in earners for number in each.groups}
    return {group.pk: found[group.pk] for group in groups if group.pk in found}


def references(groups: Sequence[Group], person: Person) -> dict[int, str]:
    """By group: the reference of the reader's own sign-up, by which a certificate is asked for."""
    seats = (seat for group in groups for seat in group.seats.all() if seat.signup.person_id == person.pk)
    return {seat.group_id: seat.signup.reference for seat in seats}
