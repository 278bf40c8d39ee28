"""Invitations, students' links, the supervisor's answer, the draw in the open."""

import datetime as dt
import hashlib
from collections.abc import Callable

import pytest
from django.test import Client

from tests import cast, make
from tests.rooms.signups.table import Table, secret, table
from tests.web.public.way import Way, faults, words
from tests.web.visitors import writes
from verme.audit.actors import OPERATOR, VISITOR
from verme.organisations.models import Organisation, StaffMember
from verme.programmes import actions as programmes
from verme.signups import actions
from verme.signups.models import Outsider, Signup, SupervisorAsk
from verme.signups.terms import Source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def august(at: Callable[[dt.datetime], None]) -> None:
    at(make.AUGUST)


@pytest.fixture
def made() -> Table:
    return table()


def invite(made: Table) -> tuple[Way, str]:
    actions.invite(
        made.programme,
        name="Ulla Ulko",
        email="ulla@muualla.example",
        language="fi",
        note="Tervetuloa",
        employer=cast.gradia().organisation,
        by=OPERATOR,
    )
    return Way(made), f"/kutsu/{secret('invitation', 'kutsu')}/"


def test_an_invited_outsider_signs_up_with_the_invited_address(made: Table) -> None:
    way, address = invite(made)

    with writes() as written:
        page = words(way.client.get(address))
    assert written == set()
    assert "Seinäjoki on kutsunut sinut verme-ryhmiinsä." in page
    assert "Työnantajasi (Gradia) verme-vastuuhenkilö näkee nimesi, ilmoittautumisesi tilan ja suorituksesi, ei vastauksiasi." in page
    assert way.client.post(address).headers["Location"] == way.start
    first = way.client.get(way.start).content.decode()
    assert ('name="unit"' in first, "Tervetuloa" in first, "Missä olet töissä?" in first) == (False, True, True)
    assert faults(way.say("about", other_unit="")) == ["Kirjoita työpaikkasi nimi"]
    way.send(email="joku@muu.example", unit=None, other_unit="Muu koulu")

    held = Signup.objects.get()
    assert (held.email, held.other_unit, held.source, held.outsider) == (
        "ulla@muualla.example", "Muu koulu", Source.INVITATION, Outsider.objects.get(),
    )  # fmt: skip


def test_students_hear_that_the_coordinator_looks_first(made: Table) -> None:
    _link, key = actions.make_link(made.programme, name="Yliopisto", limit=2, expires_at=make.AUGUST + dt.timedelta(days=5), by=OPERATOR)
    way = Way(made)
    way.client.post(f"/kutsu/{key}/")

    first = words(way.client.get(way.start))
    assert [part in first for part in ("Missä opiskelet?", "Mihin työhön opiskelet?", "opiskelijoille: Yliopisto.")] == [True] * 3
    done = words(way.send(unit=None, other_unit="Yliopisto"))
    assert "Vastuuhenkilö katsoo ilmoittautumisesi" in done
    assert (Signup.objects.get().is_student, Signup.objects.get().waits) == (True, True)


def test_an_invitation_taken_back_is_over_everywhere(made: Table) -> None:
    way, address = invite(made)
    way.client.post(address)
    actions.revoke(Outsider.objects.get(), by=OPERATOR)

    assert Client().get(address).status_code == Client().post(address).status_code == 404
    assert "Kutsu ei ole enää voimassa." in words(way.client.get(way.start))


def asked(made: Table) -> str:
    """Aino's supervisor is asked: the address of the question."""
    programmes.adopt_preset(made.house.organisation, preset="gradia", by=OPERATOR)
    Organisation.objects.filter(pk=made.house.organisation.pk).update(supervisor_notice="asked")
    chief = StaffMember.objects.create(organisation=made.house.organisation, name="Esko", email="esko@koulu.example", language="fi")
    StaffMember.objects.create(organisation=made.house.organisation, name="Aino", email="aino@koulu.example", supervisor=chief)
    actions.confirm(made.apply("Aino", together="Salaisuus", wish="Salaisuus"), by=VISITOR)
    return f"/esihenkilo/{secret('supervisor_asked', 'esihenkilo')}/"


def test_a_supervisor_sees_name_and_times_and_answers_once(made: Table) -> None:
    address = asked(made)

    with writes() as written:
        page = Client().get(address)
    assert written == set()
    assert words(page).startswith("Voiko Aino osallistua Vermeen?")
    assert "ma 14.30–16.00" in words(page)
    assert not any(word in page.content.decode() for word in ("Salaisuus", "Teema", "aino@", "Alakylän", Signup.objects.get().reference))
    assert "Vastauksesi ei on merkitty" in words(Client().post(address, {"answer": "no"}))
    assert "Tähän on jo vastattu." in words(Client().post(address, {"answer": "yes"}))
    assert "Tähän on jo vastattu." in words(Client().get(address))
    assert SupervisorAsk.objects.get().said_yes is False


def test_a_supervisor_who_is_only_told_has_nothing_to_answer(made: Table) -> None:
    address = asked(made)
    SupervisorAsk.objects.update(is_question=False)

    assert Client().post(address, {"answer": "no"}).status_code == Client().get("/esihenkilo/nonsense/").status_code == 404
    assert SupervisorAsk.objects.get().said_yes is None


def test_the_draw_can_be_computed_from_its_page(at: Callable[[dt.datetime], None]) -> None:
    made = table(admission="new_first", capacity=2, draw_seed="abc", draw_digest=hashlib.sha256(b"abc").hexdigest())
    for number in range(5):
        made.apply(is_new=number % 2 == 0)
    address = "/i/seinajoki-2026/arvonta/"
    at(make.OCTOBER)
    assert Client().get(address).status_code == 404

    order = actions.draw(made.programme, by=OPERATOR)

    page = Client().get(address).content.decode()
    assert (hashlib.sha256(b"abc").hexdigest() in page, "abc" in page) == (True, True)
    places = [page.index(f">{reference}<") for reference in order]
    assert places == sorted(places)
    assert page.count("uusi tehtävässä") == 3
    assert not any(f"Henkilö {number}" in page for number in range(1, 9))
