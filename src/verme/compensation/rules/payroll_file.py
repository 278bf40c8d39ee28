"""How a payroll file is written, as plain values: the presets of domain.md §3.5, and what does not hold together.

A preset is a beginning: every organisation may change each part of it, because the payroll systems' own import settings differ from town to
town. Personec F, Sarastia365 and Monetra publish no format, so there is no preset that pretends to know theirs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from verme.compensation.terms import Column, DateForm, DecimalSign, Encoding, FormatRefusal, LineEnd, Preset, Quoting, Separator, WorkKind

type Columns = tuple[tuple[Column, str], ...]  # what stands in it, and its heading

C = Column
CODE = 20  # characters of a code, where a preset says nothing


@dataclass(frozen=True)
class Format:
    """Everything that decides the bytes of a file, but its rows. `widths`: at most so many characters in a column."""

    preset: Preset
    columns: Columns
    separator: str = Separator.SEMICOLON
    quoting: str = Quoting.NEEDED
    has_header: bool = False
    encoding: str = Encoding.UTF8
    line_end: str = LineEnd.LF
    decimal_sign: str = DecimalSign.COMMA
    date_form: str = DateForm.FINNISH
    salary_types: Mapping[str, str] = field(default_factory=dict)
    cost_centre: str = ""
    unit_centres: Mapping[int, str] = field(default_factory=dict)
    programme_centres: Mapping[int, str] = field(default_factory=dict)
    account: str = ""

    @property
    def is_workbook(self) -> bool:
        """An Excel workbook instead of text."""
        return self.preset == Preset.XLSX

    def width(self, column: Column) -> int:
        """How many characters the payroll system takes in this column."""
        return WIDTHS.get(self.preset, {}).get(column, CODE)

    def centre(self, *, programme: int, unit: int | None, own: str = "") -> str:
        """The cost centre: the row's own, else the programme's, else that of the mentor's unit, else the organisation's."""
        return own or self.programme_centres.get(programme, "") or self.unit_centres.get(unit or 0, "") or self.cost_centre


def _plain(*columns: Column) -> Columns:
    return tuple((column, "") for column in columns)


POPULUS = _plain(
    C.PERSONNEL_NUMBER, C.NOTHING, C.SALARY_TYPE, C.START, C.END, C.AMOUNT, C.UNIT_PRICE, C.TOTAL, C.ACCOUNT, C.COST_CENTRE,
    *[C.NOTHING] * 15,
)  # fmt: skip
PERSONEC_W: Columns = (
    (C.PERSONNEL_NUMBER, "henkilonumero"), (C.SALARY_TYPE, "palkkalaji"), (C.NOTHING, "tunnit"), (C.START, "alku_pvm"),
    (C.END, "loppu_pvm"), (C.AMOUNT, "maara"), (C.UNIT_PRICE, "maara_ahinta"),
)  # fmt: skip
MEPCO: Columns = (
    (C.PERSONNEL_NUMBER, "henkilonumero"), (C.SALARY_TYPE, "palkkalaji"), (C.START, "alkupvm"), (C.END, "loppupvm"), (C.AMOUNT, "maara"),
    (C.UNIT_PRICE, "ahinta"), (C.COST_CENTRE, "kustannuspaikka"),
)  # fmt: skip
FIVALDI: Columns = (
    (C.BATCH, "ERA"), (C.START, "PVM"), (C.PERSONNEL_NUMBER, "HENKILO"), (C.SALARY_TYPE, "PALKKALAJI"), (C.AMOUNT, "MAARA"),
    (C.COST_CENTRE, "SK1"), (C.UNIT_PRICE, "HINTA"), (C.ACCOUNT, "KULUTILI"), (C.WORDS, "SELITE"),
)  # fmt: skip
FENNOA = _plain(C.PERSONNEL_NUMBER, C.SALARY_TYPE, C.START, C.END, C.AMOUNT, C.UNIT_PRICE, C.COST_CENTRE)
XLSX = _plain(
    C.ROW, C.PERSONNEL_NUMBER, C.SALARY_TYPE, C.START, C.END, C.AMOUNT, C.UNIT_PRICE, C.TOTAL, C.COST_CENTRE, C.WORDS,
)  # fmt: skip

FORMATS: Mapping[Preset, Format] = {
    Preset.XLSX: Format(Preset.XLSX, XLSX, has_header=True),
    Preset.POPULUS: Format(Preset.POPULUS, POPULUS, decimal_sign=DecimalSign.POINT, date_form=DateForm.COMPACT, quoting=Quoting.NONE),
    Preset.PERSONEC_W: Format(Preset.PERSONEC_W, PERSONEC_W, has_header=True, line_end=LineEnd.CRLF),
    Preset.MEPCO: Format(Preset.MEPCO, MEPCO, has_header=True, line_end=LineEnd.CRLF),
    Preset.FIVALDI: Format(Preset.FIVALDI, FIVALDI, has_header=True, line_end=LineEnd.CRLF),
    Preset.FENNOA: Format(Preset.FENNOA, FENNOA, line_end=LineEnd.CRLF),
}
WIDTHS: Mapping[Preset, Mapping[Column, int]] = {
    Preset.POPULUS: {C.PERSONNEL_NUMBER: 6, C.SALARY_TYPE: 4, C.ACCOUNT: 8, C.COST_CENTRE: 10},
    Preset.PERSONEC_W: {C.PERSONNEL_NUMBER: 8},
}


def why_not_format(made: Format) -> tuple[FormatRefusal, int] | None:
    """The first thing that does not hold together, with the limit that it is about; None for a format that can be written."""
    known = [column for column, _heading in made.columns if column != Column.NOTHING]
    if not {Column.PERSONNEL_NUMBER, Column.AMOUNT} <= set(known):
        return FormatRefusal.NO_COLUMNS, 0
    if len(set(known)) != len(known):
        return FormatRefusal.TWICE, 0
    if not made.is_workbook and made.separator == made.decimal_sign:
        return FormatRefusal.SAME_SIGN, 0
    return _why_not_codes(made)


def _why_not_codes(made: Format) -> tuple[FormatRefusal, int] | None:
    centres = [made.cost_centre, *made.unit_centres.values(), *made.programme_centres.values()]
    for column, codes in ((C.SALARY_TYPE, made.salary_types.values()), (C.COST_CENTRE, centres), (C.ACCOUNT, [made.account])):
        width = made.width(column)
        if any(len(code) > width or not _is_code(code, made.separator) for code in codes):
            return FormatRefusal.CODE, width
    return None


def _is_code(code: str, separator: str) -> bool:
    return separator not in code and '"' not in code and (code == "" or code.isprintable())


def without_type(made: Format, kinds: Sequence[WorkKind]) -> list[WorkKind]:
    """Of these kinds of work, those for which a salary type is asked and not given. A workbook is read by a person, so it may lack them."""
    if made.is_workbook or all(column != Column.SALARY_TYPE for column, _heading in made.columns):
        return []
    return [kind for kind in kinds if not made.salary_types.get(kind)]
