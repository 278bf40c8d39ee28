"""The poster of a call: A4, with a QR code and the same address in words."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext, override

from verme.kernel import clock, dates, pdf, qr
from verme.kernel.texts import Picked

TEMPLATE = Path(__file__).resolve().parent.parent / "typst" / "poster.typ"
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterFacts:
    """What a poster says, in the language of its readers. Texts of the organisation's own tell which language they really are in."""

    language: str
    organisation: str
    period: str  # "2026–2027" or a programme's name
    lead: Picked  # what taking part means: meetings, length, credit
    address: str  # of the sign-up page, with its scheme
    contact: str  # whom to ask: name, telephone, e-mail
    deadline: dt.date | None = None  # the last day to sign up
    headline: Picked | None = None  # the organisation's own; without one ours


def poster(facts: PosterFacts) -> bytes:
    """One accessible page (PDF/UA-1): long texts get smaller, none is cut. The fixed words are in the language of the facts."""
    with override(facts.language):
        values = _values(facts)
    return pdf.render(TEMPLATE, values, made_at=clock.now())


def _values(facts: PosterFacts) -> dict[str, object]:
    own = facts.headline
    headline = own if own and own.text else Picked(gettext("Time to pause. Together with colleagues."), facts.language)
    shown = facts.address.removeprefix("https://").removeprefix("http://").rstrip("/")
    deadline = facts.deadline and gettext("Sign up by %(date)s") % {"date": dates.day(facts.deadline, facts.language)}
    return {
        "language": facts.language,
        "organisation": facts.organisation,
        "whose": facts.organisation + (" " if facts.period[:1].isdigit() else " · ") + facts.period,
        "headline": {
            "text": headline.text,
            "lines": SENTENCE_END.split(headline.text),
            "words": headline.text.split(),
            "language": headline.language,
        },
        "seat": gettext("This place\nis yours"),
        "scene_alt": gettext("A table seen from above. One place is free."),
        "lead": {"text": facts.lead.text, "language": facts.lead.language},
        "deadline": deadline,
        "address": facts.address,
        "shown": shown,
        "note": gettext("A couple of minutes, no account needed."),
        "contact": gettext("Ask for more information: %(contact)s") % {"contact": facts.contact},
        "qr": qr.svg(facts.address, border=0).decode(),
        "qr_alt": gettext("QR code to the sign-up page %(address)s") % {"address": shown},
    }
