"""The published groups as the coordinator sees them, and how their letters are going."""

from typing import Any

from django.utils.translation import gettext as _

from verme.groups import queries
from verme.groups.models import Group
from verme.kernel.texts import OWN_NAMES
from verme.mail import queries as mail
from verme.mail.terms import State
from verme.programmes.models import Programme
from verme.web.coordinator.board.naming import unit_of
from verme.web.ui.figures import Code, codes

type Context = dict[str, Any]


def context(programme: Programme, language: str) -> Context:
    """Everything the template names."""
    groups = list(queries.groups(programme))
    drawn = codes(unit_of(seat.signup) for group in groups for seat in group.seats.all())
    letters = mail.of_organisation(programme.organisation_id).filter(programme_id=programme.pk, kind__startswith="groups.")
    counts = mail.counts_by_state(letters)
    return {
        "groups": [_group(group, drawn, language) for group in groups],
        "placed": sum(len(group.seats.all()) for group in groups),
        "sent": counts[State.SENT],
        "written": sum(counts.values()),
        "refused": counts[State.REFUSED],
        "asked": queries.asked(programme),
    }


def one(group: Group, language: str) -> Context:
    """One group as its page names it."""
    return _group(group, codes(unit_of(seat.signup) for seat in group.seats.all()), language)


def _group(group: Group, drawn: dict[str, Code], language: str) -> Context:
    first = group.programme.organisation.first_language
    seats = [drawn[unit_of(seat.signup)] for seat in group.seats.all()]
    names = [leader.mentor.name for leader in group.leaders.all()]
    return {
        "id": f"ryhma-{group.letter.lower()}",
        "letter": group.letter,
        "title": group.theme.title_in(language, first),
        "facts": [
            _("mentor: %(names)s") % {"names": " & ".join(names) or "–"},
            group.slot.words_in(language),
            f"{group.place.name_in(language, first)}, {OWN_NAMES.get(group.language, group.language).lower()}",
        ],
        "size": str(len(seats)),
        "seats": [(code.css, code.letters) for code in seats],
        "words": _("Group %(letter)s: %(n)s members") % {"letter": group.letter, "n": len(seats)},
        "members": [
            {
                "name": seat.signup.name,
                "unit": unit_of(seat.signup),
                "code": drawn[unit_of(seat.signup)],
                "job": seat.signup.staff_group.name_in(language, first),
            }
            for seat in group.seats.all()
        ],
    }
