"""The season strip: nine dots on a line, each with its short word and its when."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from verme.kernel import dates
from verme.kernel.clock import local
from verme.mornings.facts import State, YearFacts
from verme.mornings.spoken import language
from verme.web.coordinator.year_facts.tasks import Task


@dataclass(frozen=True)
class Step:
    """One dot: its word, its when, and "done", "now" or nothing."""

    label: str
    when: str
    state: str


def season(facts: YearFacts, nine: list[Task]) -> list[Step]:
    """The nine tasks as dots. Now is the first that is not done; without one, the year is over."""
    words = [
        pgettext("season", "Sign-up"), pgettext("season", "Mentors"), pgettext("season", "Checking"), pgettext("season", "Groups"),
        pgettext("season", "Publishing"), pgettext("season", "Meetings"), pgettext("season", "Hours"), pgettext("season", "Feedback"),
        pgettext("season", "Closing"),
    ]  # fmt: skip
    now = next((number for number, task in enumerate(nine) if task.state in {State.DOING, State.TODO}), None)
    steps = []
    for number, (label, when, task) in enumerate(zip(words, _when(facts), nine, strict=True)):
        state = "now" if number == now else "done" if task.state == State.DONE else ""
        steps.append(Step(label, _("now") if number == now and number else when, state))
    return steps


def _when(facts: YearFacts) -> list[str]:
    spoken = language()
    mentors = facts.entries or facts.agreed
    by = _("by %(date)s") % {"date": dates.short_day(facts.groups_by, spoken)}
    published = facts.published_at
    return [
        dates.period(facts.opens_on, facts.last_day, spoken),
        ngettext("%(n)s mentor", "%(n)s mentors", mentors) % {"n": mentors},
        _("from %(date)s") % {"date": dates.short_day(facts.last_day + timedelta(days=1), spoken)},
        ngettext("%(n)s group", "%(n)s groups", facts.groups) % {"n": facts.groups} if facts.groups else by,
        dates.short_day(local(published).date(), spoken) if published else by,
        _("from week %(week)s") % {"week": facts.starts_on.isocalendar().week},
        pgettext("season", "monthly"),
        dates.month(facts.ends_on, spoken),
        dates.month(facts.ends_on, spoken),
    ]
