"""What has happened to a sign-up: from the log, from the row itself, from offers. Never the words of letters or answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verme.audit import queries as audit
from verme.audit.models import Entry
from verme.organisations.terms import RoleKind
from verme.people import queries as people
from verme.programmes.models import Programme
from verme.signups.models import Signup
from verme.signups.terms import Flag, Source

KIND = Signup._meta.label_lower
CAME: Mapping[Source, Promise] = {
    Source.FORM: gettext_lazy("Signed up by the form, reference %(reference)s"),
    Source.COORDINATOR: gettext_lazy("Was added by the coordinator, reference %(reference)s"),
    Source.IMPORT: gettext_lazy("Was brought in from a list, reference %(reference)s"),
    Source.INVITATION: gettext_lazy("Signed up by the invitation, reference %(reference)s"),
    Source.STUDENT: gettext_lazy("Signed up by the students' link, reference %(reference)s"),
}
DEEDS: Mapping[str, Promise] = {
    "signup.accepted": gettext_lazy("Was given a place"),
    "signup.admitted": gettext_lazy("Got the coordinator's yes"),
    "signup.amended": gettext_lazy("Changed the answers"),
    "signup.asked": gettext_lazy("Was asked a question by a letter"),
    "signup.confirmed": gettext_lazy("Opened the confirmation"),
    "signup.corrected": gettext_lazy("The answers were corrected"),
    "signup.declined": gettext_lazy("Was not accepted"),
    "signup.flag_cleared": gettext_lazy("Was found to be fine"),
    "signup.letter_again": gettext_lazy("Got the link again"),
    "signup.merged": gettext_lazy("Two sign-ups were made into one"),
    "signup.parted": gettext_lazy("Two that had been made into one became two again"),
    "signup.queued": gettext_lazy("Was moved to the waiting list"),
    "signup.reminded": gettext_lazy("Was reminded of the confirmation"),
    "signup.repeated": gettext_lazy("Somebody tried to sign up with this address again"),
    "signup.taken_back": gettext_lazy("Came back to a group"),
    "signup.told_apart": gettext_lazy("Was told apart from another sign-up"),
    "signup.withdrawn": gettext_lazy("The sign-up was cancelled"),
}


@dataclass(frozen=True)
class Event:
    """One line: when, what, and the member of staff who did it."""

    at: datetime
    words: str
    who: str = ""


def history(programme: Programme, signup: Signup, merged: Sequence[Signup] = ()) -> list[Event]:
    """Both histories where two became one; oldest first. Three queries."""
    numbers = [str(each.pk) for each in (signup, *merged)]
    entries = list(audit.of_organisation(programme.organisation_id).filter(target_kind=KIND, target_id__in=numbers, verb__in=DEEDS))
    names = people.names_of(entry.person_id for entry in entries if entry.person_id and entry.role in RoleKind)
    events = [came for each in (signup, *merged) for came in _came(each)]
    events += [*_drawn(programme, signup), *_offers(signup), *(_deed(entry, names) for entry in reversed(entries))]
    return sorted(events, key=lambda event: event.at)


def _deed(entry: Entry, names: Mapping[int, str]) -> Event:
    words, flag = str(DEEDS[entry.verb]), entry.facts.get("flag")
    if flag in Flag:
        words = f"{words}: {Flag(flag).label}"
    return Event(entry.happened_at, words, names.get(entry.person_id or 0, ""))


def _came(signup: Signup) -> Iterator[Event]:
    yield Event(signup.signed_up_at, str(CAME[Source(signup.source)]) % {"reference": signup.reference})
    if (ask := getattr(signup, "supervisor_ask", None)) is not None:
        yield Event(ask.asked_at, _("The supervisor was asked") if ask.is_question else _("The supervisor was told"))
        if ask.answered_at:
            yield Event(ask.answered_at, _("The supervisor said yes") if ask.said_yes else _("The supervisor said no"))


def _drawn(programme: Programme, signup: Signup) -> Iterator[Event]:
    if programme.drawn_at and signup.drawn_as:
        yield Event(programme.drawn_at, _("Was number %(n)s in the draw") % {"n": signup.drawn_as})


def _offers(signup: Signup) -> Iterator[Event]:
    """A place that was passed over (never offered by a letter) has no length of life."""
    for offer in signup.offers.all():
        if offer.expires_at <= offer.made_at:
            continue
        yield Event(offer.made_at, _("Was offered a free place"))
        if offer.answered_at and offer.took is not None:
            yield Event(offer.answered_at, _("Took the place") if offer.took else _("Did not take the place"))
        elif offer.answered_at:
            yield Event(offer.answered_at, _("The offer ended without an answer"))
