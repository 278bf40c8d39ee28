"""No identity code gets past the door, and none is said aloud."""

import pytest

from verme.kernel.tables import read, to_csv
from verme.organisations import staff_rows
from verme.organisations.staff_rows import Known, Reason, StaffRows, Unfit

CODE = "131052-308T"  # the example that the Digital and Population Data Services Agency prints


def judged(header: list[str], *rows: list[str]) -> StaffRows:
    return staff_rows.read(read(to_csv(header, rows), "lista.csv"), Known({}, {}))


@pytest.mark.parametrize(
    ("header", "rows", "column", "lines"),
    [
        (["Nimi", "Nro", "Henkilötunnus"], [["A", "1", ""], ["B", "2", "salattu"]], "Henkilötunnus", (3,)),
        (["Nimi", "Sähköposti", "HETU (pakollinen)"], [["A", "a@b.fi", "x"]], "HETU (pakollinen)", (2,)),
        (["Namn", "E-post", "Personbeteckning"], [["A", "a@b.fi", "x"]], "Personbeteckning", (2,)),
        (["Nimi", "Sähköposti", "Tunnus"], [["A", "a@b.fi", "1"], ["B", "b@b.fi", CODE]], "Tunnus", (3,)),
        (["Nimi", "Sähköposti"], [[f"Aino Aalto {CODE}", "a@b.fi"]], "Nimi", (2,)),
        (["Nimi", "Sähköposti"], [["Aino Aalto", "a@b.fi", "", CODE.lower()]], "", (2,)),
        (["Nimi", f"Sähköposti {CODE}"], [["Aino Aalto", "a@b.fi"]], "", (1,)),
        (
            ["Nimi", "Henkilönumero"],
            [["A", "131052308T"], ["B", "131052308T"], ["C", "131052308T"], ["D", "7"]],
            "Henkilönumero",
            (2, 3, 4),
        ),
    ],
)
def test_identity_codes_are_refused_and_not_repeated(header: list[str], rows: list[list[str]], column: str, lines: tuple[int, ...]) -> None:
    with pytest.raises(Unfit) as refused:
        judged(header, *rows)

    assert (refused.value.reason, refused.value.values) == (Reason.IDENTITY_CODES, {"column": column, "lines": lines})


def test_an_empty_column_for_identity_codes_and_a_number_that_happens_to_look_like_one_do_no_harm() -> None:
    read_ = judged(["Nimi", "Henkilönumero", "Hetu"], ["A", "131052308T", ""], ["B", "2", ""], ["C", "3", ""])

    assert [row.personnel_number for row in read_.rows] == ["131052308T", "2", "3"]
