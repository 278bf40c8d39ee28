"""The poster says in each language what the call says, on one accessible page, whatever the length of the names."""

import dataclasses
import datetime as dt
import io
import re
from collections.abc import Callable

import pikepdf
import pytest

from tests import make
from tests.pdf_text import text
from verme.kernel import clock
from verme.kernel.texts import Picked
from verme.programmes.documents import PosterFacts, poster

FACTS = PosterFacts(
    language="fi",
    organisation="Seinäjoki",
    period="2026–2027",
    lead=Picked("Kuusi tapaamista, 1,5 tuntia kerrallaan.", "fi"),
    address="https://verme.example/i/seinajoki-2026/",
    contact="Riitta Šimunović, 040 000 0000",
    deadline=dt.date(2026, 9, 8),
)
LONG = "Keski-Pohjanmaan ammatillisen koulutuksen kuntayhtymä ja vertaisryhmämentorointiverkosto "

WORDS = {
    "fi": (
        ["Aikaa pysähtyä.", "Yhdessä kollegojen kanssa.", "Tämä paikka", "on sinun", "Ilmoittaudu viimeistään ti 8.9.2026",
         "Pari minuuttia, ei käyttäjätunnusta.", "Kysy lisää: Riitta Šimunović, 040 000 0000"],
        {"Pöytä ylhäältä katsottuna. Yksi paikka on vapaana.", "QR-koodi ilmoittautumissivulle verme.example/i/seinajoki-2026"},
    ),
    "sv": (
        ["Tid att stanna upp.", "Tillsammans med kolleger.", "Den här platsen", "är din", "Anmäl dig senast ti 8.9.2026",
         "Ett par minuter, inget användarkonto behövs.", "Fråga mer: Riitta Šimunović, 040 000 0000"],
        {"Ett bord sett uppifrån. En plats är ledig.", "QR-kod till anmälningssidan verme.example/i/seinajoki-2026"},
    ),
    "en": (
        ["Time to pause.", "Together with colleagues.", "This place", "is yours", "Sign up by Tue 8 Sep 2026",
         "A couple of minutes, no account needed.", "Ask for more information: Riitta Šimunović, 040 000 0000"],
        {"A table seen from above. One place is free.", "QR code to the sign-up page verme.example/i/seinajoki-2026"},
    ),
}  # fmt: skip


def squeezed(words: str) -> str:
    """Without spaces: a line that is broken on paper has none at the break."""
    return re.sub(r"\s+", "", words)


def structure(opened: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [entry for entry in opened.objects if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/StructElem"]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_word_is_in_the_language_of_the_readers(language: str) -> None:
    words, pictures = WORDS[language]

    document = poster(dataclasses.replace(FACTS, language=language))

    said = squeezed(text(document))
    expected = ["Verme", "Seinäjoki 2026–2027", *words[:4], FACTS.lead.text, words[4], "verme.example/i/seinajoki-2026", *words[5:]]
    assert said == squeezed("".join(expected))
    with pikepdf.open(io.BytesIO(document)) as opened, opened.open_metadata() as metadata:
        assert opened.Root.Lang == f"{language}-FI"
        assert metadata["dc:title"] == f"Verme: {words[0]} {words[1]}"
        assert metadata["pdfuaid:part"] == "1"
        assert {str(entry.A.Alt if "/Alt" not in entry else entry.Alt) for entry in structure(opened) if entry.S == "/Figure"} == pictures


def test_it_is_one_a4_page_with_one_heading_and_a_link() -> None:
    with pikepdf.open(io.BytesIO(poster(FACTS))) as opened:
        assert [[round(float(edge)) for edge in page.mediabox] for page in opened.pages] == [[0, 0, 595, 842]]
        assert [str(entry.S) for entry in structure(opened) if str(entry.S).startswith("/H")] == ["/H1"]
        links = {str(entry.A.URI) for page in opened.pages for entry in page.Annots if entry.Subtype == "/Link"}
        assert links == {"https://verme.example/i/seinajoki-2026/"}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_long_names_and_texts_stay_on_one_page_whole(language: str) -> None:
    facts = PosterFacts(
        language=language,
        organisation=LONG.strip(),
        period="Opetushenkilöstön kevään ryhmät 2026–2027",
        headline=Picked("Ammatillisten opettajien vertaisryhmämentorointi. Työhyvinvointia ja vertaistukea koko henkilöstölle.", "fi"),
        lead=Picked(LONG * 8, "fi"),
        address="https://vertaisryhmamentorointi.keskipohjanmaankoulutusyhtyma.example/i/kevaan-ryhmat-opetushenkilostolle-2026-2027/",
        contact="Anna-Margaretha Westerlund-Lindroos, anna-margaretha.westerlund-lindroos@keskipohjanmaankoulutusyhtyma.example",
        deadline=dt.date(2026, 12, 18),
    )

    document = poster(facts)

    said = squeezed(text(document))
    assert facts.headline is not None
    for whole in (facts.organisation, facts.period, facts.headline.text, facts.lead.text, facts.contact, facts.address[8:-1]):
        assert squeezed(whole) in said
    with pikepdf.open(io.BytesIO(document)) as opened:
        assert len(opened.pages) == 1


def test_a_text_in_another_language_is_marked_so() -> None:
    facts = dataclasses.replace(FACTS, language="sv", headline=Picked("Aikaa sinulle.", "fi"))

    with pikepdf.open(io.BytesIO(poster(facts))) as opened:
        assert opened.Root.Lang == "sv-FI"
        spoken = {(str(entry.S), str(entry.Lang)) for entry in structure(opened) if "/Lang" in entry and entry.S != "/Div"}
        assert spoken == {("/H1", "fi-FI"), ("/P", "sv-FI")}


def test_without_a_deadline_nothing_is_said_of_one() -> None:
    assert "Ilmoittaudu" not in text(poster(dataclasses.replace(FACTS, deadline=None)))


def test_a_programme_with_a_name_of_its_own_is_set_apart_from_the_organisation() -> None:
    assert "Seinäjoki · Kevään ryhmät" in text(poster(dataclasses.replace(FACTS, period="Kevään ryhmät")))


def test_an_empty_headline_is_replaced_by_ours(at: Callable[[dt.datetime], None]) -> None:
    at(make.AUGUST)  # the file says when it was made

    assert poster(dataclasses.replace(FACTS, headline=Picked("", "fi"))) == poster(FACTS)


def test_what_an_organisation_typed_is_text() -> None:
    attack = '#read("/etc/passwd") <img src=http://127.0.0.1/> \\ *b* 🙂'

    said = squeezed(text(poster(dataclasses.replace(FACTS, organisation=attack, headline=Picked(attack, "fi"), contact=attack))))

    assert said.count(squeezed(attack.replace("🙂", "□"))) == 3


def test_the_same_call_at_the_same_moment_makes_the_same_bytes() -> None:
    with clock.frozen(dt.datetime(2026, 8, 10, 6, tzinfo=dt.UTC)):
        assert poster(FACTS) == poster(FACTS)
