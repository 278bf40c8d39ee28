"""One call in words, the same in every channel: page, letter, poster, intranet, feed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from verme.kernel import clock, dates
from verme.kernel.texts import LANGUAGES, Picked, pick
from verme.organisations.models import StaffGroup, Unit
from verme.organisations.terms import Level
from verme.programmes.models import Programme
from verme.programmes.plain_words.numbers import duration, listing, small
from verme.programmes.plain_words.parts import has_veso
from verme.programmes.rules import Rules, last_day
from verme.programmes.terms import Stage


@dataclass(frozen=True)
class CallWords:
    """What a call says to readers of one language. Own texts tell which language they really are in."""

    title: Picked
    lead: Picked  # the organisation's own text, or what the rules promise
    promise: str  # what taking part gives; empty when the own text already tells, or nothing is replaced
    when: str  # opens, closes, or has closed
    contact: str  # whom to ask: name, address, telephone


def call_words(programme: Programme, rules: Rules | None, language: str) -> CallWords:
    """The call of a programme by the rules of its first day, at this moment."""
    organisation = programme.organisation
    own = pick(programme.intros, language, organisation.first_language)
    with override(language):
        return CallWords(
            title=pick(programme.titles, language, organisation.first_language),
            lead=own if own.text else Picked(_lead(rules), language),
            promise=_promise(rules) if rules and not own.text else "",
            when=_when(programme, language),
            contact=", ".join(filter(None, [organisation.contact_name, organisation.contact_email, organisation.contact_phone])),
        )


def _lead(rules: Rules | None) -> str:
    lead = _("In a Verme group you meet colleagues over a cup of coffee and talk about your work.")
    if rules is None:
        return lead
    often = ngettext(
        "The group meets about %(n)s time during the school year, for %(length)s.",
        "The group meets about %(n)s times during the school year, for %(length)s at a time.",
        rules.meetings,
    )
    return f"{lead} {often % {'n': rules.meetings, 'length': duration(rules.meeting_minutes)}}"


def _promise(rules: Rules) -> str:
    if not has_veso(rules):
        return _("Taking part gives in-service training hours.")
    return ngettext(
        "For teachers, taking part in %(n)s meeting replaces one VESO training day.",
        "For teachers, taking part in %(n)s meetings replaces one VESO training day.",
        rules.credit_threshold,
    ) % {"n": rules.credit_threshold}


def _when(programme: Programme, language: str) -> str:
    now = clock.now()
    until = dates.day(last_day(programme.closes_at), language)
    match programme.stage_at(now):
        case Stage.OPEN:
            return _("Sign up by %(date)s.") % {"date": until}
        case Stage.PAUSED:
            return _("Sign-up is paused for a while.")
        case Stage.ANNOUNCED | Stage.DRAFT if programme.closes_at > now:
            opens = dates.moment(programme.opens_at, language)
            return _("Sign-up opens on %(opens)s. Sign up by %(date)s.") % {"opens": opens, "date": until}
        case _:
            return _("Sign-up has closed.")


def intranet_text(words: CallWords, address: str, language: str) -> str:
    """The call as a piece of news that can be pasted anywhere: three or four lines."""
    with override(language):
        lines = [
            _("Time to pause. Together with colleagues."),
            " ".join(filter(None, [words.lead.text, words.promise])),
            f"{words.when} {address}",
            _("Ask for more information: %(contact)s") % {"contact": words.contact} if words.contact else "",
        ]
    return "\n".join(filter(None, lines))


def audience_words(*, units: Sequence[Unit], staff_groups: Sequence[StaffGroup], levels: Sequence[str], first: str) -> Mapping[str, str]:
    """The choices of whom a call is for, in words of each language: kept with what was sent."""
    words = {}
    for language in LANGUAGES:
        with override(language):
            chosen = [
                listing(small(group.name_in(language, first)) for group in staff_groups),
                listing(str(Level(level).label) for level in levels),
                listing(unit.name for unit in units),
            ]
            said = " · ".join(filter(None, chosen)) or _("The whole staff list")
            words[language] = said[:1].upper() + said[1:]
    return words
