"""What the accessibility statement tells, as data: a test that knows of a fault fails until it has a line here."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Shortcoming:
    """Something that does not meet the requirements: what, which criterion, what to do instead."""

    what: Promise
    criterion: str  # "1.4.3"
    instead: Promise


WRITTEN = dt.date(2026, 11, 24)
AUTHORITY, AUTHORITY_URL = "Traficom", "https://www.saavutettavuusvaatimukset.fi/"
KNOWN: Sequence[Shortcoming] = ()
CHECKED = (
    _("Every page in three languages and at two widths with the axe checker (WCAG 2.0–2.2, levels A and AA)."),
    _("Every task by keyboard alone and without scripts."),
    _("Pages at a width of 320 pixels without sideways scrolling, in light and dark colours."),
    _("The accessibility tree that Chromium gives to assistive technology."),
    _("Documents (PDF) are tagged; the program that makes them refuses one without headings or descriptions."),
)
NOT_CHECKED = (
    _("With a screen reader by somebody who uses one every day."),
    _("In the browsers Firefox and Safari."),
    _("Swedish by a native reader."),
)
