"""What has happened lately, from the log, in words: the same deed of the same day is one line. Verbs without words are left out."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from verme.audit import queries as audit
from verme.audit.models import Entry
from verme.kernel import clock, dates
from verme.organisations.terms import RoleKind
from verme.people import queries as people
from verme.people.models import Person
from verme.programmes.models import Programme

LOOKED_AT, SHOWN, ALIKE = 200, 6, 2


@dataclass(frozen=True)
class Happening:
    """One line: what, when in words and for machines, and who of the staff did it."""

    what: str
    when: str
    moment: datetime
    who: str


type Words = Callable[[int, Entry], str]  # (how many, the latest entry) → sentence


def _count(entry: Entry) -> int:
    return int(entry.facts.get("count", 0))


def _called(n: int, entry: Entry) -> str:
    return ngettext("The call was sent to %(n)s person", "The call was sent to %(n)s people", _count(entry)) % {"n": _count(entry)}


def _invited(n: int, entry: Entry) -> str:
    return ngettext("%(n)s mentor was invited", "%(n)s mentors were invited", _count(entry)) % {"n": _count(entry)}


def _answered(n: int, entry: Entry) -> str:
    if entry.facts.get("answer") == "yes":
        return ngettext("%(n)s mentor agreed", "%(n)s mentors agreed", n) % {"n": n}
    return ngettext("%(n)s mentor can't this year", "%(n)s mentors can't this year", n) % {"n": n}


def _brought_in(n: int, entry: Entry) -> str:
    count = _count(entry)
    return ngettext("%(n)s sign-up was brought in from a list", "%(n)s sign-ups were brought in from a list", count) % {"n": count}


WORDS: Mapping[str, Words] = {
    "programme.opened": lambda n, entry: _("The programme was opened"),
    "programme.announced": lambda n, entry: _("The sign-up was announced"),
    "programme.paused": lambda n, entry: _("The sign-up was paused"),
    "programme.resumed": lambda n, entry: _("The sign-up goes on"),
    "programme.deadline_moved": lambda n, entry: _("The deadline was moved"),
    "programme.drawn": lambda n, entry: _("The places were drawn"),
    "programme.ended": lambda n, entry: _("The programme was closed"),
    "call.sent": _called,
    "call.noted": lambda n, entry: _("A sending of the call was noted"),
    "mentors.invited": _invited,
    "mentor.answered": _answered,
    "signup.received": lambda n, entry: ngettext("%(n)s person signed up", "%(n)s people signed up", n) % {"n": n},
    "signups.brought_in": _brought_in,
    "signup.withdrawn": lambda n, entry: ngettext("%(n)s sign-up was cancelled", "%(n)s sign-ups were cancelled", n) % {"n": n},
    "signup.merged": lambda n, entry: ngettext("Two sign-ups became one", "%(n)s times two sign-ups became one", n) % {"n": n},
    "programme.published": lambda n, entry: _("The groups were published"),
}
ALONE = frozenset({"call.sent", "mentors.invited", "signups.brought_in"})  # each is a line of its own: it says how many
BY_WEEK = frozenset({"signup.received", "signup.withdrawn", "mentor.answered"})  # many small deeds of many people


@dataclass
class _Bundle:
    """Entries that make one line; the latest came first."""

    latest: Entry
    earliest: Entry
    number: int = 1


def happenings(programme: Programme, reader: Person) -> list[Happening]:
    """The latest of a programme, newest first, in two queries."""
    own = Q(target_kind="programmes.programme", target_id=str(programme.pk)) | Q(facts__programme=programme.pk)
    entries = audit.of_organisation(programme.organisation_id).filter(own, verb__in=WORDS)[:LOOKED_AT]
    bundles = _varied(_bundles(entries))[:SHOWN]
    latest = [each.latest for each in bundles]
    names = people.names_of(entry.person_id for entry in latest if entry.person_id and entry.role in RoleKind)
    names |= {reader.pk: _("you")} if reader.pk in names else {}
    return [
        Happening(WORDS[entry.verb](each.number, entry), _when(each), entry.happened_at, names.get(entry.person_id or 0, ""))
        for each, entry in zip(bundles, latest, strict=True)
    ]


def _bundles(entries: Iterable[Entry]) -> list[_Bundle]:
    """The same deed of a day, or of a week where many people do it, is one line."""
    held: dict[tuple[object, ...], _Bundle] = {}
    for entry in entries:
        day = clock.local(entry.happened_at).date()
        when = day.isocalendar()[:2] if entry.verb in BY_WEEK else day
        mark = (entry.verb, entry.facts.get("answer"), entry.pk if entry.verb in ALONE else when)
        if mark in held:
            held[mark].earliest, held[mark].number = entry, held[mark].number + 1
        else:
            held[mark] = _Bundle(entry, entry)
    return list(held.values())


def _varied(bundles: Iterable[_Bundle]) -> list[_Bundle]:
    """At most two lines of one verb, so that a busy month of sign-ups does not hide the rest."""
    seen: Counter[str] = Counter()
    kept = []
    for bundle in bundles:
        seen[bundle.latest.verb] += 1
        if seen[bundle.latest.verb] <= ALIKE:
            kept.append(bundle)
    return kept


def _when(bundle: _Bundle) -> str:
    spoken = (get_language() or "fi")[:2]
    here, today = clock.local(bundle.latest.happened_at), clock.today()
    first = clock.local(bundle.earliest.happened_at).date()
    if first != here.date():
        return dates.period(first, here.date(), spoken)
    if here.date() == today:
        return _("today at %(time)s") % {"time": dates.clock(here, spoken)}
    if here.date() == today - timedelta(days=1):
        return _("yesterday at %(time)s") % {"time": dates.clock(here, spoken)}
    return dates.short_day(here.date(), spoken) if here.year == today.year else dates.day(here.date(), spoken)
