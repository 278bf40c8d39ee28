"""Where the forming of groups starts from, in few queries: no problem is built for it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from django.db.models import Count, Value

from verme.groups.models import Draft, DraftGroup, Placement
from verme.groups.queries.drafts import worked_on
from verme.groups.queries.published import waiting_list
from verme.groups.queries.texts import written
from verme.mentors.models import Lead, MentorEntry
from verme.programmes import queries as programmes
from verme.programmes.models import Programme
from verme.programmes.rules import Rules
from verme.signups import queries as signups
from verme.signups.models import Signup, SignupSlot
from verme.signups.terms import State

type Weekly = tuple[int, time]  # weekday, from


@dataclass(frozen=True)
class Offered:
    """One standing offer: who leads, at which weekly times, and how many with a place could come to one of them."""

    names: tuple[str, ...]
    times: tuple[Weekly, ...]
    suits: int


@dataclass(frozen=True)
class Start:
    """The operating model, how many have a place, what mentors offer."""

    rules: Rules
    people: int
    offers: tuple[Offered, ...]
    base: Draft | None  # the draft whose locks can be kept
    locks: int
    unread: int  # texts about company that nobody has read yet


def start(programme: Programme, *, base: int | None = None) -> Start:
    """What the page of criteria tells; `base` is the number of a draft, else it is the newest. Raises Refused (NO_RULES)."""
    texts, people = written(programme)
    drafts = worked_on(programme).annotate(lock_count=Count("locks"))
    draft = (drafts if base is None else drafts.filter(number=base)).first()
    return Start(
        rules=programmes.rules_on(programme.organisation, programme.starts_on),
        people=people,
        offers=_offers(programme),
        base=draft,
        locks=draft.lock_count if draft else 0,
        unread=sum(not text.is_read for text in texts),
    )


def _offers(programme: Programme) -> tuple[Offered, ...]:
    """Every standing offer, in two queries."""
    names = defaultdict[int, list[str]](list)
    standing = Lead.objects.filter(entry__programme=programme, entry__withdrawn_at__isnull=True)
    for entry, name in standing.order_by("entry", "id").values_list("entry", "mentor__name"):
        names[entry].append(name)
    times = _times(programme)
    can = [frozenset(weekly) for (kind, _key), weekly in times.items() if kind == "person"]
    made = []
    for entry, leads in names.items():
        offered = times.get(("entry", entry), set())
        made.append(Offered(tuple(leads), tuple(sorted(offered)), sum(bool(offered & weekly) for weekly in can)))
    return tuple(made)


def _times(programme: Programme) -> Mapping[tuple[str, int], set[Weekly]]:
    """When each standing entry offers and each person with a place can come, in one query."""
    offers = MentorEntry.objects.filter(programme=programme, withdrawn_at__isnull=True, slots__isnull=False).order_by()
    answers = SignupSlot.objects.filter(signup__programme=programme, signup__state=State.ACCEPTED).order_by()
    rows = offers.values_list(Value("entry"), "pk", "slots__weekday", "slots__starts").union(
        answers.values_list(Value("person"), "signup", "slot__weekday", "slot__starts"), all=True
    )
    found = defaultdict[tuple[str, int], set[Weekly]](set)
    for kind, key, weekday, starts in rows:
        found[kind, key].add((weekday, starts))
    return found


def placed(programme: Programme) -> list[Signup]:
    """Everybody with a place in the programme, without answers."""
    return list(signups.of_programme(programme).filter(state=State.ACCEPTED))


@dataclass(frozen=True)
class Outline:
    """A draft in three numbers: who would get a group, who has a place and none, who waits."""

    placed: int
    unplaced: int
    waiting: int
    leads: int

    @property
    def letters(self) -> int:
        """How many letters publishing would write."""
        return self.placed + self.unplaced + self.waiting + self.leads


def outline(draft: Draft) -> Outline:
    """The draft in numbers, in four queries."""
    people = Signup.objects.filter(programme=draft.programme_id, state=State.ACCEPTED)
    sit = Placement.objects.filter(draft=draft, signup__state=State.ACCEPTED).count()
    leads = Lead.objects.filter(entry__in=DraftGroup.objects.filter(draft=draft).values("entry")).count()
    return Outline(sit, people.count() - sit, len(waiting_list(draft.programme)), leads)


def offer_of(draft: Draft, entry: int) -> tuple[MentorEntry | None, DraftGroup | None, Sequence[str]]:
    """A mentor entry of the draft's programme if it stands, its open group if it has one, and who leads."""
    found = MentorEntry.objects.filter(programme=draft.programme_id, pk=entry).prefetch_related("themes", "slots", "places").first()
    group = DraftGroup.objects.filter(draft=draft, entry=entry).first()
    names = Lead.objects.filter(entry=entry, entry__programme=draft.programme_id).order_by("id").values_list("mentor__name", flat=True)
    return (found if found and found.withdrawn_at is None else None), group, list(names) if found else []
