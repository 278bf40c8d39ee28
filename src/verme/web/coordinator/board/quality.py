"""How good a draft is, in words: what is wrong, how it compares with the best possible, how fairly wishes are met."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.groups.formation import Kind
from verme.web.coordinator.board import words
from verme.web.coordinator.board.cards import anchor, group_anchor
from verme.web.coordinator.board.menu import listed
from verme.web.coordinator.board.naming import Naming
from verme.web.coordinator.board.repairs import Repair, conflicts_of
from verme.web.ui.figures import Stack

type Card = dict[str, Any]


def conflicts(naming: Naming) -> list[Card]:
    """Every broken rule: who, what, the cheapest repair as a button, where it is on the board."""
    board = naming.board
    made = []
    for each in conflicts_of(board):
        breach = each.breach
        group = board.groups.get(breach.mentor)
        person = breach.person if breach.person in board.labels.people else None
        made.append(
            {
                "who": words.where(naming, breach),
                "words": words.sentence(words.why_not(naming, breach)),
                "repair": _repair(naming, each.repair) if each.repair else None,
                "url": f"#{anchor(person)}" if person else f"#{group_anchor(group)}" if group else "",
                "change_entry": group.entry_id if group and breach.kind in {Kind.OFFER, Kind.UNKNOWN_MENTOR, Kind.FEW} else None,
            }
        )
    return made


def _repair(naming: Naming, repair: Repair) -> Card:
    cost = words.price(repair.price.score)
    if repair.target is None:
        label = _("%(name)s out of the group, %(price)s") % {"name": naming.person(repair.person), "price": cost}
    else:
        told = {"name": naming.person(repair.person), "letter": naming.letter(repair.target), "price": cost}
        label = _("%(name)s to group %(letter)s, %(price)s") % told
    return {"person": repair.person.removeprefix("s"), "to": (repair.target or "").removeprefix("m"), "label": label}


def weakest(naming: Naming) -> str:
    """Which group fits worst."""
    board = naming.board
    fits = [(fit, plan.mentor) for plan, fit in zip(board.plan.groups, board.fit.groups, strict=True) if fit is not None]
    if len(fits) < 2:
        return ""
    fit, mentor = min(fits)
    return _("Weakest group: %(group)s, %(score)s/100") % {"group": naming.letter(mentor), "score": fit} + "."


def proof(naming: Naming) -> str:
    """What is proven about the draft as it is now: only what a search has shown, and only while nothing has been changed."""
    board, quality = naming.board, naming.board.draft.quality
    placed, poor = board.score.placed, board.score.poor
    said = [ngettext("%(n)s person is in a group.", "%(n)s people are in a group.", placed) % {"n": placed}]
    said.append(ngettext("%(n)s seat fits poorly.", "%(n)s seats fit poorly.", poor) % {"n": poor})
    bound = quality.get("bound")
    if bound is None or quality.get("revision") != board.draft.revision:
        return " ".join(said)
    levels = [placed == bound["placed"], poor == bound["poor"], board.score.total == bound["total"]]
    proven = [
        _("No more people can be placed: it is proven."),
        _("No plan that places as many has fewer poor seats: it is proven."),
        _("The whole is the best possible: it is proven."),
    ]
    best = next((number for number, holds in enumerate(levels) if not holds), len(levels))
    plain = [not board.unplaced, not poor]  # what needs no proof
    said += [proven[-1]] if best == len(levels) else [words for words, is_plain in zip(proven[:best], plain, strict=False) if not is_plain]
    return " ".join(said)


def stacks(naming: Naming) -> list[Stack]:
    """One dot a person, by group: 2 for the first wish, 1 for the second or third, 0 for another theme."""
    board, low = naming.board, _low(naming)
    made = []
    for plan in board.plan.groups:
        ranks = [board.problem.person[person].wish(plan.theme) for person in plan.members]
        made.append(Stack(naming.letter(plan.mentor), [2 if rank == 1 else 1 if rank else 0 for rank in ranks], plan.mentor in low))
    return made


def fairness(naming: Naming) -> str:
    """How evenly wishes are met, as a heading."""
    unmet = _unmet(naming)
    low = _low(naming)
    if not any(unmet.values()):
        return _("Everybody got a theme they wished for")
    if not low:
        return _("Wishes are met evenly")
    letters = listed([naming.letter(mentor) for mentor in unmet if mentor in low])
    return _("Wishes are met evenly, except in group %(letters)s") % {"letters": letters}


def _unmet(naming: Naming) -> dict[str, int]:
    people = naming.board.problem.person
    return {plan.mentor: sum(people[each].wish(plan.theme) is None for each in plan.members) for plan in naming.board.plan.groups}


def _low(naming: Naming) -> frozenset[str]:
    """Groups in which at least two more people than in the median group got another theme than they wished for."""
    unmet = _unmet(naming)
    middle = sorted(unmet.values())[len(unmet) // 2] if unmet else 0
    return frozenset(mentor for mentor, number in unmet.items() if number >= middle + 2)
