"""What leading gives a mentor as credit, in words with its arithmetic; or that the operating model gives none."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.certificates import queries
from verme.certificates.documents import hours_words
from verme.certificates.queries import Earner
from verme.mentors.models import Mentor
from verme.programmes.plain_words import days, decimal, duration
from verme.programmes.rules import Rules
from verme.programmes.terms import CreditForm


@dataclass(frozen=True)
class Step:
    """One line of the arithmetic: what, how it comes, how much."""

    what: str
    how: str
    much: str
    is_total: bool = False


@dataclass(frozen=True)
class Leading:
    """A mentor's own credit of one school year."""

    steps: Sequence[Step]
    words: str
    state: str


def leading(mentor: Mentor, school_year: int, rules: Rules | None, language: str) -> Leading | None:
    """What leading has given so far; None where there is no operating model yet. `rules` are those of today."""
    if rules is None:
        return None
    if not rules.mentor_credit or mentor.person is None:
        return Leading((), _("By your operating model leading a group gives the mentor no VESO day or training hours."), "")
    found = (each for each in queries.of_person(mentor.person) if each.organisation.pk == mentor.organisation_id)
    earner = next((each for each in found if each.school_year == school_year), None)
    if earner is None:
        return Leading((), _("When you have led a meeting, what it gives you is here."), "")
    return Leading(_steps(earner), _words(earner, language), str(earner.state.label) if earner.state else "")


def _steps(earner: Earner) -> list[Step]:
    earned, own = earner.earned, earner.earned.counted - earner.led_counted
    led = ngettext("%(n)s meeting", "%(n)s meetings", earner.led) % {"n": earner.led}
    if earner.led_counted < earner.led:
        led = _("%(meetings)s, of which %(n)s count by the rules of their days") % {"meetings": led, "n": earner.led_counted}
    steps = [Step(_("Led"), led, str(earner.led_counted))]
    if own:
        steps.append(Step(_("Taken part in"), ngettext("%(n)s meeting", "%(n)s meetings", own) % {"n": own}, str(own)))
    if earned.form != CreditForm.VESO:
        return [*steps, Step(_("Hours"), "", duration(earned.minutes), is_total=True)]
    each = f"{earned.counted} ÷ {earned.threshold}"
    most = ngettext("at most %(n)s day a year", "at most %(n)s days a year", earner.rules.credit_cap_days)
    how = f"{each}, {most % {'n': earner.rules.credit_cap_days}}"
    total = f"{days(earned.days)} = {duration(earned.minutes)}" if earned.minutes else decimal(earned.days)
    return [*steps, Step(_("VESO days"), how, total, is_total=True)]


def _words(earner: Earner, language: str) -> str:
    earned = earner.earned
    if earned.form != CreditForm.VESO:
        return _("You have gathered %(hours)s of in-service training.") % {"hours": hours_words(earned.minutes, language)}
    if earned.days > 0:
        return _("Your VESO training day is complete.")
    more = earned.more_meetings or 0
    words = ngettext(
        "%(n)s more meeting and you will have a VESO training day.", "%(n)s more meetings and you will have a VESO training day.", more
    )
    return words % {"n": more}
