"""Where the year stands today, in one sentence under the heading; and the figures beside it."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.kernel import dates
from verme.kernel.clock import local
from verme.mornings.facts import YearFacts
from verme.mornings.spoken import language
from verme.programmes.terms import Stage


def standing(facts: YearFacts) -> str:
    """Today, and what the sign-up or the groups are doing."""
    today = _("Today is %(date)s.") % {"date": dates.day(facts.today, language())}
    return f"{today} {stage(facts)}"


def stage(facts: YearFacts) -> str:
    """What the sign-up or the groups are doing."""
    match facts.stage:
        case Stage.DRAFT:
            return _("Sign-up has not been announced yet.")
        case Stage.ANNOUNCED:
            return _("Sign-up opens on %(opens)s.") % {"opens": dates.moment(facts.opens_at, language())}
        case Stage.OPEN:
            return _left(facts)
        case Stage.PAUSED:
            return _("Sign-up is paused for a while.")
        case Stage.CLOSED if facts.last_day == facts.today - timedelta(days=1):
            return _("Sign-up closed yesterday.")
        case Stage.CLOSED:
            return _("Sign-up closed on %(date)s.") % {"date": dates.day(facts.last_day, language())}
        case _ if facts.stage == Stage.PUBLISHED and facts.published_at is not None:
            return _("The groups were published on %(date)s.") % {"date": dates.day(local(facts.published_at).date(), language())}
        case _:
            return _("The programme is over.")


def _left(facts: YearFacts) -> str:
    days = (facts.last_day - facts.today).days
    if days == 0:
        return _("Today is the last day to sign up.")
    return ngettext("Sign-up is open for %(n)s more day.", "Sign-up is open for %(n)s more days.", days) % {"n": days}


def figures(facts: YearFacts) -> list[tuple[int, str]]:
    """(number, words): who has signed up, mentors, schools, the waiting list."""
    places = _("signed up, places %(places)s") % {"places": facts.capacity}
    return [
        (facts.signed_up, places),
        (facts.entries, ngettext("mentor's group", "mentors' groups", facts.entries)),
        (facts.units, ngettext("school or unit", "schools or units", facts.units)),
        (facts.queued, _("on the waiting list")),
    ]
