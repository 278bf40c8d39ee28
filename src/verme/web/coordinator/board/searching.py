"""A search in words and pictures: how far it is, the best so far, how that rose, or why there is nothing."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.groups import queries
from verme.groups.models import Run
from verme.groups.terms import RunState
from verme.kernel import clock
from verme.programmes.models import Programme
from verme.web.coordinator.board.naming import short_time, unit_of
from verme.web.ui.figures import codes

type Context = dict[str, Any]
QUICK, QUICKLY, SLOWLY = 20, 2, 5  # seconds: so long the page refreshes often; how often then, and afterwards


def seconds(run: Run) -> int:
    """How long it has searched."""
    if run.started_at is None:
        return 0
    return int(((run.finished_at or clock.real_now()) - run.started_at).total_seconds())


def pause(run: Run) -> int:
    """How many seconds to the next look. A long search is looked at less often, so that its buttons can be reached by keyboard."""
    return QUICKLY if seconds(run) < QUICK else SLOWLY


def context(run: Run, programme: Programme, language: str) -> Context:
    """Everything the template names."""
    progress = run.progress
    people = {f"s{signup.pk}": signup for signup in queries.placed(programme)} if run.is_active and progress else {}
    rose = progress.get("rose", [])
    return {
        "run": run,
        "is_active": run.is_active,
        "has_failed": run.state == RunState.FAILED,
        "seconds": min(seconds(run), run.seconds),
        "words": _words(run),
        "people": len(people),
        "best": rose[-1] if rose else None,
        "rose": rose,
        "points": [*((second, total) for second, _placed, _poor, total in rose), *((seconds(run), each[3]) for each in rose[-1:])],
        "idle": _idle(run, rose),
        "tables": _tables(progress.get("groups", []), people, programme, language),
        "clash": _clash(run, programme) if run.result.get("status") == "impossible" else [],
        "status": run.result.get("status", ""),
    }


def _words(run: Run) -> str:
    if run.state == RunState.WAITING:
        return _("The search begins in a moment. This page refreshes itself.")
    told = {"seconds": min(seconds(run), run.seconds), "limit": run.seconds}
    return _("Searched for %(seconds)s seconds, at most %(limit)s. This page refreshes itself.") % told


def _idle(run: Run, rose: list[list[float]]) -> str:
    if not rose:
        return ""
    idle = max(0, seconds(run) - int(rose[-1][0]))
    if not idle:
        return _("A better one was just found")
    return ngettext("The last second has brought nothing better", "The last %(n)s seconds have brought nothing better", idle) % {"n": idle}


def _tables(groups: list[Context], people: dict[str, Any], programme: Programme, language: str) -> list[Context]:
    """The best so far as rings; the letters come when it is a draft."""
    if not groups or not people:
        return []
    drawn = codes(unit_of(signup) for signup in people.values())
    themes = {theme.key: theme for theme in programme.themes.all()}
    slots = {slot.key: slot for slot in programme.slots.all()}
    first = programme.organisation.first_language
    made = []
    for group in groups:
        theme, slot = themes.get(group["theme"]), slots.get(group["slot"])
        seats = [drawn[unit_of(people[person])] for person in group["members"] if person in people]
        made.append(
            {
                "url": "",
                "seats": [(code.css, code.letters) for code in seats],
                "words": "",
                "letter": str(len(seats)),
                "title": theme.title_in(language, first) if theme else "–",
                "time": short_time(slot, language) if slot else "",
                "has_mentor": True,
                "order": (slot.weekday, slot.starts) if slot else (7, None),
            }
        )
    return sorted(made, key=lambda table: str(table["order"]))


def _clash(run: Run, programme: Programme) -> list[str]:
    """What cannot hold together, item by item. Who must not be with whom is not told: only that a rule keeps this person apart."""
    names = {f"s{signup.pk}": signup.name for signup in queries.placed(programme)}
    leads = {f"m{entry.pk}": " & ".join(row.mentor.name for row in entry.lead_rows.all()) for entry in queries.standing_entries(programme)}
    made = []
    for item in run.result.get("conflict", []):
        if item["kind"] == "apart":
            ends = [names[end] for end in item["pair"] if end in names]
            made.append(_("A rule keeps %(name)s out of a group") % {"name": ends[0] if ends else "–"})
        else:
            words = (
                _("Lock: %(name)s in the group of %(mentor)s")
                if item["kind"] == "lock"
                else _("Ban: %(name)s not in the group of %(mentor)s")
            )
            made.append(words % {"name": names.get(item["person"], "–"), "mentor": leads.get(item["mentor"], "–")})
    return made
