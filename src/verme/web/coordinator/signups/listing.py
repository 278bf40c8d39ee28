"""K2 as it is shown: who signed up, what asks to be looked at first, and what the coordinator narrows the list to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from verme.programmes.models import Programme
from verme.signups import queries
from verme.signups.models import Signup
from verme.signups.queries import Register
from verme.signups.terms import Flag, State
from verme.web.coordinator.signups.acts import BY_WEIGHT, first_of
from verme.web.coordinator.signups.telling import day_of, grid_words, told_flag, told_state
from verme.web.coordinator.signups.times import dots, offered_words, times_words
from verme.web.ui.figures import Code, codes
from verme.web.ui.signup_forms.offered import reader_language

A_PAGE = 100
ELSEWHERE = "muu"  # as a unit: a workplace that is not on the list
FINNISH = str.maketrans({"å": "{a", "ä": "{b", "æ": "{b", "ö": "{c", "ø": "{c"})  # "{" comes after z


class Part(TextChoices):
    """The ready-made filters; the values stand in addresses."""

    ALL = "", gettext_lazy("All")
    CHECK = "tarkistettavaa", gettext_lazy("Needs checking")
    UNCONFIRMED = "vahvistamatta", gettext_lazy("Unconfirmed")
    PLACE = "paikka", gettext_lazy("With a place")
    DRAW = "arvonnassa", gettext_lazy("In the draw")
    QUEUE = "jonossa", gettext_lazy("On the waiting list")
    OUT = "poissa", gettext_lazy("Not taking part")


PLACES = {State.ACCEPTED: Part.PLACE, State.OFFERED: Part.QUEUE, State.QUEUED: Part.QUEUE, State.RECEIVED: Part.DRAW}


@dataclass(frozen=True)
class Row:
    """One sign-up: what the list shows."""

    signup: Signup
    code: Code | None
    flags: Sequence[Flag]
    twins: Sequence[Signup]
    state: str  # in words
    times: Sequence[Sequence[int | None]]
    times_words: str
    theme: str  # the first wish

    @property
    def flag(self) -> Flag | None:
        """What comes first."""
        return first_of(self.flags)

    @property
    def about_flag(self) -> str:
        """What the flag is about, in a few words."""
        return told_flag(self.signup, self.flag, self.times_words, self.twins) if self.flag else ""

    @property
    def others(self) -> str:
        """The other flags in words."""
        return ", ".join(str(flag.label) for flag in self.flags if flag != self.flag)

    @property
    def work(self) -> str:
        return work_of(self.signup)

    @property
    def arrived(self) -> str:
        return day_of(self.signup.signed_up_at)

    @property
    def parts(self) -> frozenset[Part]:
        """The filters that leave this row in."""
        if not self.signup.is_active:
            return frozenset({Part.OUT})
        found = {Part.ALL, PLACES[State(self.signup.state)]}
        found |= {Part.CHECK} if self.flags else set()
        found |= {Part.UNCONFIRMED} if self.signup.confirmed_at is None else set()
        return frozenset(found)


@dataclass(frozen=True)
class SignupList:
    """The whole page."""

    rows: Sequence[Row]  # those that the filters leave
    everybody: Sequence[Row]
    part: Part
    asked: Mapping[str, str]
    grid: str  # what the dots stand for
    capacity: int
    offered: str  # the mentors' times in words

    @property
    def standing(self) -> list[Row]:
        return [row for row in self.everybody if row.signup.is_active]

    @property
    def facts(self) -> list[tuple[int, str]]:
        """The numbers above the list."""
        standing, twins = self.standing, sum(bool(row.twins) for row in self.standing)
        total = ngettext("sign-up", "sign-ups", len(standing))
        if twins:
            total += ", " + _("of which %(n)s may be the same people") % {"n": twins}
        waiting = sum(row.signup.state in {State.QUEUED, State.OFFERED} for row in standing)
        flagged = sum(bool(row.flags) for row in standing)
        return [
            (len(standing), total),
            (self.capacity, ngettext("place", "places", self.capacity)),
            (waiting, _("on the waiting list")),
            (flagged, _("to check")),
        ]

    @property
    def chips(self) -> list[dict[str, Any]]:
        counted = {part: sum(part in row.parts for row in self.everybody) for part in Part}
        return [
            {"label": part.label, "url": f"?nayta={part.value}", "count": counted[part], "is_current": part == self.part}
            for part in Part
            if counted[part] or part in {self.part, Part.ALL, Part.CHECK}
        ]

    @property
    def units(self) -> list[tuple[str, str]]:
        """Workplaces that somebody has: (value, words)."""
        held = {str(row.signup.unit_id): row.signup.unit.name for row in self.everybody if row.signup.unit}
        found = sorted(held.items(), key=lambda pair: pair[1].casefold())
        lacks = any(row.signup.unit_id is None for row in self.everybody)
        return [*found, (ELSEWHERE, _("Not on the list"))] if lacks else found

    @property
    def groups(self) -> list[tuple[str, str]]:
        """Staff groups that somebody has."""
        return sorted({row.signup.staff_group.key: work_of(row.signup) for row in self.everybody}.items(), key=lambda pair: pair[1])

    @property
    def themes(self) -> list[tuple[str, str]]:
        """Themes that somebody wishes, in any rank."""
        held = {wish.theme.key: wish.theme for row in self.everybody for wish in row.signup.theme_wishes.all()}
        return [(theme.key, theme.title_in(reader_language())) for theme in sorted(held.values(), key=lambda theme: theme.order)]

    def page(self, number: str | None) -> Page[Row]:
        """The rows of one page of a long list."""
        return Paginator(self.rows, A_PAGE).get_page(number)

    def after(self, reference: str) -> Row | None:
        """Who is to be looked at next: the flagged one behind this one, else the first flagged that is somebody else."""
        flagged = [row for row in self.everybody if row.flags]
        held = [row.signup.reference for row in flagged]
        behind = flagged[held.index(reference) + 1 :] if reference in held else flagged
        return next(iter(behind), None)


def signup_list(programme: Programme, asked: QueryDict) -> SignupList:
    """Everything in five queries, whatever the number of rows."""
    held = queries.register(programme)
    everybody = rows_of(programme, held)
    part = Part(asked.get("nayta", "")) if asked.get("nayta", "") in Part else Part.ALL
    wanted = {name: asked.get(name, "").strip() for name in ("q", "koulu", "tyo", "teema")}
    shown = [row for row in everybody if part in row.parts and _is_asked(row, wanted)]
    if part == Part.QUEUE:
        shown.sort(key=lambda row: row.signup.rank or 0)
    grid = grid_words([slot for slot, _entries in held.offered])
    return SignupList(shown, everybody, part, wanted, grid, programme.capacity, offered_words(held))


def rows_of(programme: Programme, held: Register) -> list[Row]:
    """What must be looked at first, then by last name; those who are out last."""
    drawn = codes(signup.unit.name for signup in held.signups if signup.unit)
    slots, by_key = [slot for slot, _entries in held.offered], {signup.pk: signup for signup in held.signups}
    made = []
    for signup in held.signups:
        given = {answer.slot_id: answer.value for answer in signup.slot_answers.all()}
        wish = next(iter(signup.theme_wishes.all()), None)
        made.append(
            Row(
                signup=signup,
                code=drawn[signup.unit.name] if signup.unit else None,
                flags=held.flags.get(signup.pk, ()),
                twins=[by_key[twin] for twin in held.twins.get(signup.pk, ())],
                state=told_state(signup),
                times=dots(slots, given),
                times_words=times_words(slots, given),
                theme=wish.theme.title_in(reader_language(), programme.organisation.first_language) if wish else _("Any theme is fine"),
            )
        )
    return sorted(made, key=_place)


def _place(row: Row) -> tuple[bool, int, str]:
    weight = BY_WEIGHT.index(row.flag) if row.flag else len(BY_WEIGHT)
    return (not row.signup.is_active, weight, by_last_name(row.signup.name))


def by_last_name(name: str) -> str:
    """The key by which names are in alphabetical order: the last name first, å ä ö after z."""
    last, comma, _first = name.partition(",")
    words = [last, name] if comma else [*name.split()[-1:], name]
    return " ".join(words).casefold().translate(FINNISH)


def work_of(signup: Signup) -> str:
    """The staff group in words."""
    return capfirst(signup.staff_group.name_in(reader_language()))


def _is_asked(row: Row, wanted: Mapping[str, str]) -> bool:
    signup = row.signup
    unit = str(signup.unit_id) if signup.unit_id else ELSEWHERE
    themes = [wish.theme.key for wish in signup.theme_wishes.all()]
    searched = f"{signup.name} {signup.email} {signup.reference}".casefold()
    return (
        _has_all(searched, wanted["q"].casefold().split())
        and wanted["koulu"] in {"", unit}
        and wanted["tyo"] in {"", signup.staff_group.key}
        and wanted["teema"] in {"", *themes}
    )


def _has_all(text: str, wanted: Iterable[str]) -> bool:
    return all(word in text for word in wanted)
