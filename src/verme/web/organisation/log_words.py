"""The verbs of the log in words: "signup.accepted" → "Sign-up: accepted". A test finds verbs without words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import pgettext_lazy

THINGS: Mapping[str, Promise] = {
    "call": pgettext_lazy("log: what", "call to staff"),
    "draft": pgettext_lazy("log: what", "draft of groups"),
    "group": pgettext_lazy("log: what", "group"),
    "letter": pgettext_lazy("log: what", "letter"),
    "mentor": pgettext_lazy("log: what", "mentor"),
    "mentor_entry": pgettext_lazy("log: what", "mentor's offer"),
    "mentors": pgettext_lazy("log: what", "mentors"),
    "offer": pgettext_lazy("log: what", "offer of a place"),
    "organisation": pgettext_lazy("log: what", "organisation"),
    "outsider": pgettext_lazy("log: what", "invited outsider"),
    "person": pgettext_lazy("log: what", "person"),
    "place": pgettext_lazy("log: what", "place"),
    "programme": pgettext_lazy("log: what", "programme"),
    "queue": pgettext_lazy("log: what", "waiting list"),
    "role": pgettext_lazy("log: what", "role"),
    "rules": pgettext_lazy("log: what", "operating model"),
    "run": pgettext_lazy("log: what", "search for groups"),
    "seat": pgettext_lazy("log: what", "place in a group"),
    "signup": pgettext_lazy("log: what", "sign-up"),
    "signups": pgettext_lazy("log: what", "sign-ups"),
    "slot": pgettext_lazy("log: what", "weekly time"),
    "staff": pgettext_lazy("log: what", "staff list"),
    "staff_group": pgettext_lazy("log: what", "staff group"),
    "supervisor": pgettext_lazy("log: what", "supervisor"),
    "theme": pgettext_lazy("log: what", "theme"),
    "unit": pgettext_lazy("log: what", "unit"),
}
DEEDS: Mapping[str, Promise] = {
    "accepted": pgettext_lazy("log: what was done", "accepted"),
    "added": pgettext_lazy("log: what was done", "added"),
    "admitted": pgettext_lazy("log: what was done", "admitted"),
    "adopted": pgettext_lazy("log: what was done", "taken into use"),
    "amended": pgettext_lazy("log: what was done", "answers changed by the person"),
    "announced": pgettext_lazy("log: what was done", "announced"),
    "answered": pgettext_lazy("log: what was done", "answered"),
    "asked": pgettext_lazy("log: what was done", "asked"),
    "changed": pgettext_lazy("log: what was done", "changed"),
    "code_refused": pgettext_lazy("log: what was done", "wrong code"),
    "confirmed": pgettext_lazy("log: what was done", "confirmed"),
    "corrected": pgettext_lazy("log: what was done", "corrected by the coordinator"),
    "deadline_moved": pgettext_lazy("log: what was done", "deadline moved"),
    "declined": pgettext_lazy("log: what was done", "declined"),
    "drawn": pgettext_lazy("log: what was done", "drawn by lot"),
    "ended": pgettext_lazy("log: what was done", "ended"),
    "entry_refused": pgettext_lazy("log: what was done", "not let in"),
    "flag_cleared": pgettext_lazy("log: what was done", "mark removed"),
    "granted": pgettext_lazy("log: what was done", "granted"),
    "invited": pgettext_lazy("log: what was done", "invited"),
    "letter_again": pgettext_lazy("log: what was done", "letter asked for again"),
    "link_made": pgettext_lazy("log: what was done", "link made"),
    "link_used": pgettext_lazy("log: what was done", "link used"),
    "logo_changed": pgettext_lazy("log: what was done", "logo changed"),
    "made": pgettext_lazy("log: what was done", "made"),
    "merged": pgettext_lazy("log: what was done", "merged"),
    "noted": pgettext_lazy("log: what was done", "noted"),
    "offered": pgettext_lazy("log: what was done", "offered"),
    "opened": pgettext_lazy("log: what was done", "opened"),
    "passed_on": pgettext_lazy("log: what was done", "passed on"),
    "paused": pgettext_lazy("log: what was done", "paused"),
    "queued": pgettext_lazy("log: what was done", "put on the waiting list"),
    "received": pgettext_lazy("log: what was done", "received"),
    "registered": pgettext_lazy("log: what was done", "registered"),
    "reminded": pgettext_lazy("log: what was done", "reminded"),
    "repeated": pgettext_lazy("log: what was done", "tried a second time"),
    "resumed": pgettext_lazy("log: what was done", "resumed"),
    "revoked": pgettext_lazy("log: what was done", "revoked"),
    "sent": pgettext_lazy("log: what was done", "sent"),
    "sent_again": pgettext_lazy("log: what was done", "sent again"),
    "signed_in": pgettext_lazy("log: what was done", "signed in"),
    "tied": pgettext_lazy("log: what was done", "tied to a person"),
    "tried": pgettext_lazy("log: what was done", "tried out"),
    "unplaced_first": pgettext_lazy("log: what was done", "unplaced put first"),
    "withdrawn": pgettext_lazy("log: what was done", "withdrawn"),
}


def words_of(verb: str) -> str:
    """A verb in words; the verb itself when it has none."""
    thing, _, deed = verb.partition(".")
    if thing not in THINGS or deed not in DEEDS:
        return verb
    return f"{capfirst(str(THINGS[thing]))}: {DEEDS[deed]}"
