"""Sections, versions, who may read which, and how two versions differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verme.agreements import rules
from verme.agreements.ready import ready
from verme.agreements.rules import PlanLine, Section
from verme.agreements.terms import AgreementRefusal, Standing

TRUST = Section("trust", "Luottamus", "Se jää ryhmään.")
LINES = st.text(alphabet=st.sampled_from("aä bc.,-\n "), max_size=60)


def test_tidied_drops_what_was_emptied_and_gives_own_sections_a_key() -> None:
    said = [TRUST, Section("coffee", " ", "\n"), Section("", "  Oma   otsikko ", "Oma\r\nteksti "), Section("", "Toinen", "Teksti")]

    assert rules.tidied(said) == (TRUST, Section("own-1", "Oma otsikko", "Oma\nteksti"), Section("own-2", "Toinen", "Teksti"))


@pytest.mark.parametrize(
    ("sections", "reason"),
    [
        ([TRUST], None),
        ([], None),
        ([Section("a", "Otsikko", "")], AgreementRefusal.NO_HEADING),
        ([Section("a", "", "Teksti")], AgreementRefusal.NO_HEADING),
        ([TRUST, Section("b", "luottamus", "Taas")], AgreementRefusal.SAME_HEADING),
        ([TRUST, Section("trust", "Muu", "Taas")], AgreementRefusal.SAME_HEADING),
        ([Section("a", "A", "x" * 4001)], AgreementRefusal.TOO_LONG),
        ([Section("a", "A" * 121, "x")], AgreementRefusal.TOO_LONG),
        ([Section(str(n), str(n), "x") for n in range(31)], AgreementRefusal.TOO_LONG),
    ],
)
def test_which_text_is_kept(sections: list[Section], reason: AgreementRefusal | None) -> None:
    assert rules.why_not_text(sections) == reason


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        ({}, None),
        ({"leads": False}, AgreementRefusal.NOT_MENTOR),
        ({"is_stale": True}, AgreementRefusal.STALE),
        ({"sections": []}, AgreementRefusal.NOTHING),
        ({"members": 0}, AgreementRefusal.NO_MEMBERS),
    ],
)
def test_what_is_offered(named: dict[str, object], reason: AgreementRefusal | None) -> None:
    given = {"leads": True, "is_stale": False, "sections": [TRUST], "members": 4}

    assert rules.why_not_offer(**{**given, **named}) == reason  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "in_force", "newest", "standing"),
    [
        (1, [], 1, Standing.OFFERED),
        (1, [1], 1, Standing.IN_FORCE),
        (1, [1], 2, Standing.IN_FORCE),
        (2, [1], 2, Standing.OFFERED),
        (2, [1], 3, Standing.NEVER),
        (1, [1, 3], 3, Standing.REPLACED),
        (3, [1, 3], 3, Standing.IN_FORCE),
        (1, [], 2, Standing.NEVER),
    ],
)
def test_where_a_version_stands(number: int, in_force: list[int], newest: int, standing: Standing) -> None:
    assert rules.standing_of(number, in_force=in_force, newest=newest) == standing


@given(st.sets(st.integers(1, 8)), st.integers(1, 8))
def test_one_version_at_most_is_in_force_and_one_waits(in_force: set[int], newest: int) -> None:
    in_force = {each for each in in_force if each <= newest}
    stand = [rules.standing_of(number, in_force=in_force, newest=newest) for number in range(1, newest + 1)]

    assert stand.count(Standing.IN_FORCE) == bool(in_force)
    assert stand.count(Standing.OFFERED) == (newest not in in_force)


@pytest.mark.parametrize(
    ("standing", "is_signatory", "reason"),
    [
        (Standing.OFFERED, True, None),
        (Standing.OFFERED, False, AgreementRefusal.NOT_ASKED),
        (Standing.IN_FORCE, False, None),
        (Standing.REPLACED, True, AgreementRefusal.NOT_OPEN),
        (Standing.NEVER, True, AgreementRefusal.NOT_OPEN),
    ],
)
def test_who_accepts_what(standing: Standing, is_signatory: bool, reason: AgreementRefusal | None) -> None:
    assert rules.why_not_accept(standing, is_signatory=is_signatory) == reason


@given(st.sampled_from(Standing), st.booleans())
def test_who_is_not_here_reads_nothing(standing: Standing, is_signatory: bool) -> None:
    assert not rules.may_read(is_here=False, is_signatory=is_signatory, standing=standing)
    assert rules.may_read(is_here=True, is_signatory=False, standing=standing) == (standing == Standing.IN_FORCE)


def test_the_bytes_and_their_hash() -> None:
    content = rules.content_of(number=2, language="fi", sections=[TRUST])

    assert content == ('{"language":"fi","sections":[{"heading":"Luottamus","key":"trust","text":"Se jää ryhmään."}],"version":2}'.encode())
    assert rules.sections_in(content) == (TRUST,)
    assert rules.digest_of(b"verme") == "f2aa9d19448f9ac9a981bd695cfb3bdfb15cfd4ae2bc8269928374de81d8a6c8"


def test_paragraphs_and_lists() -> None:
    assert rules.blocks("Yksi\nrivi.\n\nToinen.\n- a\n• b\n\n* c") == [
        ("p", ("Yksi rivi.",)),
        ("p", ("Toinen.",)),
        ("ul", ("a", "b")),
        ("ul", ("c",)),
    ]


def test_what_changed_reads_as_on_paper() -> None:
    """The comparison of the design (m4-vertaa): word by word, and whole where a line is new."""
    older = [Section("time", "Aika", "Tapaamme opettajainhuoneessa."), Section("turn", "Vuorot", "- Jokainen saa vuoron.\n- Kuunnellaan.")]
    newer = [
        Section("time", "Aika", "Tapaamme luokassa 12."),
        Section("turn", "Vuorot", "- Jokainen saa vuoron, ja sen saa ohittaa.\n- Kuunnellaan.\n- Neuvotaan pyydettäessä."),
        Section("own-1", "Uusi", "Teksti."),
    ]

    time, turn, new = rules.compared(older, newer)

    assert (time.kind, time.blocks) == (
        "changed",
        (("p", ((("same", "Tapaamme "), ("del", "opettajainhuoneessa"), ("ins", "luokassa 12"), ("same", ".")),)),),
    )
    assert turn.blocks == (
        (
            "ul",
            (
                (("same", "Jokainen saa vuoron"), ("ins", ", ja sen saa ohittaa"), ("same", ".")),
                (("same", "Kuunnellaan."),),
                (("ins", "Neuvotaan pyydettäessä."),),
            ),
        ),
    )
    assert (new.kind, new.number, new.title) == ("added", 3, "Uusi")


def test_a_section_that_is_gone_comes_last() -> None:
    coffee = Section("coffee", "Kahvit", "Vuorotellen.")

    kinds = [(each.kind, each.number, each.title) for each in rules.compared([coffee, TRUST], [TRUST])]

    assert kinds == [("same", 1, "Luottamus"), ("removed", 1, "Kahvit")]


@given(LINES, LINES)
def test_without_what_was_taken_out_it_reads_as_the_newer_one(older: str, newer: str) -> None:
    (change,) = rules.compared([Section("a", "A", older)], [Section("a", "A", newer)])

    def read(without: str) -> list[tuple[str, str]]:
        lines = [(kind, "".join(words for what, words in line if what != without)) for kind, rows in change.blocks for line in rows]
        return [line for line in lines if line[1]]

    def plain(text: str) -> list[tuple[str, str]]:
        return [(kind, line) for kind, lines in rules.blocks(text) for line in lines if line]

    assert read("del") == plain(newer)
    assert sorted(read("ins")) == sorted(plain(older))


def test_empty_lines_at_the_end_of_a_plan_fall_off() -> None:
    said = [PlanLine("", ""), PlanLine(" Oma   jaksaminen", "Outi: kahvit "), PlanLine(" ", "")]

    assert rules.planned(said) == (PlanLine("", ""), PlanLine("Oma jaksaminen", "Outi: kahvit"))


def test_the_ready_agreement_has_every_section_in_three_languages() -> None:
    """Issue: confidentiality and its limits, commitment, equality and turns, punctuality, absence, least number, who leads, coffee …"""
    keys = [
        "confidentiality",
        "limits",
        "commitment",
        "equality",
        "punctuality",
        "absence",
        "quorum",
        "leading",
        "coffee",
        "contact",
        "ending",
    ]

    for language in ("fi", "sv", "en"):
        sections = ready(language)
        assert [each.key for each in sections] == keys
        assert rules.why_not_text(sections) is None
    assert len({each.heading for language in ("fi", "sv", "en") for each in ready(language)}) == 3 * len(keys)
