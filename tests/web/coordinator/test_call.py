"""The call's page: one call in all its channels, sent after a look, and what has gone out."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import cast, make
from tests.pdf_text import text as text_of
from tests.web.coordinator.conftest import told, words
from verme.audit.actors import VISITOR
from verme.kernel import clock
from verme.mail.models import Letter
from verme.organisations.models import StaffMember
from verme.programmes import actions, queries
from verme.programmes.models import Programme
from verme.programmes.terms import Channel
from verme.signups import actions as signups
from verme.signups.actions import Answers

pytestmark = pytest.mark.django_db
CALL = "/o/seinajoki/ohjelmat/seinajoki-2026/tiedotus/"
ALL = "?valittu=1&viesti=email"


@pytest.fixture
def programme(house: cast.House) -> Programme:
    made = make.programme(house.organisation)
    make.themes(made), make.slots(made), make.places(made)
    return made


@pytest.fixture
def staff(house: cast.House, programme: Programme) -> list[StaffMember]:
    """Two class teachers and an administrator, whom the model does not let join."""
    groups = {group.key: group for group in house.organisation.staff_groups.all()}
    rows = [("aino", "class_teacher", 0, "fi"), ("goran", "class_teacher", 1, "sv"), ("reijo", "principal", 2, "fi")]
    return [
        StaffMember.objects.create(
            organisation=house.organisation,
            name=name.capitalize(),
            email=f"{name}@seinajoki.example",
            staff_group=groups[group],
            unit=house.units[unit],
            language=language,
        )
        for name, group, unit, language in rows
    ]


def addresses(kind: str = "programmes.call") -> list[str]:
    return sorted(Letter.objects.filter(kind=kind).values_list("to_address", flat=True))


@pytest.mark.usefixtures("staff")
def test_the_first_look_is_at_whom_the_model_lets_join(client: Client) -> None:
    page = words(client.get(CALL))

    admitted = "Luokanopettaja, aineenopettaja, erityisopettaja, opinto-ohjaaja ja koulunkäynninohjaaja"
    assert f"2 ihmistä henkilöstölistalta {admitted} Suomi: 1 Svenska: 1" in page
    assert "Lähetä 2 ihmiselle" in page


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize(
    ("query", "count"),
    [
        (ALL, 3),
        (f"{ALL}&ryhma=principal", 1),
        (f"{ALL}&taso=lower", 2),
        (f"{ALL}&taso=lower&ryhma=principal", 0),
        (f"{ALL}&ryhma=unknown", 3),
    ],
)
def test_the_choices_narrow_it_down(client: Client, query: str, count: int) -> None:
    assert client.get(CALL + query).context["count"] == count


def test_by_unit(client: Client, house: cast.House, staff: list[StaffMember]) -> None:
    assert client.get(f"{CALL}{ALL}&yksikko={house.units[2].pk}").context["count"] == 1


@pytest.mark.usefixtures("staff")
def test_the_letter_is_shown_as_it_arrives_in_each_language(client: Client) -> None:
    swedish = client.get(f"{CALL}?teksti=sv&{ALL[1:]}")
    client.post(f"{CALL}laheta/{ALL}", {"expected": "3"})

    letter = Letter.objects.get(to_address="goran@seinajoki.example")
    shown = words(swedish)
    assert letter.subject in shown
    assert " ".join(letter.text.split()) in shown


@pytest.mark.usefixtures("staff")
def test_it_is_sent_to_those_who_were_seen_and_kept_in_the_record(client: Client) -> None:
    page = told(client, client.post(f"{CALL}laheta/{ALL}&ryhma=class_teacher", {"expected": "2"}))

    assert "2 viestiä on matkalla." in page
    assert addresses() == ["aino@seinajoki.example", "goran@seinajoki.example"]
    assert "to 20.8.2026 klo 9.00 Sähköposti Luokanopettaja 2 Riitta Kangas 0, 2 odottaa" in page
    assert "Ei ole ketään, jolle lähettää" in page  # all of them have got it


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize("expected", ["2", "", "x", "-1", "9" * 30])
def test_another_number_than_was_seen_is_not_sent(client: Client, expected: str) -> None:
    page = told(client, client.post(f"{CALL}laheta/{ALL}", {"expected": expected}))

    assert "Henkilölista on sillä välin muuttunut. Katso määrä ja lähetä uudelleen." in page
    assert addresses() == []


@pytest.mark.usefixtures("staff")
def test_looking_sends_nothing(client: Client) -> None:
    for path in ("", "laheta/", "minulle/", "merkitse/"):
        client.get(f"{CALL}{path}{ALL}")

    assert not Letter.objects.exists()


def test_who_has_signed_up_is_left_out(client: Client, house: cast.House, programme: Programme, staff: list[StaffMember]) -> None:
    answers = Answers(
        name="Aino",
        email="AINO@seinajoki.example",
        language="fi",
        unit=house.units[0],
        staff_group=house.organisation.staff_groups.all()[0],
        any_theme=True,
        slots=dict.fromkeys(programme.slots.all(), 2),
        places=dict.fromkeys(programme.places.all(), 2),
    )
    signups.apply(programme, key="k", answers=answers, by=VISITOR)

    assert client.get(CALL + ALL).context["count"] == 2
    client.post(f"{CALL}laheta/{ALL}", {"expected": "2"})
    assert addresses() == ["goran@seinajoki.example", "reijo@seinajoki.example"]


@pytest.mark.usefixtures("staff")
def test_a_reminder_is_another_message(client: Client) -> None:
    client.post(f"{CALL}laheta/{ALL}", {"expected": "3"})
    reminder = "?valittu=1&viesti=reminder"

    assert "Vermeen ehtii vielä ilmoittautua" in words(client.get(CALL + reminder))
    client.post(f"{CALL}laheta/{reminder}", {"expected": "3"})
    assert len(addresses("programmes.reminder")) == 3


def test_it_comes_to_oneself_first(client: Client, house: cast.House, programme: Programme) -> None:
    page = told(client, client.post(f"{CALL}minulle/?teksti=sv&{ALL[1:]}"))

    assert f"Viesti on matkalla sinulle: {house.coordinator.email}" in page
    letter = Letter.objects.get()
    assert (letter.kind, letter.language, letter.to_address) == ("programmes.sample", "sv", house.coordinator.email)


@pytest.mark.usefixtures("staff")
def test_before_the_announcement_nothing_is_sent(client: Client) -> None:
    Programme.objects.update(announced_at=None)

    assert "Julkista ensin ilmoittautuminen" in told(client, client.post(f"{CALL}laheta/{ALL}", {"expected": "3"}))
    assert f"{CALL.removesuffix('tiedotus/')}esikatselu/" in client.get(CALL).content.decode()


def test_what_went_by_other_ways_is_noted(client: Client, programme: Programme) -> None:
    note = {"channel": "poster", "whom": "14 koulun opettajainhuoneet", "count": "14", "on": "2026-08-11"}

    page = told(client, client.post(f"{CALL}merkitse/", note))
    assert "ti 11.8.2026 klo 12.00 Juliste 14 koulun opettajainhuoneet 14 Riitta Kangas merkitty käsin" in page
    assert "Päivä on vasta tulossa." in words(client.post(f"{CALL}merkitse/", {**note, "on": "2026-08-21"}))
    assert "Kirjoita, kenelle se meni." in words(client.post(f"{CALL}merkitse/", {**note, "whom": ""}))
    assert "Valitse oikea vaihtoehto." in words(client.post(f"{CALL}merkitse/", {**note, "channel": "email"}))
    assert queries.dispatches(programme).count() == 1


def test_refused_letters_lead_to_where_they_are_mended(client: Client, programme: Programme, staff: list[StaffMember]) -> None:
    client.post(f"{CALL}laheta/{ALL}", {"expected": "3"})
    Letter.objects.filter(to_address=staff[0].email).update(state="refused")

    page = client.get(CALL)
    assert "0, 2 odottaa, 1 hylättiin" in words(page)
    assert "/o/seinajoki/viestit/?tila=refused&amp;ohjelma=seinajoki-2026" in page.content.decode()


def test_the_same_words_are_in_every_channel(client: Client, house: cast.House, programme: Programme) -> None:
    actions.change(
        programme, intros={"fi": "Tule ryhmään, jossa on aikaa.", "sv": "Kom till en grupp med tid."}, by=house.coordinator.acting("x")
    )

    page = client.get(f"{CALL}?teksti=sv")
    intranet = page.context["intranet"]
    assert intranet.splitlines()[1:3] == [
        "Kom till en grupp med tid.",
        "Anmäl dig senast ti 8.9.2026. http://127.0.0.1:8000/i/seinajoki-2026/",
    ]
    assert "Kom till en grupp med tid." in page.context["letter"].text
    assert "Kom till en grupp med tid." in words(Client(headers={"Accept-Language": "sv"}).get("/i/seinajoki-2026/"))
    poster = client.get(f"{CALL}juliste-sv.pdf")
    assert (poster["Content-Type"], poster["Content-Disposition"]) == (
        "application/pdf",
        'attachment; filename="verme-seinajoki-2026-sv.pdf"',
    )
    assert "Kom till en grupp med tid." in " ".join(text_of(poster.content).split())
    assert client.get(f"{CALL}juliste-de.pdf").status_code == 404


def test_a_missing_language_falls_back_and_says_so(client: Client, house: cast.House, programme: Programme) -> None:
    actions.change(programme, intros={"fi": "Tule ryhmään, jossa on aikaa."}, by=house.coordinator.acting("x"))

    assert (
        '<div class="lead" lang="fi"><p>Tule ryhmään, jossa on aikaa.</p></div>'
        in Client().get("/i/seinajoki-2026/?kieli=en").content.decode()
    )


def test_after_the_deadline_it_is_too_late(client: Client, staff: list[StaffMember], at: Callable[[dt.datetime], None]) -> None:
    at(make.OCTOBER)

    assert "Ilmoittautuminen ei ole auki" in told(client, client.post(f"{CALL}laheta/{ALL}", {"expected": "3"}))


@pytest.mark.counting
def test_queries_do_not_grow(client: Client, house: cast.House, programme: Programme) -> None:
    counts = []
    for numbers in (range(1), range(1, 30)):
        StaffMember.objects.bulk_create(
            StaffMember(organisation=house.organisation, name=f"H{n}", email=f"h{n}@seinajoki.example") for n in numbers
        )
        for _number in numbers:
            actions.note_dispatch(programme, channel=Channel.POSTER, whom="x", sent_at=clock.now(), by=house.coordinator.acting("x"))
        with CaptureQueriesContext(connection) as made:
            client.get(CALL + ALL)
        counts.append(len(made))
    assert counts[0] == counts[1] <= 12
