"""What people wrote about with whom and with whom not, and whom it may mean."""

from collections.abc import Mapping
from dataclasses import dataclass

from verme.groups.models import Reading
from verme.groups.queries.labels import entry_id, person_id
from verme.groups.queries.material import standing_entries
from verme.groups.queries.relations import digest_of, text_of
from verme.groups.rules import likely
from verme.groups.terms import PairKind
from verme.mentors.models import MentorEntry
from verme.programmes.models import Programme
from verme.signups import queries as signups
from verme.signups.models import Signup
from verme.signups.terms import State


@dataclass(frozen=True)
class Written:
    """One text of one person; `is_read`: the coordinator has said whom it means, and it has not changed since."""

    signup: Signup
    kind: PairKind
    is_read: bool


@dataclass(frozen=True)
class Meant:
    """Whom a text may mean: ids (see `labels`) with names, the likely ones first, and which are chosen now."""

    text: str
    likely: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]
    chosen: frozenset[str]


def written(programme: Programme) -> tuple[list[Written], int]:
    """Every text of those who have a place, by name, and how many have a place; in two queries."""
    read = {(row.signup_id, row.kind): row.digest for row in Reading.objects.filter(programme=programme)}
    people = list(signups.of_programme(programme).filter(state=State.ACCEPTED).order_by("name", "id"))
    texts = [
        Written(signup, kind, read.get((signup.pk, kind)) == digest_of(signup, kind))
        for signup in people
        for kind in PairKind
        if text_of(signup, kind)
    ]
    return texts, len(people)


def meant(signup: Signup, kind: PairKind) -> Meant:
    """One text with everybody it may mean; mentors only where it says with whom not."""
    names = _names(signup, kind)
    found = likely(text_of(signup, kind), names)
    reading = Reading.objects.filter(signup=signup, kind=kind).prefetch_related("pairs").first()
    pairs = reading.pairs.all() if reading and reading.digest == digest_of(signup, kind) else ()
    chosen = {person_id(pair.other_id) if pair.other_id else entry_id(pair.entry_id or 0) for pair in pairs}
    return Meant(
        text=text_of(signup, kind),
        likely=tuple((key, names[key]) for key in found),
        others=tuple((key, name) for key, name in sorted(names.items(), key=lambda each: each[1].casefold()) if key not in found),
        chosen=frozenset(chosen & names.keys()),
    )


def _names(signup: Signup, kind: PairKind) -> Mapping[str, str]:
    rows = signups.of_programme(signup.programme).filter(state=State.ACCEPTED).exclude(pk=signup.pk)
    names = {person_id(key): name for key, name in rows.values_list("pk", "name")}
    if kind == PairKind.APART:
        names |= {entry_id(entry.pk): _leads(entry) for entry in standing_entries(signup.programme)}
    return names


def _leads(entry: MentorEntry) -> str:
    return " & ".join(row.mentor.name for row in entry.lead_rows.all())
