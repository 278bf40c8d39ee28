"""Reading the outbox."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from verme.mail.models import Letter
from verme.mail.terms import State


def of_organisation(organisation_id: int) -> QuerySet[Letter]:
    """An organisation's letters, newest first; secrets (sign-in codes) are not among them."""
    return Letter.objects.filter(organisation_id=organisation_id, is_secret=False).order_by("-id")


def narrowed(letters: QuerySet[Letter], *, state: str = "", kind: str = "", programme_id: int | None = None) -> QuerySet[Letter]:
    """Only those of a state, a kind, a programme; what is empty does not narrow. Their words are not loaded."""
    given = {"state": state, "kind": kind, "programme_id": programme_id}
    return letters.filter(**{column: value for column, value in given.items() if value}).defer("text", "html", "attachments")


def counts_by_state(letters: QuerySet[Letter]) -> dict[State, int]:
    """How many letters are in each state."""
    found = dict(letters.order_by().values_list("state").annotate(Count("id")))
    return {state: found.get(state, 0) for state in State}


def kinds_of(organisation_id: int) -> list[str]:
    """The kinds of letters that the organisation has written."""
    return list(of_organisation(organisation_id).order_by("kind").values_list("kind", flat=True).distinct())


def newest() -> QuerySet[Letter]:
    """Every letter of the installation, newest first: only for the development post office."""
    return Letter.objects.order_by("-id")


def sent_since(address: str, kinds: Sequence[str], *, programme_id: int, since: datetime) -> bool:
    """Whether a letter of one of the kinds was written to this address, about this programme, after a moment."""
    return Letter.objects.filter(to_address__iexact=address, kind__in=kinds, programme_id=programme_id, written_at__gt=since).exists()


def reached(kind: str, *, programme_id: int, since: datetime | None = None) -> QuerySet[Letter, str]:
    """The addresses, in small letters, to which a letter of this kind about this programme was written (from a moment on)."""
    letters = Letter.objects.filter(kind=kind, programme_id=programme_id)
    if since is not None:
        letters = letters.filter(written_at__gte=since)
    return letters.annotate(small=Lower("to_address")).values_list("small", flat=True)


def of_event(event: str) -> QuerySet[Letter]:
    """The letters of one event by address, also those of a practice (`actions.write`); their words are not loaded."""
    letters = Letter.objects.filter(Q(event=event) | Q(event__startswith=f"{event}:"))
    return letters.defer("text", "html", "attachments").order_by("to_name", "to_address", "id")


def tally(events: Sequence[str]) -> dict[str, dict[str, int]]:
    """How many letters of each event are in which state, in one query."""
    counted: dict[str, dict[str, int]] = {event: {} for event in events}
    rows = Letter.objects.filter(event__in=events).values("event", "state").annotate(n=Count("id")).order_by()
    for row in rows:
        counted[row["event"]][row["state"]] = row["n"]
    return counted
