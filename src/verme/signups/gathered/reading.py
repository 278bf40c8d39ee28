"""A table becomes sign-ups: rows that may be taken in, and rows that have to be mended, each with all that is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from verme.kernel.tables import Row, Table, has_control
from verme.organisations.staff_rows import cells as staff_cells
from verme.organisations.staff_rows.facts import Reason as StaffReason
from verme.signups.gathered import cells
from verme.signups.gathered.facts import LONGEST, Assumed, Fault, FaultyRow, Field, GatheredRow, GatheredRows, Known, Reason

MOST_THEMES = 3


def read(table: Table, columns: Mapping[str, int], known: Known, assumed: Assumed) -> GatheredRows:
    """All rows judged by themselves and against each other: of two with one address the first counts."""
    width = len(table.header.cells)
    drafts = [_Draft(row, columns, known, assumed, width) for row in table.rows]
    first: dict[str, int] = {}
    for draft in drafts:
        if draft.email and first.setdefault(draft.email, draft.line) != draft.line:
            draft.blame(Reason.SAME_EMAIL, Field.EMAIL, draft.email, line=first[draft.email])
    good = [draft for draft in drafts if not draft.faults]
    return GatheredRows(
        rows=tuple(draft.finished() for draft in good),
        faulty=tuple(FaultyRow(draft.line, draft.name, tuple(draft.faults)) for draft in drafts if draft.faults),
    )


@dataclass(eq=False)
class _Draft:
    """One row while it is judged."""

    row: Row
    columns: Mapping[str, int]
    known: Known
    assumed: Assumed
    width: int
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.line = self.row.line
        self._refuse_cells()
        self.name = self._name()
        self.email = self._email()
        self.unit, self.other_unit = self._unit()
        self.staff_group = self._staff_group()
        self.is_new = self._yes_or_no(Field.IS_NEW)
        self.subject = _asked(self.said(Field.SUBJECT), self.known.subjects)
        self.languages = self._languages()
        self.any_theme = bool(self._yes_or_no(Field.ANY_THEME))
        self.themes = self._themes()
        self.slots = self._slots()
        self.places = self._places()

    def said(self, column: str) -> str:
        """What stands in a column; empty where the file has none."""
        return self.row.cells[self.columns[column]] if column in self.columns else ""

    def blame(self, reason: Reason, column: str = "", found: str = "", **values: object) -> None:
        self.faults.append(Fault(reason, column, found, values))

    def _refuse_cells(self) -> None:
        for column in self.columns:
            text, limit = self.said(column), LONGEST.get(Field(column), 1000) if column in list(Field) else 100
            if has_control(text):
                self.blame(Reason.CONTROL_CHARACTERS, column, "".join(letter if letter.isprintable() else "�" for letter in text)[:40])
            elif len(text) > limit:
                self.blame(Reason.TOO_LONG, column, f"{text[:40]}…", limit=limit)
        if any(self.row.cells[self.width :]):
            self.blame(Reason.TOO_MANY_CELLS, found=next(filter(None, self.row.cells[self.width :]))[:40])

    def _name(self) -> str:
        first, last, whole = (self.said(column) for column in (Field.FIRST_NAME, Field.LAST_NAME, Field.NAME))
        name = staff_cells.name(f"{first} {last}".strip() if (first and last) or not whole else whole)
        if not name or "@" in name or "/" in name:  # the name goes into a letter: no address, no link
            self.blame(Reason.NO_NAME, Field.NAME, whole or f"{first} {last}".strip())
        return name

    def _email(self) -> str:
        text = self.said(Field.EMAIL)
        if not text:
            self.blame(Reason.NO_EMAIL, Field.EMAIL)
            return ""
        address, fault = staff_cells.email(text)
        if fault is not None:
            lacks_ending = fault.reason == StaffReason.EMAIL_WITHOUT_ENDING
            self.blame(Reason.EMAIL_WITHOUT_ENDING if lacks_ending else Reason.BAD_EMAIL, Field.EMAIL, text)
        return str(address or "")

    def _unit(self) -> tuple[int | None, str]:
        text = self.said(Field.UNIT)
        if not text:
            self.blame(Reason.NO_UNIT, Field.UNIT)
        found = cells.by_name(self.known.units, text)
        return found, "" if found is not None else text

    def _staff_group(self) -> int:
        text = self.said(Field.STAFF_GROUP)
        found = cells.by_name(self.known.staff_groups, text) if text else self.assumed.staff_group
        if found is None and text:
            self.blame(Reason.UNKNOWN_STAFF_GROUP, Field.STAFF_GROUP, text, suggestion=cells.nearest(self.known.staff_groups, text))
        elif found is None:
            self.blame(Reason.NO_STAFF_GROUP, Field.STAFF_GROUP)
        return found or 0

    def _yes_or_no(self, column: Field) -> bool | None:
        text = self.said(column)
        found = cells.yes_or_no(text)
        if text and found is None:
            self.blame(Reason.BAD_YES_NO, column, text)
        return found

    def _languages(self) -> tuple[str, ...]:
        found = []
        for part in cells.parts(self.said(Field.LANGUAGES).replace(",", ";")):
            code, fault = staff_cells.language(part)
            if fault is not None or code not in self.known.languages:
                self.blame(Reason.UNKNOWN_LANGUAGE, Field.LANGUAGES, part)
            else:
                found.append(str(code))
        return tuple(dict.fromkeys(found)) or tuple(self.known.languages[:1])

    def _themes(self) -> tuple[int, ...]:
        wished: list[int] = []
        for column in (Field.THEMES, Field.THEME_2, Field.THEME_3):
            for part in cells.parts(self.said(column)):
                if cells.is_any(part):
                    self.any_theme = True
                elif (theme := cells.by_name(self.known.themes, part)) is None:
                    self.blame(Reason.UNKNOWN_THEME, column, part, suggestion=cells.nearest(self.known.themes, part))
                elif theme in wished:
                    self.blame(Reason.THEME_TWICE, column, part)
                else:
                    wished.append(theme)
        if len(wished) > MOST_THEMES:
            self.blame(Reason.TOO_MANY_THEMES, Field.THEMES, self.said(Field.THEMES))
        if not wished and self.assumed.any_theme:
            self.any_theme = True
        return tuple(wished)

    def _slots(self) -> dict[int, int]:
        by_time = {time: key for key, time in self.known.slots.items()}
        found: dict[int, int] = {}
        for column, value in ((Field.SLOTS_SPARE, 1), (Field.SLOTS_WELL, 2)):
            for part in cells.parts(self.said(column).replace(",", ";")):
                time = cells.time_of(part)
                if time is None or time not in by_time:
                    self.blame(Reason.UNKNOWN_TIME, column, part)
                else:
                    found[by_time[time]] = value
        self._answers("slot", self.known.slot_keys, found)
        return found or (dict.fromkeys(self.known.slots, 1) if self.assumed.slots else {})

    def _places(self) -> dict[int, int]:
        if len(self.known.places) == 1:  # where there is one place there is nothing to ask
            return dict.fromkeys(self.known.places, 2)
        found: dict[int, int] = {}
        for column, value in ((Field.PLACES_SPARE, 1), (Field.PLACES_WELL, 2)):
            for part in cells.parts(self.said(column)):
                place = cells.by_name(self.known.places, part)
                if place is None:
                    self.blame(Reason.UNKNOWN_PLACE, column, part, suggestion=cells.nearest(self.known.places, part))
                else:
                    found[place] = value
        self._answers("place", self.known.place_keys, found)
        return found or (dict.fromkeys(self.known.places, 1) if self.assumed.places else {})

    def _answers(self, kind: str, keys: Mapping[str, int], found: dict[int, int]) -> None:
        """The columns that each hold the answer to one time or place."""
        for key, number in keys.items():
            text = self.said(f"{kind}:{key}")
            value = cells.fit(text)
            if value is None:
                self.blame(Reason.BAD_FIT, f"{kind}:{key}", text)
            elif value:
                found[number] = value

    def finished(self) -> GatheredRow:
        return GatheredRow(
            line=self.line,
            name=self.name,
            email=self.email,
            staff_group=self.staff_group,
            unit=self.unit,
            other_unit=self.other_unit,
            is_new=self.is_new,
            subject=self.subject,
            languages=self.languages,
            themes=self.themes,
            any_theme=self.any_theme,
            slots=self.slots,
            places=self.places,
            together=self.said(Field.TOGETHER),
            apart=self.said(Field.APART),
            wish=self.said(Field.WISH),
        )


def _asked(subject: str, asked: Sequence[str]) -> str:
    """A subject that no theme asks for is not kept: the form would not ask for it either."""
    return next((known for known in asked if known.casefold() == subject.casefold()), "")
