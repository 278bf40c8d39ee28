"""Which letter a deed sends, as it would arrive, and a first proposal of the coordinator's own words in the reader's language."""

import hashlib
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import override

from verme.signups import notices
from verme.signups.models import Signup
from verme.signups.notices import Preview
from verme.signups.queries import Register
from verme.signups.terms import Flag, State
from verme.web.coordinator.signups.acts import Act
from verme.web.coordinator.signups.times import offered_words

WRITTEN = frozenset({Act.INQUIRE, Act.DECLINE})  # in the coordinator's own words
KINDS: Mapping[Act, str] = {
    Act.ACCEPT: "signups.accepted",
    Act.DECLINE: "signups.declined",
    Act.INQUIRE: "signups.question",
    Act.QUEUE: "signups.queued",
    Act.REMIND: "signups.reminder",
    Act.WITHDRAW: "signups.cancelled",
}


def previews(act: Act, signup: Signup, words: str = "") -> list[tuple[str, Preview]]:
    """The letter as it would arrive; for a yes the letters of which one goes, each with when."""
    if act == Act.ADMIT:
        return [(when, notices.preview(kind, signup)) for when, kind in _after_yes(signup)]
    return [("", notices.preview(KINDS.get(act) or _confirmation(signup), signup, words=words))]


def _confirmation(signup: Signup) -> str:
    return "signups.waiting" if signup.state in {State.QUEUED, State.OFFERED} else "signups.confirmation"


def _after_yes(signup: Signup) -> list[tuple[str, str]]:
    programme = signup.programme
    if programme.is_drawn_by_lot and programme.drawn_at is None:
        return [("", "signups.queued" if signup.is_late else "signups.in_the_draw")]
    if signup.is_late or programme.drawn_at is not None:
        return [("", "signups.queued")]
    return [(_("If there is a place"), "signups.accepted"), (_("If all places are taken"), "signups.queued")]


def proposed(act: Act, signup: Signup, flag: Flag | None, held: Register) -> str:
    """Words to begin with, in the language in which the person gets letters."""
    with override(signup.language):
        if act == Act.DECLINE:
            return _("Thank you for signing up. Unfortunately we cannot offer you a place in the groups this time.")
        sentences = {
            Flag.NO_TIME: _("None of the mentors can lead a group at the times that you chose. Would one of these suit you: %(offered)s?"),
            Flag.NO_UNIT: _("You wrote “%(unit)s” as your workplace. Which school or unit of ours do you work in?"),
            Flag.NOT_STAFF: _("We did not find your address in the staff list. Where do you work, and which address do you use at work?"),
            Flag.SUPERVISOR_NO: _("Your supervisor said that taking part in working time does not suit now. Have you talked about it?"),
        }
        values = {"offered": offered_words(held), "unit": signup.other_unit}
        return sentences[flag] % values if flag in sentences else ""


def seal(words: str) -> str:
    """Says that exactly these words have been seen as a letter, whatever a browser does to line ends."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:24]
