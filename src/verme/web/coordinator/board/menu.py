"""Where one person could go: every open group with its reason and price, best first."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from verme.groups.formation import Breach, Kind, Price, price
from verme.groups.queries import Board
from verme.web.coordinator.board import words
from verme.web.coordinator.board.naming import Naming


@dataclass(frozen=True)
class Target:
    """One line of the menu; `css` is up, down, noway or nothing."""

    value: str
    letter: str
    title: str
    size: str = ""
    reason: str = ""
    price: str = ""
    css: str = ""


@dataclass(frozen=True)
class Menu:
    """The groups somebody could go to, what is full, and what can be taken back."""

    targets: list[Target]
    full_words: str
    bans: list[Target]


def menu(naming: Naming, person: str) -> Menu:
    """What can be done with a person who is not locked. Prices are of the whole draft (I-09: they are what the move would change)."""
    board = naming.board
    here = board.group_of(person)
    others = [mentor for mentor, group in board.groups.items() if group != here]
    prices = {mentor: price(board.problem, board.plan, person, mentor) for mentor in others}
    full = [mentor for mentor in others if any(breach.kind is Kind.MANY for breach in prices[mentor].breaks)]
    told = [(mentor, prices[mentor]) for mentor in others if mentor not in full]
    told.sort(key=lambda each: (not _obstacles(board, each[0], each[1]), each[1].score.order), reverse=True)
    out = [_out(naming, person)] if here else []
    bans = [_ban(naming, mentor) for mentor in board.bans.get(person, ()) if mentor in board.groups]
    return Menu([_target(naming, person, *each) for each in told] + out, _full(naming, full), bans)


def _obstacles(board: Board, mentor: str, told: Price) -> list[Breach]:
    """What forbids a move. That the group left behind becomes too small is a price, not a prohibition: a group may be emptied."""
    return [breach for breach in told.breaks if not (breach.kind is Kind.FEW and breach.mentor != mentor)]


def _target(naming: Naming, person: str, mentor: str, told: Price) -> Target:
    board = naming.board
    group, plan = board.groups[mentor], board.plan.groups[board.plan.led_by[mentor]]
    value = mentor.removeprefix("m")
    size = f"{len(plan.members)}/{board.target(group)}"
    if obstacles := _obstacles(board, mentor, told):
        why = _("not possible: %(why)s") % {"why": words.why_not(naming, obstacles[0])}
        return Target(value, group.letter, naming.theme(group), size, price=why, css="noway")
    reason = words.seat(naming, person, plan)
    left = [breach for breach in told.breaks if breach.kind is Kind.FEW]
    if left:
        reason = f"{reason}; {words.why_not(naming, left[0], moving=True)}"
    return Target(value, group.letter, naming.theme(group), size, reason, words.price(told.score), words.direction(told.score))


def _out(naming: Naming, person: str) -> Target:
    told = price(naming.board.problem, naming.board.plan, person, None)
    left = [breach for breach in told.breaks if breach.kind is Kind.FEW]
    reason = words.why_not(naming, left[0], moving=True) if left else ""
    return Target("", "–", _("Without a group"), "", reason, words.price(told.score), words.direction(told.score))


def _ban(naming: Naming, mentor: str) -> Target:
    title = _("Allow group %(letter)s again") % {"letter": naming.letter(mentor)}
    return Target(mentor.removeprefix("m"), naming.letter(mentor), title)


def _full(naming: Naming, full: list[str]) -> str:
    if not full:
        return ""
    return _("Full: %(letters)s.") % {"letters": listed([naming.letter(mentor) for mentor in full])}


def listed(words: list[str]) -> str:
    """A, B and C"""
    return words[0] if len(words) == 1 else _("%(some)s and %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}
