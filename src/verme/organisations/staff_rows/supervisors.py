"""Supervisors are named by e-mail, personnel number or name: found among the rows of the file and the people of the list."""

from collections import defaultdict
from collections.abc import Sequence

from verme.organisations.staff_rows.columns import folded
from verme.organisations.staff_rows.draft import Draft
from verme.organisations.staff_rows.facts import Fault, Field, Reason, StaffFact
from verme.organisations.staff_rows.identity import key_after, partners

type Person = Draft | StaffFact


def find_supervisors(drafts: Sequence[Draft], current: Sequence[StaffFact]) -> None:
    """Sets each row's `chief`. A supervisor who is not found, could be two people, or is the person, makes the row faulty."""
    directory = _Directory(drafts, current)
    for draft in drafts:
        if not draft.supervisor:
            continue
        people = directory.people(draft.supervisor)
        if not people:
            draft.faults.append(Fault(Reason.SUPERVISOR_UNKNOWN, Field.SUPERVISOR, draft.supervisor))
        elif len(people) > 1:
            lines = tuple(person.line for person in people if isinstance(person, Draft))
            draft.faults.append(Fault(Reason.SUPERVISOR_AMBIGUOUS, Field.SUPERVISOR, draft.supervisor, {"lines": lines}))
        elif people[0] is draft:
            draft.faults.append(Fault(Reason.OWN_SUPERVISOR, Field.SUPERVISOR, draft.supervisor))
        else:
            draft.chief = people[0]


def settle_supervisors(drafts: Sequence[Draft], current: Sequence[StaffFact]) -> None:
    """Writes the chief's key into each good row, once all faults are known.

    A chief whose own row is faulty is there only if the list has the person already; else the field is passed over, and stays as it was.
    """
    met = partners(drafts, current)
    for draft in drafts:
        chief = draft.chief
        if chief is None or draft.faults:
            continue
        if isinstance(chief, StaffFact):
            draft.values[Field.SUPERVISOR] = chief.key
        elif not chief.faults:
            draft.values[Field.SUPERVISOR] = key_after(chief, met.get(chief.line))
        elif chief.line in met:
            draft.values[Field.SUPERVISOR] = met[chief.line].key
        else:
            del draft.values[Field.SUPERVISOR]
            draft.passed_over.append(Fault(Reason.SUPERVISOR_LEFT_OUT, Field.SUPERVISOR, draft.supervisor, {"line": chief.line}))


class _Directory:
    """Everybody in the file, and those of the list who are not; people of the file are found by their old number and address too."""

    def __init__(self, drafts: Sequence[Draft], current: Sequence[StaffFact]) -> None:
        met = partners(drafts, current)
        in_file = {id(fact) for fact in met.values()}
        others = [fact for fact in current if id(fact) not in in_file]
        self.by_key: dict[str, Person] = {}
        self.by_name: dict[tuple[str, ...], list[Person]] = defaultdict(list)
        everybody: list[Person] = [*drafts, *others]
        for person in everybody:
            self._enter(person, person)
            self.by_name[_words(person.name)].append(person)
        for draft in drafts:
            if draft.line in met:
                self._enter(met[draft.line], draft)

    def _enter(self, known_by: Person, person: Person) -> None:
        for key in filter(None, (known_by.personnel_number, known_by.email)):
            self.by_key.setdefault(key, person)

    def people(self, said: str) -> Sequence[Person]:
        """Whom the text may mean."""
        key = said.removeprefix("'").replace(" ", "") if "@" not in said else said.lower().removeprefix("mailto:")
        if key in self.by_key:
            return [self.by_key[key]]
        return self.by_name.get(_words(said), []) if any(map(str.isalpha, said)) else []


def _words(name: str) -> tuple[str, ...]:
    """A name in any order: "Kangas, Riitta" is "Riitta Kangas"."""
    return tuple(sorted(filter(None, map(folded, name.replace(",", " ").split()))))
