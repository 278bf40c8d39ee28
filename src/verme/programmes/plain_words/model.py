"""The operating model as sentences that anybody understands, made from its values, in the language that is active."""

from collections.abc import Callable, Iterator, Mapping

from django.utils.translation import gettext as _

from verme.programmes.plain_words.credit_and_pay import credit, pay
from verme.programmes.plain_words.groups_and_meetings import joining, meetings
from verme.programmes.plain_words.parts import Part, Sentence, has_veso
from verme.programmes.plain_words.season_and_formation import formation, season
from verme.programmes.rules import Rules

MAKERS: Mapping[Part, Callable[[Rules, Mapping[str, str]], Iterator[Sentence]]] = {
    Part.JOINING: joining,
    Part.MEETINGS: meetings,
    Part.CREDIT: credit,
    Part.PAY: pay,
    Part.SEASON: season,
    Part.FORMATION: formation,
}


def in_words(rules: Rules, staff_groups: Mapping[str, str]) -> list[tuple[Part, str, list[Sentence]]]:
    """The whole model: (part, heading, sentences). `staff_groups` gives the organisation's names by key."""
    return [(part, heading(part, rules), list(make(rules, staff_groups))) for part, make in MAKERS.items()]


def heading(part: Part, rules: Rules) -> str:
    """What a part is called where these rules hold: there is no VESO everywhere, nor a fee."""
    if part == Part.CREDIT:
        return _("VESO") if has_veso(rules) else _("Training hours")
    if part == Part.PAY and not rules.pays_fee:
        return _("Fee and costs")
    return str(part.label)
