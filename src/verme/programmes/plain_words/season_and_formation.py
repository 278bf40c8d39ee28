"""When the year turns, and what is weighed when groups are formed: as sentences in the language that is active."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.kernel.dates import bare_day
from verme.programmes.plain_words.numbers import language, listing
from verme.programmes.plain_words.parts import Sentence
from verme.programmes.rules import Rules

SOME_YEAR = 2025  # no leap year: its days come every year


def season(rules: Rules, names: Mapping[str, str]) -> Iterator[Sentence]:
    opens = ngettext(
        "Sign-up opens about %(date)s and is open for %(n)s day.",
        "Sign-up opens about %(date)s and is open for %(n)s days.",
        rules.signup_days,
    )
    yield Sentence(opens % {"date": _yearly(rules.opens_month, rules.opens_day), "n": rules.signup_days}, "opens_day")
    told = ngettext(
        "Groups are told within %(n)s day of its end and begin the week after.",
        "Groups are told within %(n)s days of its end and begin the week after.",
        rules.groups_days,
    )
    yield Sentence(told % {"n": rules.groups_days}, "groups_days")
    yield Sentence(_("The groups' year ends on %(date)s.") % {"date": _yearly(rules.ends_month, rules.ends_day)}, "ends_day")


def _yearly(month: int, day: int) -> str:
    """A day that comes every year: 10.8. · 10.8 · 10 Aug"""
    shown = bare_day(date(SOME_YEAR, month, day), language()).removesuffix(str(SOME_YEAR)).rstrip()
    return shown.rstrip(".") if language() == "sv" else shown


def formation(rules: Rules, names: Mapping[str, str]) -> Iterator[Sentence]:
    first, *others = rules.theme_points
    wishes = _("The theme wished first gives %(first)s points, the next ones %(others)s, any other theme %(any)s.")
    yield Sentence(wishes % {"first": first, "others": listing(map(str, others)), "any": rules.any_theme_points}, "theme_points")
    fits = _(
        "A time that suits well gives %(slot)s points, one that suits if needed %(slot_if)s. A place gives %(place)s or %(place_if)s, "
        "the preferred language %(language)s."
    )
    slot, place = rules.slot_points, rules.place_points
    points = {"slot": slot[0], "slot_if": slot[1], "place": place[0], "place_if": place[1], "language": rules.language_points}
    yield Sentence(fits % points, "slot_points")
    costs = _(
        "From a group are taken %(unit)s points for each further person from the same school, "
        "%(size)s for each person too many or too few, %(met)s for each pair who met last year "
        "and %(mix)s for each staff group that a mixed theme lacks."
    )
    taken = {"unit": rules.unit_cost, "size": rules.size_cost, "met": rules.met_cost, "mix": rules.mix_cost}
    yield Sentence(costs % taken, "unit_cost")
    together = _("Two people who both wish to be together give %(n)s points.") % {"n": rules.together_gain}
    yield Sentence(together, "together_gain")
    poor = _("A seat below %(n)s points of a hundred is poor. Poor seats are avoided before the points are added up.")
    yield Sentence(poor % {"n": rules.poor_below}, "poor_below")
