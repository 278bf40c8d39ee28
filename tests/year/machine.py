"""What every part of the machine shares: who acts when, a deed with its refusal, and what is counted.

A state is judged only when something has changed since it was judged last: time alone, and what was refused, change nothing that an
invariant speaks of (that a refusal changes nothing is itself judged, I-25).
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar

from django.apps import apps
from django.db import connection, transaction
from hypothesis.stateful import RuleBasedStateMachine

from tests.year.world import World
from verme.audit.actors import Actor
from verme.groups.models import Group, Leader, Seat
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.meetings import queries as meetings
from verme.meetings.models import Meeting
from verme.mentors.models import Mentor
from verme.organisations.terms import RoleKind
from verme.signups.models import Signup

YEAR = 2026
BEGINS = clock.at(dt.date(2026, 9, 16), dt.time(9))
RULE = "execute:rule:"
ROOMS = ("signups", "groups", "agreements", "meetings", "certificates", "compensation", "mail", "programmes")


def only_news(check: Callable[[Any], None]) -> Callable[[Any], None]:
    """An invariant that is asked only where a deed has changed something since."""

    @wraps(check)
    def asked(self: Any) -> None:
        if self.has_news:
            check(self)
            self.checked[check.__name__] += 1

    return asked


class Machine(RuleBasedStateMachine):
    """Time only moves on. Every run begins in the same world and leaves nothing behind."""

    world: ClassVar[World]
    done: ClassVar[Counter[str]] = Counter()
    checked: ClassVar[Counter[str]] = Counter()
    fired: ClassVar[Counter[str]] = Counter()  # rules
    looks_at_refusals: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__()
        self.changes = transaction.atomic()
        self.changes.__enter__()
        self.now = BEGINS
        self.has_news = True
        self.spent: dict[str, float] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.changes.__exit__(None, None, None)

    def check_invariants(self, settings: Any, output: Any, runtimes: Any) -> None:
        """All of them, and then nothing is new any more. `runtimes` tells which rule was the last."""
        for label, spent in runtimes.items():
            if label.startswith(RULE) and self.spent.get(label) != spent:
                self.spent[label] = spent
                self.fired[label.removeprefix(RULE)] += 1
        with clock.frozen(self.now):
            super().check_invariants(settings, output, runtimes)
        self.has_news = False

    # --- deeds -----------------------------------------------------------------------------------------------------------------

    def act(self, deed: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """The deed's result; None when it is refused, which must leave no trace (I-25)."""
        begun = transaction.savepoint_create()
        with clock.frozen(self.now):
            try:
                made = deed(*args, **named)
            except Refused as no:
                self.done[f"{deed.__name__}: {no.reason.value}"] += 1
                self._leaves_no_trace(begun)
                return None
        transaction.savepoint_commit(begun)
        is_idle = made == 0  # nothing to check, to approve, to remind of
        self.done[f"{deed.__name__}, idle" if is_idle else deed.__name__] += 1
        self.has_news = self.has_news or not is_idle
        return made

    def _leaves_no_trace(self, begun: str) -> None:
        after = _everything() if self.looks_at_refusals else None
        transaction.savepoint_rollback(begun)
        assert after is None or after == _everything()

    # --- who and what ------------------------------------------------------------------------------------------------------------

    @property
    def coordinator(self) -> Actor:
        return self.acting(RoleKind.COORDINATOR)

    def acting(self, kind: RoleKind) -> Actor:
        return self.world.house.people[kind].acting(kind)

    @staticmethod
    def as_mentor(mentor: Mentor) -> Actor:
        assert mentor.person is not None
        return mentor.person.acting("member")

    def leader(self, group: Group) -> Mentor | None:
        """The first who leads the group now."""
        found = (
            Leader.objects.filter(group=group, until=None).select_related("mentor__person", "mentor__organisation").order_by("pk").first()
        )
        return found.mentor if found is not None else None

    def leads(self, group: Group) -> Actor:
        """The mentor of a group; of a closed one the coordinator tries."""
        mentor = self.leader(group)
        return self.coordinator if mentor is None else self.as_mentor(mentor)

    def seat(self, person: int) -> Seat | None:
        """The last seat of this person."""
        return Seat.objects.filter(signup=self.world.people[person]).select_related("group__programme", "signup").order_by("-pk").first()

    @staticmethod
    def as_member(signup: Signup) -> Actor:
        person = Signup.objects.select_related("person").get(pk=signup.pk).person
        assert person is not None
        return person.acting("member")

    def meeting(self, number: int, **like: Any) -> Meeting | None:
        """One of the groups' meetings."""
        found = list(Meeting.objects.filter(group__in=self.world.groups, **like).select_related("group", "programme").order_by("pk"))
        return found[number % len(found)] if found else None

    def keeper(self, meeting: Meeting, number: int) -> Mentor:
        """Who may record the meeting; with numbers from 8 on anybody, whether they may or not."""
        may = [each for each in self.world.mentors if meetings.keeps(meeting, each)]
        return self.world.mentors[number % len(self.world.mentors)] if number >= 8 or not may else may[number % len(may)]


def _everything() -> list[list[tuple[Any, ...]]]:
    """All rows of the rooms in which the deeds are done, as the database has them. The log is not among them: a refusal may be noted."""
    tables = [model._meta.db_table for room in ROOMS for model in apps.get_app_config(room).get_models()]
    with connection.cursor() as cursor:
        return [_rows(cursor, table) for table in tables]


def _rows(cursor: Any, table: str) -> list[tuple[Any, ...]]:
    cursor.execute(f'SELECT * FROM "{table}" ORDER BY id')  # the table's name is a model's
    return [tuple(bytes(each) if isinstance(each, memoryview) else each for each in row) for row in cursor.fetchall()]
