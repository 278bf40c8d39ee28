"""A version of an agreement as a PDF for its group: the text, that it is in force, and numbers; nobody's name."""

from pathlib import Path

from django.utils.translation import gettext, ngettext, override

from verme.agreements import rules
from verme.agreements.queries import Shelf, Version
from verme.agreements.terms import Standing
from verme.kernel import clock, dates, pdf

TEMPLATE = Path(__file__).resolve().parent / "typst" / "agreement.typ"


def agreement_pdf(shelf: Shelf, version: Version) -> bytes:
    """An accessible PDF (PDF/UA-1) in the language of the agreement itself. The same version always makes the same bytes."""
    language = version.agreement.language
    with override(language):
        values = _values(shelf, version, language)
    return pdf.render(TEMPLATE, values, made_at=version.since or version.agreement.offered_at)


def _values(shelf: Shelf, version: Version, language: str) -> dict[str, object]:
    house = shelf.group.programme.organisation
    return {
        "language": language,
        "organisation": house.name_in(language),
        "title": gettext("Group agreement"),
        "about": gettext("Group %(letter)s, version %(number)s") % {"letter": shelf.group.letter, "number": version.number},
        "standing": standing_words(version, language),
        "sections": [
            {"heading": each.heading, "blocks": [{"kind": kind, "lines": list(lines)} for kind, lines in rules.blocks(each.text)]}
            for each in version.sections
        ],
        "note": gettext("Only the group and its mentor can see this."),
    }


def standing_words(version: Version, language: str) -> str:
    """Where the version is and who has accepted it, as numbers."""
    if version.standing == Standing.IN_FORCE and version.since is not None:
        day = dates.bare_day(clock.local(version.since).date(), language)
        said = gettext("In force since %(date)s.") % {"date": day}
    else:
        said = f"{version.standing.label}."
    return f"{said} {accepted_words(version)}"


def accepted_words(version: Version) -> str:
    """7/8 members and the mentor have accepted."""
    done, asked = version.counts("seat")
    mentors, asked_mentors = version.counts("leader")
    members = ngettext("%(done)s/%(n)s member", "%(done)s/%(n)s members", asked) % {"done": done, "n": asked}
    if mentors < asked_mentors:
        words = ngettext("%(members)s have accepted, the mentor not yet.", "%(members)s have accepted, not yet all mentors.", asked_mentors)
    else:
        words = ngettext("%(members)s and the mentor have accepted.", "%(members)s and the mentors have accepted.", asked_mentors)
    return words % {"members": members}
