"""Letters about credit and certificates: one a deed, to the one whose it is, in their language."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests.rooms.certificates.season import SPRING, certificate, change, confirm, correct, listed, season, seats
from tests.rooms.meetings.year import Year
from verme.audit.models import Entry
from verme.certificates import jobs
from verme.certificates.models import Replacement
from verme.groups.models import Seat
from verme.mail.models import Letter
from verme.meetings.models import Meeting
from verme.signups.models import Signup

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def spring(at: Callable[[dt.datetime], None]) -> None:
    at(SPRING)


def letters() -> list[Letter]:
    return list(Letter.objects.filter(kind__startswith="certificates.").order_by("pk"))


def paragraphs(letter: Letter) -> list[str]:
    """What a reader reads between the greeting and the button."""
    return [" ".join(part.split()) for part in letter.text.split("\n\n")[1:-3]]


def first(year: Year) -> Meeting:
    return year.groups[0].meeting_rows.order_by("starts_at")[0]


WORDS = {
    "fi": (
        "Hyvityksesi on vahvistettu",
        (
            "olet ollut lukuvuonna 2026–2027 mukana 5 tapaamisessa, jotka lasketaan. "
            "On vahvistettu, että se korvaa 1 VESO-koulutuspäivän (6 tuntia)."
        ),
        (
            "Myös todistuksessa, jonka tästä lähtien lataat, lukee tämä. "
            "Rehtorisi näkee nimesi, päivät tai tunnit ja lukuvuoden, ei ryhmääsi eikä sitä, missä tapaamisissa olit."
        ),
    ),
    "sv": (
        "Ditt ersättande deltagande har bekräftats",
        (
            "Du har varit med på 5 träffar som räknas under läsåret 2026–2027. "
            "Det har bekräftats att detta ersätter 1 VESO-utbildningsdag (6 timmar)."
        ),
        (
            "Det står också i intyget som du laddar ner från och med nu. "
            "Din rektor ser ditt namn, dagarna eller timmarna och läsåret, inte din grupp och inte vilka träffar du var med på."
        ),
    ),
    "en": (
        "Your credit has been confirmed",
        (
            "You have been at 5 meetings that count in the school year 2026–2027. "
            "It has been confirmed that this replaces 1 VESO training day (6 hours)."
        ),
        (
            "The certificate that you download from now on says so, too. "
            "Your principal sees your name, the days or hours and the year: not your group, and not which meetings you were at."
        ),
    ),
}


@pytest.mark.parametrize("language", WORDS)
def test_whoever_is_confirmed_gets_a_letter_in_the_own_language(language: str) -> None:
    year = season([5])
    seat = seats(year)[0]
    Signup.objects.filter(pk=seat.signup_id).update(language=language)

    confirm(year, seat)
    confirm(year, seat)

    (letter,) = letters()
    assert (letter.to_address, letter.kind) == (seat.signup.email, "certificates.confirmed")
    assert (letter.subject, *paragraphs(letter)) == WORDS[language]
    assert "/oma/todistukset/" in letter.text


def test_hours_and_a_corrected_day_are_told_in_their_own_words() -> None:
    year = season([3, 4])
    some, other = seats(year)[:2]
    listed(year.here.house.organisation, some.signup, working_time="office")
    confirm(year, some, other)
    correct(year, first(year), other, here=False)

    confirm(year, other)

    hours, day, corrected = letters()
    assert paragraphs(hours)[0] == "on vahvistettu, että sinulle on kertynyt 4,5 tuntia täydennyskoulutusta lukuvuonna 2026–2027."
    assert "korvaa 1 VESO-koulutuspäivän" in paragraphs(day)[0]
    assert paragraphs(corrected)[0] == (
        "olet ollut lukuvuonna 2026–2027 mukana 3 tapaamisessa, jotka lasketaan. "
        "On vahvistettu, että se korvaa 0 VESO-koulutuspäivää (0 tuntia). "
        "Läsnäoloja korjattiin aiemman vahvistuksen jälkeen. Tämä vahvistus tulee sen tilalle."
    )


def test_a_mentor_is_told_too_and_of_no_certificate() -> None:
    year = season([4])
    mentor = year.mentor(year.groups[0])
    change(year.here.house.organisation, dt.date(2026, 10, 2), mentor_credit=True)
    listed(year.here.house.organisation, Signup(name=mentor.name, email=mentor.email), working_time="veso")

    confirm(year, Seat(signup=Signup(address=mentor.email)))

    (letter,) = letters()
    assert (letter.to_address, "todistuksessa" in letter.text) == (mentor.email, False)


def test_the_holder_is_told_once_that_a_certificate_was_replaced() -> None:
    year = season([5])
    seat = seats(year)[0]
    old = certificate(year, seat)
    swedish = certificate(year, seat, "sv")
    assert jobs.tell_of_replaced() == 0
    correct(year, first(year), seat, here=False)

    assert [jobs.tell_of_replaced() for _again in range(2)] == [1, 0]

    (letter,) = letters()
    assert (letter.to_address, letter.subject) == (seat.signup.email, "Todistuksesi on korvattu")
    assert paragraphs(letter) == [
        (
            f"läsnäolojasi korjattiin sen jälkeen, kun olit tehnyt todistukset {old.number}, {swedish.number}. "
            "Niissä ei enää lue se, mitä on merkitty, ja niiden tarkistajalle kerrotaan, että ne on korvattu."
        ),
        "Saat uuden yhdellä napautuksella. Jos olet antanut vanhan jollekulle, anna uusi sen tilalle.",
    ]
    assert set(Replacement.objects.values_list("certificate", flat=True)) == {old.pk, swedish.pk}
    assert Entry.objects.filter(verb="certificate.replaced").count() == 1


def test_the_letter_names_the_new_one_when_it_has_been_made() -> None:
    year = season([5])
    seat = seats(year)[0]
    old = certificate(year, seat)
    correct(year, first(year), seat, here=False)
    new = certificate(year, seat)

    jobs.tell_of_replaced()

    (letter,) = letters()
    assert paragraphs(letter)[1] == f"Todistus {new.number} on oikea: anna se vanhan sijaan."
    assert old.number in paragraphs(letter)[0]


def test_somebody_elses_correction_tells_nobody() -> None:
    year = season([5, 5])
    one, other = seats(year)[:2]
    certificate(year, one)
    correct(year, first(year), other, here=False)

    assert jobs.tell_of_replaced() == 0
    assert letters() == []
