"""K1, opening a year, and changing what it consists of, through the pages."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import cast, make
from tests.visit import signed_in
from tests.web.coordinator.conftest import told, words
from verme.audit.actors import OPERATOR, VISITOR
from verme.kernel import clock
from verme.mail.models import Letter
from verme.mentors import actions as mentors
from verme.mentors.terms import Answer, Training
from verme.organisations.terms import RoleKind
from verme.programmes import actions as programmes
from verme.programmes.models import Programme
from verme.programmes.terms import Stage
from verme.signups import actions as signups
from verme.signups.actions import Answers

pytestmark = pytest.mark.django_db
HOME = "/o/seinajoki/"
YEAR = "/o/seinajoki/ohjelmat/seinajoki-2026/"
SETUP = f"{YEAR}muuta/"


@pytest.fixture
def programme(house: cast.House) -> Programme:
    made = make.programme(house.organisation)
    make.themes(made), make.slots(made), make.places(made)
    return made


def sign_up(programme: Programme, house: cast.House, numbers: range) -> None:
    for number in numbers:
        answers = Answers(
            name=f"Henkilö {number}",
            email=f"h{number}@seinajoki.example",
            language="fi",
            unit=house.units[number % 3],
            staff_group=house.organisation.staff_groups.all()[0],
            themes=list(programme.themes.all())[1:],
            slots={programme.slots.all()[number % 2]: 2},
            places=dict.fromkeys(programme.places.all(), 2),
        )
        assert signups.apply(programme, key=f"k{number}", answers=answers, by=VISITOR).signup is not None


def lead(programme: Programme, house: cast.House, numbers: range) -> None:
    for number in numbers:
        email = f"m{number}@seinajoki.example"
        row = mentors.register(house.organisation, name=f"M {number}", email=email, training=Training.TRAINED, language="fi", by=OPERATOR)
        (invitation,) = mentors.invite(programme, mentors=[row], by=house.coordinator.acting("coordinator"))
        mentors.answer(invitation, answer=Answer.YES, by=VISITOR)
        terms = mentors.Terms([row], list(programme.themes.all()), list(programme.slots.all()), list(programme.places.all()), ["fi"])
        mentors.offer(programme, terms=terms, by=VISITOR)


# --- K1 -----------------------------------------------------------------------------------------------------------------


def test_a_new_coordinator_is_led_to_the_model_and_then_to_the_year() -> None:
    house = cast.seinajoki()
    client = signed_in(house.coordinator)

    page = words(client.get(HOME))
    assert "Tervetuloa vastuuhenkilöksi. Tässä on lukuvuosi yhdeksässä vaiheessa. Aloita ensimmäisestä." in page
    assert "Valitse toimintamalli" in page
    programmes.adopt_preset(house.organisation, preset="seinajoki", by=OPERATOR)

    assert "Avaa lukuvuosi" in words(client.get(HOME))
    assert "Valitse toimintamalli" not in words(client.get(HOME))


def test_home_is_the_year_that_runs_now(client: Client, house: cast.House, programme: Programme) -> None:
    make.programme(house.organisation, slug="kevat", titles={"fi": "Kevään ryhmät"}, starts_on=dt.date(2027, 1, 11), announced=False)

    page = words(client.get(HOME))
    assert page.startswith("Verme 2026–2027 Tänään on to 20.8.2026. Ilmoittautuminen on auki vielä 19 päivää.")
    assert "Kevään ryhmät" in page
    assert page == words(client.get(YEAR))
    assert 'href="/o/seinajoki/ohjelmat/seinajoki-2026/" aria-current="page"' in client.get(HOME).content.decode()


def test_the_only_programme_of_a_year_is_called_by_its_year(client: Client, programme: Programme) -> None:
    assert words(client.get(YEAR)).startswith("Lukuvuosi 2026–2027 ")


def test_the_page_counts_what_is_there(client: Client, house: cast.House, programme: Programme) -> None:
    sign_up(programme, house, range(3))
    lead(programme, house, range(2))

    page = words(client.get(YEAR))
    assert "ilmoittautunutta, paikkoja 56 3 ryhmällä on mentori 2 koulua tai yksikköä 3 varasijalla 0" in page
    assert "2 suostui" in page
    assert "3 ilmoittautunutta, 3 tarkistettavana" in page  # nobody has opened the letter yet
    assert "3 ihmistä ilmoittautui" in page
    assert "2 mentoria suostui" in page
    assert "Milloin ihmiset pääsevät" in page


def test_the_table_of_times_counts_standing_sign_ups(client: Client, house: cast.House, programme: Programme) -> None:
    sign_up(programme, house, range(3))
    signups.withdraw(programme.signups.all()[0], by=VISITOR)

    cells = client.get(YEAR).context["heat"].rows
    assert cells == [("ma", [1]), ("ti", [1]), ("ke", [0]), ("to", [0])]


@pytest.mark.counting
def test_queries_do_not_grow(client: Client, house: cast.House, programme: Programme) -> None:
    counts = []
    for numbers in (range(1), range(1, 30)):
        sign_up(programme, house, numbers)
        lead(programme, house, numbers)
        make.programme(house.organisation, slug=f"more-{numbers.start}", announced=False)
        with CaptureQueriesContext(connection) as queries:
            client.get(YEAR)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25


def test_others_latest_is_not_ones_own(client: Client, house: cast.House, programme: Programme) -> None:
    other = make.programme(house.organisation, slug="kevat", titles={"fi": "Kevään ryhmät"})
    make.themes(other), make.slots(other), make.places(other)
    sign_up(other, house, range(2))

    assert "2 ihmistä ilmoittautui" not in words(client.get(YEAR))
    assert "2 ihmistä ilmoittautui" in words(client.get("/o/seinajoki/ohjelmat/kevat/"))


@pytest.mark.parametrize("kind", [kind for kind in cast.NAMES if kind != RoleKind.COORDINATOR])
def test_other_roles_are_told_what_they_can_see(house: cast.House, programme: Programme, kind: RoleKind) -> None:
    page = words(signed_in(house.people[kind]).get(HOME))

    assert "Tämän sinä näet." in page
    assert "Toimintamalli" in page
    assert ("Kuka on tehnyt mitä ja milloin" in page) == (kind == RoleKind.DPO)
    assert "Lukuvuoden tehtävät" not in page


# --- opening ------------------------------------------------------------------------------------------------------------


def posted(client: Client, path: str = "/o/seinajoki/uusi-ohjelma/", **given: Any) -> dict[str, Any]:
    """The form as it stands on the page, with some answers changed."""
    form = client.get(path).context["form"]
    held = {name: form[name].value() for name in form.fields}
    plain = {name: value.isoformat() if isinstance(value, dt.date | dt.time) else value for name, value in held.items()}
    return {name: value for name, value in (plain | given).items() if value not in (None, False)}


def test_a_year_is_opened_by_confirming_one_page(client: Client, house: cast.House) -> None:
    page = told(client, client.post("/o/seinajoki/uusi-ohjelma/", posted(client)))

    made = Programme.objects.get()
    assert "Mikään ei ole vielä julkista, eikä mitään lähetetty." in page
    assert (made.slug, made.school_year, made.capacity, made.announced_at) == ("seinajoki-2026", 2026, 56, None)
    assert made.titles == dict.fromkeys(("fi", "sv", "en"), "Verme 2026–2027")
    days = [clock.local(made.opens_at).date(), made.groups_by, made.starts_on, made.ends_on]
    assert days == [dt.date(2026, 8, 20), dt.date(2026, 9, 15), dt.date(2026, 9, 21), dt.date(2027, 5, 31)]
    assert (made.themes.count(), made.slots.count(), made.places.count(), Letter.objects.count()) == (4, 8, 2, 0)


def test_the_next_year_begins_like_the_last(client: Client, house: cast.House, programme: Programme, at: Callable[..., None]) -> None:
    Programme.objects.update(capacity=33)
    at(dt.datetime(2026, 11, 24, 8, tzinfo=clock.HELSINKI))

    client.post("/o/seinajoki/uusi-ohjelma/", posted(client))

    made = Programme.objects.get(copied_from=programme)
    assert (made.slug, made.capacity, made.titles["sv"]) == ("seinajoki-kevat-2027", 33, "Vårens grupper 2027")
    assert [theme.key for theme in made.themes.all()] == [theme.key for theme in programme.themes.all()]


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"slug": "Seinäjoki"}, "slug", "Osoitteessa voi olla pieniä kirjaimia a–z, numeroita ja yhdysmerkkejä."),
        ({"slug": "taken"}, "slug", "Tämä osoite on jo käytössä."),
        ({"titles_fi": " "}, "titles_fi", "Kirjoita nimi"),
        ({"last_day": "2026-08-01"}, "last_day", "Ilmoittautumisen on alettava ennen kuin se päättyy."),
        ({"groups_by": "2026-09-01"}, "groups_by", "Ryhmät kerrotaan, kun ilmoittautuminen on päättynyt, ei ennen."),
        ({"ends_on": "2026-09-01"}, "ends_on", "Ryhmien ajan on alettava ennen kuin se päättyy."),
        ({"opens_time": "25:99"}, "opens_time", "Kirjoita aika muodossa 14:30"),
        ({"capacity": "0"}, "capacity", "Tämän luvun on oltava vähintään 1."),
        ({"begin": "kuin-something"}, "begin", ""),
    ],
)
def test_what_cannot_be_opened_is_said_at_its_field(
    client: Client, house: cast.House, given: dict[str, Any], field: str, sentence: str
) -> None:
    make.programme(cast.gradia().organisation, slug="taken")

    response = client.post("/o/seinajoki/uusi-ohjelma/", posted(client, titles_sv="Nytt namn", **given))

    page = response.content.decode()
    assert f'href="#id_{field}' in page
    assert sentence in words(response)
    assert 'value="Nytt namn"' in page  # what was typed is kept
    assert Programme.objects.filter(organisation=house.organisation).count() == 0


def test_without_a_model_one_is_led_to_it() -> None:
    client = signed_in(cast.gradia().coordinator)

    assert "Valitse ensin toimintamalli" in told(client, client.get("/o/gradia/uusi-ohjelma/"))


# --- changing -----------------------------------------------------------------------------------------------------------


def test_texts_in_every_language(client: Client, programme: Programme) -> None:
    client.post(f"{SETUP}tekstit/", posted(client, f"{SETUP}tekstit/", intros_fi="Tule mukaan.", intros_sv="Kom med.", titles_en=""))

    programme.refresh_from_db()
    assert programme.intros == {"fi": "Tule mukaan.", "sv": "Kom med."}
    assert programme.titles == {"fi": "Verme 2026–2027", "sv": "Verme 2026–2027"}
    assert "Kirjoita nimi" in words(client.post(f"{SETUP}tekstit/", {"titles_fi": " "}))


def test_days_and_places(client: Client, programme: Programme) -> None:
    path = f"{SETUP}paivat/"

    page = told(client, client.post(path, posted(client, path, capacity=40, last_day="2026-09-10")))
    assert "Tallennettu." in page
    programme.refresh_from_db()
    assert (programme.capacity, programme.closes_at) == (40, clock.end_of(dt.date(2026, 9, 10)))
    refused = words(client.post(path, posted(client, path, admission="lottery")))
    assert "Paikkojen jakotapa on julkistettu, joten sitä ei voi muuttaa." in refused


def test_a_theme_is_added_changed_and_removed(client: Client, house: cast.House, programme: Programme) -> None:
    new, group = f"{SETUP}teemat/uusi/", house.organisation.staff_groups.all()[0]
    client.post(
        new,
        posted(
            client,
            new,
            titles_fi="Työn ilo",
            admit_groups=[group.key],
            size_min="3",
            size_target_min="4",
            size_target_max="5",
            size_max="6",
        ),
    )
    theme = programme.themes.get(key="tyon-ilo")
    assert (list(theme.admit_groups.all()), theme.size_max) == ([group], 6)

    change = f"{SETUP}teemat/{theme.pk}/"
    client.post(change, posted(client, change, titles_fi="Työn ilot", mix="2", kind="multi"))
    theme.refresh_from_db()
    assert (theme.titles["fi"], theme.mix, theme.kind, list(theme.admit_groups.all())) == ("Työn ilot", 2, "multi", [group])

    assert "Poistetaanko teema: Työn ilot?" in words(client.get(f"{change}poista/"))
    assert "Teema on poistettu." in told(client, client.post(f"{change}poista/"))
    assert not programme.themes.filter(pk=theme.pk).exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"titles_fi": ""}, "Kirjoita nimi"),
        ({"size_min": "3"}, "Anna kaikki neljä kokoa tai ei mitään: silloin toimintamalli ratkaisee."),
        ({"size_min": "6", "size_target_min": "4", "size_target_max": "5", "size_max": "6"}, "Kokojen on kasvettava"),
        ({"kind": "unknown"}, "Valitse oikea vaihtoehto."),
    ],
)
def test_a_theme_that_does_not_hold_together(client: Client, programme: Programme, given: dict[str, str], sentence: str) -> None:
    new = f"{SETUP}teemat/uusi/"

    assert sentence in words(client.post(new, posted(client, new, **{"titles_fi": "Työn ilo", **given})))
    assert programme.themes.count() == 3


def test_times_are_added_and_removed_row_by_row(client: Client, programme: Programme) -> None:
    path, first = f"{SETUP}ajat/", programme.slots.all()[0]

    assert "Aika on lisätty." in told(client, client.post(path, {"weekday": "4", "starts": "13:00", "ends": "14:30"}))
    assert "Tämä on jo olemassa." in words(client.post(path, {"weekday": "4", "starts": "13:00", "ends": "15:00"}))
    assert "Ajan on alettava ennen kuin se päättyy." in words(client.post(path, {"weekday": "3", "starts": "13:00", "ends": "12:00"}))
    assert "Aika on poistettu." in told(client, client.post(path, {"remove": str(first.pk)}))
    assert [slot.key for slot in programme.slots.all()] == ["ti-1430", "ke-1430", "to-1430", "pe-1300"]
    for strange in ("0", "x", "9" * 30, str(make.slots(make.programme(cast.gradia().organisation), [0])[0].pk)):
        assert client.post(path, {"remove": strange}).status_code == 404


def test_places_are_added_renamed_and_removed(client: Client, programme: Programme) -> None:
    path, first = f"{SETUP}paikat/", programme.places.all()[0]

    assert "Paikka on lisätty." in told(client, client.post(path, {"names_fi": "Nurmo", "names_sv": "", "names_en": ""}))
    assert "Kirjoita paikan nimi" in words(client.post(path, {"names_fi": " "}))
    client.post(f"{path}{first.pk}/", {"names_fi": "Keskustan koulut", "names_sv": "", "names_en": ""})
    assert "Paikka on poistettu." in told(client, client.post(path, {"remove": str(programme.places.get(key="eta").pk)}))
    assert [place.names["fi"] for place in programme.places.all()] == ["Keskustan koulut", "Nurmo"]
    assert client.get(f"{path}999999/").status_code == 404


def test_what_somebody_has_chosen_is_not_removed(client: Client, house: cast.House, programme: Programme) -> None:
    lead(programme, house, range(1))
    theme, slot, place = programme.themes.all()[0], programme.slots.all()[0], programme.places.all()[0]

    for path, row in ((f"teemat/{theme.pk}/poista/", ""), ("ajat/", slot.pk), ("paikat/", place.pk)):
        answer = client.post(f"{SETUP}{path}", {"remove": row})
        assert "Joku on jo valinnut tämän, joten sitä ei voi poistaa." in told(client, answer)


# --- life ---------------------------------------------------------------------------------------------------------------


def test_it_is_looked_at_before_it_is_announced(client: Client, house: cast.House) -> None:
    client.post("/o/seinajoki/uusi-ohjelma/", posted(client))
    assert Client().get("/i/seinajoki-2026/").status_code == 404

    preview = words(client.get(f"{YEAR}esikatselu/"))
    assert "Tältä sivu näyttää, kun ilmoittautuminen on auki." in preview
    assert "Uran alku" in preview
    assert "/i/seinajoki-2026/ilmoittaudu/" not in client.get(f"{YEAR}esikatselu/").content.decode()
    assert client.get(f"{YEAR}julkista/").status_code == 302  # looking announces nothing
    assert Client().get("/i/seinajoki-2026/").status_code == 404

    page = told(client, client.post(f"{YEAR}julkista/"))
    assert "Ilmoittautuminen on julkistettu: sen sivu on kaikkien nähtävissä." in page
    assert "Uran alku" in words(Client(headers={"Accept-Language": "fi"}).get("/i/seinajoki-2026/"))
    assert "Ilmoittautuminen on jo julkistettu." in told(client, client.post(f"{YEAR}julkista/"))


def test_it_is_paused_and_goes_on(client: Client, programme: Programme) -> None:
    assert "Ilmoittautuminen on keskeytetty." in told(client, client.post(f"{YEAR}keskeyta/"))
    assert "Jatka ilmoittautumista" in words(client.get(YEAR))
    assert "Ilmoittautuminen jatkuu." in told(client, client.post(f"{YEAR}jatka/"))


def test_the_deadline_is_moved(client: Client, programme: Programme) -> None:
    path = f"{YEAR}maaraaika/"

    assert "Ryhmät kerrotaan, kun ilmoittautuminen on päättynyt" in words(client.post(path, posted(client, path, last_day="2026-09-20")))
    assert "Määräaika on siirretty." in told(client, client.post(path, posted(client, path, last_day="2026-09-14")))
    programme.refresh_from_db()
    assert programme.closes_at == clock.end_of(dt.date(2026, 9, 14))


def test_it_is_closed_after_a_page_that_says_what_it_means(client: Client, programme: Programme) -> None:
    assert "Tätä ei voi perua." in words(client.get(f"{YEAR}paata/"))
    programme.refresh_from_db()
    assert programme.ended_at is None

    assert "Ohjelma on ohi." in told(client, client.post(f"{YEAR}paata/"))
    programme.refresh_from_db()
    assert programme.stage_at(clock.now()) == Stage.ENDED
    setup = client.get(SETUP).content.decode()
    assert f"{SETUP}tekstit/" not in setup
    assert "Ohjelma on päättynyt tai sen ryhmät on julkaistu." in words(client.post(f"{SETUP}tekstit/", posted(client, f"{SETUP}tekstit/")))


@pytest.mark.parametrize(
    "path",
    ["", "muuta/", "muuta/tekstit/", "muuta/paivat/", "muuta/ajat/", "muuta/paikat/", "muuta/teemat/uusi/", "esikatselu/", "maaraaika/"],
)
@pytest.mark.counting
def test_pages_of_a_programme_take_few_queries_however_much_there_is(client: Client, house: cast.House, path: str) -> None:
    made, counts = make.programme(house.organisation), []
    for count in (1, 30):
        Programme.objects.get(pk=made.pk).themes.all().delete()
        make.themes(made, count)
        for theme in made.themes.all():
            theme.admit_groups.set(house.organisation.staff_groups.all())
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{YEAR}{path}").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= (25 if path == "" else 12)
