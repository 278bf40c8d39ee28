"""The board's tables and cards: rings, groups with their people, the pool of those without a group."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.groups.formation import Breach, why_here, why_unplaced
from verme.groups.formation import Group as PlanGroup
from verme.groups.models import DraftGroup
from verme.kernel.dates import weekday
from verme.web.coordinator.board import words
from verme.web.coordinator.board.menu import listed, menu
from verme.web.coordinator.board.naming import Naming
from verme.web.coordinator.board.words import OF_A_GROUP
from verme.web.ui.figures import Code

type Card = dict[str, Any]
POOL = "ilman"


def anchor(person: str) -> str:
    """The id of a person's card on the page."""
    return f"p{person.removeprefix('s')}"


def group_anchor(group: DraftGroup) -> str:
    """The id of a group's card on the page."""
    return f"ryhma-{group.letter.lower()}"


def tables(naming: Naming) -> list[Card]:
    """All tables at once, and the pool."""
    board = naming.board
    fits = dict(zip((group.mentor for group in board.plan.groups), board.fit.groups, strict=True))
    drawn = [_table(naming, plan, fits[plan.mentor]) for plan in board.plan.groups]
    if not board.unplaced:
        return drawn
    people = ngettext("%(n)s person", "%(n)s people", len(board.unplaced)) % {"n": len(board.unplaced)}
    seats = [(naming.code(person).css, naming.code(person).letters) for person in board.unplaced[:12]]
    pool = {
        "url": f"#{POOL}",
        "seats": seats,
        "letter": str(len(board.unplaced)),
        "title": _("Without a group"),
        "fit": people,
        "words": "",
    }
    return [*drawn, pool]


def _table(naming: Naming, plan: PlanGroup, fit: int | None) -> Card:
    board, group = naming.board, naming.board.groups[plan.mentor]
    broken = [breach for breach in board.conflicts if breach.mentor == plan.mentor]
    bad = {breach.person for breach in broken}  # of two whom a rule keeps apart only one is marked
    seats = [(naming.code(person).css + (" bad" if person in bad else ""), naming.code(person).letters) for person in plan.members]
    places = board.target(group)
    units = len({board.problem.person[person].unit for person in plan.members})
    return {
        "url": f"#{group_anchor(group)}",
        "seats": [*seats, *[("open", "")] * (places - len(seats))],
        "words": _("Group %(letter)s: %(full)s of %(places)s places are taken, %(units)s workplaces")
        % {"letter": group.letter, "full": len(seats), "places": places, "units": units},
        "letter": group.letter,
        "size": f"{len(seats)}/{places}",
        "title": naming.theme(group),
        "time": naming.time(group),
        "fit": _("fit %(fit)s") % {"fit": fit} if fit is not None else "",
        "flag": ngettext("%(n)s conflict", "%(n)s conflicts", len(broken)) % {"n": len(broken)} if broken else "",
        "has_mentor": True,
    }


def groups(naming: Naming, *, opened: str, moved: str, urls: Card) -> list[Card]:
    """The pool, then every group; `opened`: whose menu is open, `moved`: who has just been moved."""
    board = naming.board
    fits = dict(zip((group.mentor for group in board.plan.groups), board.fit.groups, strict=True))
    lowest = min((fit for fit in fits.values() if fit is not None), default=None)

    def people(ids: Iterable[str]) -> list[Card]:
        return [_person(naming, person, opened=opened, moved=moved, urls=urls) for person in ids]

    made = [_pool(naming, people(board.unplaced))] if board.unplaced else []
    for plan in board.plan.groups:
        group, fit = board.groups[plan.mentor], fits[plan.mentor]
        is_low = fit is not None and fit == lowest and len(fits) > 1
        made.append(
            {
                "id": group_anchor(group),
                "letter": group.letter,
                "title": naming.theme(group),
                "size": f"{len(plan.members)}/{board.target(group)}",
                "facts": _facts(naming, plan, group),
                "fit": fit,
                "is_low": is_low,
                "fit_words": _fit_words(naming, plan),
                "reasons": [_why(naming, person) for person in plan.members],
                "change_url": f"{urls['option']}{group.entry_id}/",
                "people": people(plan.members),
            }
        )
    return made


def _pool(naming: Naming, people: list[Card]) -> Card:
    board = naming.board
    free = {plan.mentor: board.target(board.groups[plan.mentor]) - len(plan.members) for plan in board.plan.groups}
    letters = [naming.letter(mentor) for mentor, places in free.items() if places > 0]
    facts = []
    if letters:
        places = sum(number for number in free.values() if number > 0)
        words = ngettext("%(n)s place is free: in group %(letters)s.", "%(n)s places are free: in groups %(letters)s.", places)
        facts = [words % {"n": places, "letters": listed(letters)}]
    return {
        "id": POOL,
        "letter": "–",
        "title": _("Without a group: %(n)s") % {"n": len(people)},
        "is_pool": True,
        "fit": None,
        "facts": facts,
        "people": people,
        "codes": legend(naming),
    }


def legend(naming: Naming) -> list[tuple[str, Code]]:
    """Every workplace and how it is drawn, by name."""
    return sorted(naming.codes.items(), key=lambda each: each[0].casefold())


def _facts(naming: Naming, plan: PlanGroup, group: DraftGroup) -> list[str]:
    people = [naming.board.problem.person[person] for person in plan.members]
    mentors = naming.mentors(plan.mentor)
    lead = ngettext("mentor %(names)s", "mentors %(names)s", len(mentors)) % {"names": listed(mentors)} if mentors else _("no mentor")
    suits = [person.slots.get(plan.slot, 0) for person in people]
    where = ", ".join(filter(None, [naming.place(group), naming.spoken(group)]))
    units = len({person.unit for person in people})
    crowd = ngettext("%(n)s workplace", "%(n)s workplaces", units) % {"n": units}
    new = sum(person.new for person in people)
    if new:
        crowd += ", " + ngettext("%(n)s new in post", "%(n)s new in post", new) % {"n": new}
    return [lead, f"{naming.time(group)}, {_suits(suits)}" if people else naming.time(group), where, crowd]


def _suits(suits: list[int]) -> str:
    """works well for all 8 · works well for 4, if needed for 2, not for 1"""
    well, needed, not_at_all = suits.count(2), suits.count(1), suits.count(0)
    if well == len(suits):
        return _("works well for all %(n)s") % {"n": well}
    parts = [_("works well for %(n)s") % {"n": well}]
    parts += [_("if needed for %(n)s") % {"n": needed}] if needed else []
    parts += [_("not for %(n)s") % {"n": not_at_all}] if not_at_all else []
    return ", ".join(parts)


def _fit_words(naming: Naming, plan: PlanGroup) -> str:
    people = [naming.board.problem.person[person] for person in plan.members]
    others = sum(person.wish(plan.theme) is None for person in people)
    needed = sum(person.slots.get(plan.slot) == 1 for person in people)
    if not people:
        return _("Nobody sits here yet.")
    if others:
        said = ngettext("%(n)s got another theme than wished for.", "%(n)s got another theme than wished for.", others) % {"n": others}
    else:
        said = _("Everybody got a theme they wished for.")
    if needed:
        said += " " + ngettext("The time works only if needed for %(n)s.", "The time works only if needed for %(n)s.", needed) % {
            "n": needed
        }
    return said


def _why(naming: Naming, person: str) -> str:
    """Liisa Lahti: 1. wish, time works well, place Centre."""
    board = naming.board
    here = why_here(board.problem, board.plan, person)
    group = board.groups[here.mentor]
    times = {2: _("the time works well"), 1: _("the time works if needed"), 0: _("the time does not suit")}
    places = {2: _("%(place)s works well"), 1: _("%(place)s works if needed"), 0: _("%(place)s does not suit")}
    said = [words.wish(here.wish), times[here.slot], places[here.place] % {"place": naming.place(group)}]
    said += [_("own first language")] if here.is_first_language and naming.spoken(group) else []
    said += [_("knows %(n)s from last year") % {"n": len(here.met)}] if here.met else []
    said += [_("same workplace as %(n)s other") % {"n": len(here.same_unit)}] if here.same_unit else []
    return f"{naming.person(person)}: {', '.join(said)}."


def _person(naming: Naming, person: str, *, opened: str, moved: str, urls: Card) -> Card:
    board, signup = naming.board, naming.board.labels.people[person]
    number = str(signup.pk)
    broken = next((breach for breach in board.conflicts if breach.person == person and breach.kind not in OF_A_GROUP), None)
    card: Card = {
        "id": anchor(person),
        "value": number,
        "name": signup.name,
        "unit": naming.unit(person),
        "code": naming.code(person),
        "about": " · ".join([naming.job(person), *([_("new in post")] if signup.is_new else [])]),
        "fault": words.why_not(naming, broken) if broken else "",
        "is_moved": number == moved,
        "is_open": number == opened,
        "menu_url": f"{urls['board']}?siirra={number}#{anchor(person)}",
        "close_url": f"{urls['board']}#{anchor(person)}",
        "post_url": urls["board"],
        "revision": board.draft.revision,
        "is_locked": person in board.stays,
        "lock": _("locked") if person in board.stays else "",
        "lock_entry": board.stays.get(person, "").removeprefix("m"),
    }
    card |= _placed(naming, person, broken) if board.group_of(person) else _unplaced(naming, person)
    return card | (_menu(naming, person) if card["is_open"] and not card["is_locked"] else {})


def _menu(naming: Naming, person: str) -> Card:
    found = menu(naming, person)
    return {"targets": found.targets, "full_words": found.full_words, "bans": found.bans}


def _placed(naming: Naming, person: str, broken: Breach | None) -> Card:
    board, group = naming.board, naming.board.group_of(person)
    one = board.problem.person[person]
    rank = one.wish(group.theme.key) if group else None
    is_if_needed = group is not None and one.slots.get(group.slot.key) == 1
    return {
        "is_placed": True,
        "wish": "full" if rank == 1 else "half" if rank else "",
        "wish_words": words.wish(rank),
        "fit": _("%(day)s if needed") % {"day": weekday(group.slot.weekday, naming.language)}
        if group and is_if_needed and not broken
        else "",
    }


def _unplaced(naming: Naming, person: str) -> Card:
    """Why somebody is in no group, and when they could come."""
    board = naming.board
    one = board.problem.person[person]
    days = sorted({board.labels.slots[key].weekday for key, value in one.slots.items() if value and key in board.labels.slots})
    why = why_unplaced(board.problem, board.plan, person)
    nearest = why.nearest[0] if why.nearest and why.nearest[0].breaks else None
    told = ""
    if not why.is_offered:
        told = _("no mentor offers what suits")
    elif nearest:
        told = _("nearest group %(letter)s: %(why)s") % {
            "letter": naming.letter(nearest.mentor),
            "why": words.why_not(naming, nearest.breaks[0]),
        }
    return {"is_placed": False, "times": ", ".join(weekday(day, naming.language) for day in days), "why": told}
