"""Who is who: rows and people of the list meet by personnel number, else by e-mail; nobody twice."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from verme.organisations.staff_rows.columns import folded
from verme.organisations.staff_rows.draft import Draft
from verme.organisations.staff_rows.facts import Fault, Field, Reason, StaffFact


class Identified(Protocol):
    """A row as far as it tells who it is about."""

    @property
    def line(self) -> int: ...
    @property
    def personnel_number(self) -> str: ...
    @property
    def email(self) -> str: ...


def partners(rows: Iterable[Identified], current: Sequence[StaffFact]) -> dict[int, StaffFact]:
    """Line → the person of the list whom that row is about.

    By number first. A row whose number nobody has (or that has none) is about whoever has its e-mail and was not met by number: a new
    number for somebody who came back, or a list that has no numbers.
    """
    rows = list(rows)
    by_number = {fact.personnel_number: fact for fact in reversed(current) if fact.personnel_number}
    met: dict[int, StaffFact] = {}
    taken: set[str] = set()
    for row in rows:
        if row.personnel_number in by_number and row.personnel_number not in taken:
            met[row.line] = by_number[row.personnel_number]
            taken.add(row.personnel_number)
    by_email = {fact.email: fact for fact in reversed(current) if fact.email and fact.personnel_number not in taken}
    for row in rows:
        if row.personnel_number not in by_number and row.email in by_email:
            met[row.line] = by_email.pop(row.email)
    return met


def key_after(row: Identified, partner: StaffFact | None) -> str:
    """The person's key once the row has been taken in."""
    number = row.personnel_number or (partner.personnel_number if partner else "")
    return number or row.email or (partner.email if partner else "")


def faults_of_sameness(drafts: Sequence[Draft]) -> None:
    """Two rows with one number or one e-mail. If the names agree, the first counts and the others are faulty; else all are."""
    _sameness(drafts, Reason.SAME_NUMBER, Field.PERSONNEL_NUMBER, lambda draft: draft.personnel_number)
    _sameness(drafts, Reason.SAME_EMAIL, Field.EMAIL, lambda draft: draft.email)


def _sameness(drafts: Sequence[Draft], reason: Reason, field: Field, key: Callable[[Draft], str]) -> None:
    groups: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if key(draft):
            groups[key(draft)].append(draft)
    for found, same in groups.items():
        first, agree = same[0], len({folded(draft.name) for draft in same}) == 1
        for draft in same[1:]:
            draft.faults.append(Fault(reason, field, found, {"line": first.line, "name": first.name}))
        if not agree:
            first.faults.append(Fault(reason, field, found, {"line": same[1].line, "name": same[1].name}))


def faults_of_taken_addresses(drafts: Sequence[Draft], current: Sequence[StaffFact]) -> None:
    """An e-mail that stays with somebody else of the list. A new fault may keep another address where it is, so until none is found."""
    while True:
        good = [draft for draft in drafts if not draft.faults]
        met = partners(good, current)
        keeping = _keeping(good, met, current)
        taken = [
            (draft, keeping[draft.email]) for draft in good if draft.email in keeping and keeping[draft.email] is not met.get(draft.line)
        ]
        for draft, holder in taken:
            draft.faults.append(Fault(Reason.EMAIL_TAKEN, Field.EMAIL, draft.email, {"name": holder.name}))
        if not taken:
            return


def _keeping(good: Sequence[Draft], met: Mapping[int, StaffFact], current: Sequence[StaffFact]) -> dict[str, StaffFact]:
    """Address → who has it now and will have it still: nobody's row gives that person another one."""
    moving = {id(met[draft.line]) for draft in good if draft.line in met and draft.email and draft.email != met[draft.line].email}
    return {fact.email: fact for fact in reversed(current) if fact.email and id(fact) not in moving}
