"""What the formation of a programme needs, in a number of queries that no number of rows raises."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet, Value

from verme.groups.queries.relations import Relations, relations
from verme.mentors.models import Lead, MentorEntry
from verme.programmes import queries as programmes
from verme.programmes.models import Place, Programme, Slot, Theme
from verme.programmes.rules import Rules
from verme.signups import queries as signup_queries
from verme.signups.models import Signup, SignupPlace, SignupSlot, SignupTheme
from verme.signups.terms import State

type Row = tuple[str, int, int, int]  # which part, whose, what, how well or in which rank


@dataclass
class Said:
    """What one person wishes, or one mentor entry offers: keys of themes, times and places with rank or value."""

    themes: dict[int, int] = field(default_factory=dict)
    slots: dict[int, int] = field(default_factory=dict)
    places: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Material:
    """The rows behind a formation problem. The order of people and entries is fixed: same rows, same order."""

    programme: Programme
    rules: Rules
    signups: tuple[Signup, ...]
    entries: tuple[MentorEntry, ...]
    themes: tuple[Theme, ...]
    slots: tuple[Slot, ...]
    places: tuple[Place, ...]
    wishes: Mapping[int, Said]
    offers: Mapping[int, Said]
    relations: Relations


def material(programme: Programme) -> Material:
    """Everybody with a place, every standing offer, and what holds between them. Raises Refused (NO_RULES) without an operating model."""
    rules = programmes.rules_on(programme.organisation, programme.starts_on)
    signups = tuple(signup_queries.of_programme(programme).filter(state=State.ACCEPTED))
    entries = tuple(standing_entries(programme))
    return Material(
        programme=programme,
        rules=rules,
        signups=signups,
        entries=entries,
        themes=tuple(programme.themes.prefetch_related("admit_groups")),
        slots=tuple(programme.slots.all()),
        places=tuple(programme.places.all()),
        wishes=_wishes(programme),
        offers=_offers(programme),
        relations=relations(programme, signups, entries),
    )


def standing_entries(programme: Programme) -> QuerySet[MentorEntry]:
    """The offers that stand, in order, with who leads; in two queries."""
    leads = Prefetch("lead_rows", Lead.objects.select_related("mentor"))
    return MentorEntry.objects.filter(programme=programme, withdrawn_at__isnull=True).prefetch_related(leads).order_by("id")


def _wishes(programme: Programme) -> Mapping[int, Said]:
    """Everybody's answers, in one query."""
    mine = {"signup__programme": programme, "signup__state": State.ACCEPTED}
    themes = SignupTheme.objects.filter(**mine).order_by().values_list(Value("themes"), "signup", "theme", "rank")
    slots = SignupSlot.objects.filter(**mine).order_by().values_list(Value("slots"), "signup", "slot", "value")
    places = SignupPlace.objects.filter(**mine).order_by().values_list(Value("places"), "signup", "place", "value")
    return _sorted(themes.union(slots, places, all=True))


def _offers(programme: Programme) -> Mapping[int, Said]:
    """What every standing entry offers, in one query."""
    standing = MentorEntry.objects.filter(programme=programme, withdrawn_at__isnull=True).order_by()
    themes, slots, places = (
        standing.filter(**{f"{part}__isnull": False}).values_list(Value(part), "pk", part, Value(2))
        for part in ("themes", "slots", "places")
    )
    return _sorted(themes.union(slots, places, all=True))


def _sorted(rows: Iterable[Row]) -> Mapping[int, Said]:
    found = defaultdict[int, Said](Said)
    for part, whose, what, worth in sorted(rows, key=lambda row: (row[0], row[1], row[3], row[2])):
        getattr(found[whose], part)[what] = worth
    return found
