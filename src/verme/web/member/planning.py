"""The page on which a mentor plans (M3): rows, what is in their way, and the year as a line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.groups.models import Group
from verme.kernel import clock
from verme.kernel.dates import period, short_day, short_moment
from verme.meetings import queries, rules
from verme.meetings.models import Meeting
from verme.meetings.rules import Around, Conflict, Proposed
from verme.meetings.terms import ConflictKind, MeetingState
from verme.web.member.forms.meetings import MOST_ROWS, PlanForm, RowForm, row_of
from verme.web.member.house import house_of
from verme.web.ui.meeting_place import typed_place
from verme.web.ui.year_line import FREE, HIT, OTHER, Mark, year_line

DOTS = 14  # more would lie on each other


def usual_place(group: Group, language: str) -> str:
    """Where the group meets by its publication."""
    return group.place.name_in(language, group.programme.organisation.first_language)


def as_it_is(meeting: Meeting) -> dict[str, Any]:
    """A meeting as the form that changes it begins with it."""
    local = clock.local(meeting.starts_at)
    known = {"day": local.date(), "clock": local.time(), "minutes": meeting.minutes, "sequence": meeting.sequence}
    return {**known, "place": typed_place(meeting)}


def agreed_words(number: int) -> str:
    """6 meetings are agreed. The invitations are on their way."""
    words = ngettext(
        "%(n)s meeting is agreed. The invitation is on its way.", "%(n)s meetings are agreed. The invitations are on their way.", number
    )
    return words % {"n": number}


@dataclass
class Plan:
    """The planning of one group's meetings by one mentor."""

    group: Group
    language: str

    def __post_init__(self) -> None:
        self.meetings = list(queries.of_group(self.group))
        met = [each.starts_at for each in self.meetings if each.state != MeetingState.CANCELLED]
        people = queries.Concerned(tuple(self.group.seats.all()), tuple(leader.mentor for leader in self.group.leaders.all()))
        self.seen: Around = queries.around(self.group, self.language, people=people, met=met, notice=timedelta(days=1))
        self.rules = queries.rules_now(self.group)
        self.weekly = queries.weekly(self.group, self.rules)

    def form(self, data: QueryDict | None) -> PlanForm:
        """The rows: as proposed, or as they were sent, changed by the button of a row."""
        if data is None:
            return self._looked_at(PlanForm(None, first=self._proposed(), minutes=self.weekly.minutes))
        form = PlanForm(data, first=[], minutes=self.weekly.minutes)
        changed = self._changed(data, self._looked_at(form))
        return form if changed is None else self._looked_at(PlanForm(changed, first=[], minutes=self.weekly.minutes))

    def _proposed(self) -> list[dict[str, Any]]:
        place = usual_place(self.group, self.language)
        found = queries.proposal(self.group, self.rules, self.seen)
        rows = [row_of(each.day, self.weekly.starts, place) for each in found]
        return rows or [row_of(None, self.weekly.starts, place)]

    def _looked_at(self, form: PlanForm) -> PlanForm:
        """Tells each row what its day runs into."""
        chosen = [(row, day_and_clock) for row in form.meetings if (day_and_clock := row.chosen) is not None]
        rows = [row for row, _chosen in chosen]
        form.is_valid()
        minutes = form.cleaned_data.get("minutes") if form.is_bound else None
        weekly = replace(self.weekly, minutes=minutes or self.weekly.minutes)
        spans = [replace(weekly, starts=clock_).on(day) for _row, (day, clock_) in chosen]
        for row, seen in zip(rows, rules.looked_at(spans, self.weekly, self.seen), strict=True):
            row.seen = seen
        return form

    def _changed(self, data: QueryDict, form: PlanForm) -> QueryDict | None:
        """The rows after a button that sends nothing; None when the form is sent in earnest."""
        changed = data.copy()
        if "add" in data:
            number = min(len(form.meetings) + 1, MOST_ROWS)
            changed.setlist(f"{number}-clock", [self.weekly.starts.strftime("%H:%M")])
            changed.setlist(f"{number}-place", [usual_place(self.group, self.language)])
            changed.setlist("rows", [str(number)])
            return changed
        for row in form.meetings:
            if row.seen is None or row.prefix not in {data.get("use"), data.get("keep")}:
                continue
            day = row.seen.instead if row.prefix == data.get("use") and row.seen.instead else row.seen.day
            changed.setlist(f"{row.prefix}-day", [day.isoformat()])
            changed.setlist(f"{row.prefix}-kept", [day.isoformat() if row.prefix == data.get("keep") else ""])
            return changed
        return None

    def may_send(self, form: PlanForm) -> bool:
        """Whether every row is right, and whatever is in the way is settled; else the form says what is not."""
        if not form.is_valid():
            return False
        if any(row.seen and row.seen.conflicts and not row.is_kept for row in form.asked):
            form.add_error(None, _("Some days run into something. Take the other day, or keep the day."))
            return False
        return True

    def shown(self, form: PlanForm) -> dict[str, Any]:
        """What the page shows."""
        return {
            **house_of([self.group], self.language),
            "group": self.group,
            "form": form,
            "rows": rows_shown(form.meetings, self.language),
            "line": self.line(form),
            "planned": [each for each in self.meetings if each.state == MeetingState.PLANNED],
            "people": len(self.group.seats.all()) + len(self.group.leaders.all()),
        }

    def line(self, form: PlanForm) -> object:
        """The year: breaks, meetings, other days."""
        marks = []
        for number, row in enumerate(form.meetings[:DOTS], 1):
            if row.seen:
                marks.append(Mark(row.seen.day, HIT if row.seen.conflicts else FREE, str(number)))
                marks += [Mark(row.seen.instead, OTHER)] if row.seen.instead else []
        planned = [each for each in self.meetings if each.state != MeetingState.CANCELLED]
        marks += [Mark(clock.local(each.starts_at).date(), FREE) for each in planned]
        programme = self.group.programme
        return year_line(
            programme.starts_on,
            programme.ends_on,
            off=[(each.first, each.last) for each in self.seen.off],
            marks=marks,
            label=_("The year: breaks hatched, meetings as dots. The same days are in the list below."),
            language=self.language,
        )


def conflict_words(conflict: Conflict, language: str) -> str:
    """What is in the way, in words: "Autumn break 12–16 Oct 2026"."""
    match conflict.kind:
        case ConflictKind.MENTOR:
            return _("%(name)s leads another meeting at %(when)s.") % {
                "name": conflict.name,
                "when": short_moment(conflict.starts_at, language) if conflict.starts_at else "",
            }
        case ConflictKind.MEMBER:
            words = ngettext(
                "%(n)s member has another Verme meeting then", "%(n)s members have another Verme meeting then", conflict.people
            )
            return words % {"n": conflict.people}
    if conflict.first is None or conflict.last is None:
        return conflict.name
    when = short_day(conflict.first, language) if conflict.first == conflict.last else period(conflict.first, conflict.last, language)
    return f"{conflict.name} {when}"


def rows_shown(rows: Sequence[RowForm], language: str) -> list[dict[str, Any]]:
    """Each row with its conflicts in words and the day that is offered."""
    shown = []
    for number, row in enumerate(rows, 1):
        seen: Proposed | None = row.seen
        is_kept = bool(row.is_bound and row.is_meeting and row.is_kept)
        shown.append(
            {
                "form": row,
                "number": number,
                "seen": seen,
                "conflicts": [conflict_words(each, language) for each in seen.conflicts] if seen else [],
                "instead": short_day(seen.instead, language) if seen and seen.instead else "",
                "is_kept": is_kept,
                "may_keep": seen is not None and all(each.kind != ConflictKind.MENTOR for each in seen.conflicts),
            }
        )
    return shown
