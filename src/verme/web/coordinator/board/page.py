"""The whole page of the board from one draft."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.groups.models import Draft
from verme.groups.queries import Board, History
from verme.kernel.clock import local, today
from verme.kernel.dates import clock, short_day
from verme.web.coordinator.board import cards, quality
from verme.web.coordinator.board.history import told
from verme.web.coordinator.board.naming import Naming

type Context = dict[str, Any]


def address(draft: Draft, page: str = "board", **more: object) -> str:
    """The address of a page of this draft."""
    programme = draft.programme
    names = {"organisation": programme.organisation.slug, "programme": programme.slug, "number": draft.number, **more}
    return reverse(f"staff:{page}", kwargs=names)


def context(board: Board, past: History, drafts: Sequence[Draft], *, language: str, opened: str = "", moved: str = "") -> Context:
    """Everything the template names."""
    naming, draft = Naming(board, language), board.draft
    urls = {"board": address(draft), "option": f"{address(draft)}ryhma/"}
    broken = len(board.conflicts)
    return {
        "draft": draft,
        "saved": _saved(draft, language),
        "others": [_("%(name)s is editing the same groups right now.") % {"name": person.name} for person in past.others],
        "drafts": _drafts(draft, drafts),
        "bar": {
            "conflicts": broken,
            "conflicts_words": ngettext("conflict", "conflicts", broken),
            "fit": "–" if board.fit.whole is None else board.fit.whole,
            "post_url": urls["board"],
            "revision": draft.revision,
            "undo": told(naming, past.undo) if past.undo else "",
            "redo": told(naming, past.redo) if past.redo else "",
            "publish_url": address(draft, "publish"),
        },
        "tables": cards.tables(naming),
        "groups": cards.groups(naming, opened=opened, moved=moved, urls=urls),
        "codes": [] if board.unplaced else cards.legend(naming),  # else the pool has it
        "conflicts": quality.conflicts(naming),
        "weakest": quality.weakest(naming),
        "proof": quality.proof(naming),
        "stacks": quality.stacks(naming),
        "fairness": quality.fairness(naming),
        "unopened": _unopened(naming, urls["option"]),
        "option_url": urls["option"],
    }


def _saved(draft: Draft, language: str) -> str:
    when = local(draft.changed_at)
    day = "" if when.date() == today() else f"{short_day(when.date(), language)} "
    return _("Draft %(number)s, saved at %(time)s.") % {"number": draft.number, "time": f"{day}{clock(when, language)}"}


def _drafts(draft: Draft, drafts: Sequence[Draft]) -> list[Context]:
    """Links between the drafts; nothing where there is only one."""
    if len(drafts) < 2:
        return []
    return [
        {"label": _("Draft %(number)s") % {"number": each.number}, "url": address(each), "is_current": each == draft}
        for each in sorted(drafts, key=lambda each: each.number)
    ]


def _unopened(naming: Naming, option_url: str) -> list[Context]:
    """Mentors whose group is not open, with a way to open it."""
    return [
        {"name": " & ".join(naming.mentors(mentor)), "url": f"{option_url}{entry.pk}/"}
        for mentor, entry in naming.board.labels.entries.items()
        if mentor not in naming.board.groups
    ]
