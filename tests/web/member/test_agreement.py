"""O3, M4, M5: a group's agreement and plan as its members read and accept it, as its mentor writes and offers it; nobody else."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import cast, make, pdf_text
from tests.rooms.agreements.circle import MARKER, TIME, TRUST, Circle, circle, letters
from tests.rooms.meetings.year import meeting
from tests.visit import signed_in
from tests.web.coordinator.conftest import words
from verme.agreements import actions, queries
from verme.agreements.models import Acceptance, GroupAgreement, InForce
from verme.agreements.ready import ready
from verme.agreements.rules import PlanLine, Section
from verme.groups.models import Leader
from verme.kernel import clock
from verme.meetings.terms import MeetingState

pytestmark = pytest.mark.django_db


@pytest.fixture
def ring(at: Callable[[dt.datetime], None]) -> Circle:
    at(make.OCTOBER)
    return circle()


def home(ring: Circle) -> str:
    return f"/oma/ryhma/{ring.group.pk}/sopimus/"


def pages(ring: Circle, number: int = 1) -> list[str]:
    """Every address of the agreement and the plan."""
    here = home(ring)
    paths = ("", "kirjoita/", "tarjoa/", "muistuta/", f"versio/{number}/", f"versio/{number}/muutokset/", f"versio-{number}.pdf")
    return [*(here + path for path in paths), f"/oma/ryhma/{ring.group.pk}/suunnitelma/"]


def form(*sections: Section, revision: int = 0, **buttons: str) -> dict[str, str]:
    """What the mentor's page sends."""
    sent = {"revision": str(revision), "language": "fi", **buttons}
    for number, each in enumerate(sections):
        sent |= {f"key_{number}": each.key, f"heading_{number}": each.heading, f"text_{number}": each.text}
    return sent


def test_the_mentor_begins_with_the_ready_text(ring: Circle) -> None:
    client = signed_in(ring.mentor)
    page = words(client.get(home(ring)))
    assert "Kirjoita sopimus ryhmäsi kanssa" in page

    shown = client.get(f"{home(ring)}kirjoita/")

    assert [shown.context["form"][f"heading_{n}"].value() for n in range(11)] == [each.heading for each in ready("fi")]
    assert shown.context["form"].count == 13
    assert client.get(f"{home(ring)}kirjoita/", {"teksti": "sv"}).context["form"]["heading_0"].value() == "Förtroende"


def test_the_mentor_writes_looks_and_offers(ring: Circle) -> None:
    client = signed_in(ring.mentor)

    kept = client.post(f"{home(ring)}kirjoita/", form(TRUST, TIME, Section("", "", ""), offer=""), follow=True)

    page = words(kept)
    assert kept.redirect_chain == [(f"{home(ring)}tarjoa/", 302)]
    assert "Tarjotaanko sopimus ryhmälle? 4 ihmistä saa viestin" in page
    assert "Viestin saavat Aino, Bertta, Cecilia, Daavid." in page
    assert "Tapaamme tiistaisin opettajainhuoneessa." in page
    done = client.post(f"{home(ring)}tarjoa/", {"number": "1", "revision": "1"}, follow=True)
    assert "Versio 1 on tarjottu ryhmälle." in words(done)
    assert "Ryhmä A, versio 1, ehdotettu to 1.10." in words(done)
    assert queries.draft_of(ring.group) is None


def test_a_double_click_offers_once(ring: Circle) -> None:
    client, draft = signed_in(ring.mentor), ring.write()
    sent = {"number": "1", "revision": str(draft.revision)}

    answers = [client.post(f"{home(ring)}tarjoa/", sent) for _ in range(2)]

    assert [(each.status_code, each["Location"]) for each in answers] == [(302, home(ring))] * 2
    assert (GroupAgreement.objects.count(), len(letters())) == (1, 4)


def test_another_section_is_added_without_saving(ring: Circle) -> None:
    page = signed_in(ring.mentor).post(f"{home(ring)}kirjoita/", form(TRUST, add=""))

    assert (page.context["form"].count, page.context["form"]["text_0"].value()) == (2, TRUST.text)
    assert queries.draft_of(ring.group) is None


def test_what_is_wrong_is_said_where_it_is(ring: Circle) -> None:
    client = signed_in(ring.mentor)

    page = words(client.post(f"{home(ring)}kirjoita/", form(Section("a", "Otsikko", ""), Section("b", "", "Teksti"))))
    assert "Kirjoita kohdan 1 teksti, tai tyhjennä myös otsikko" in page
    assert "Kirjoita kohdan 2 otsikko" in page
    same = words(client.post(f"{home(ring)}kirjoita/", form(TRUST, Section("b", "Luottamus", "Taas"))))
    assert "Kahdella kohdalla on sama otsikko." in same


def test_two_mentors_who_write_at_once_see_both_texts(ring: Circle) -> None:
    ring.write(TIME)
    client = signed_in(ring.mentor)

    page = client.post(f"{home(ring)}kirjoita/", form(TRUST, revision=0))

    assert "Tapaamme tiistaisin opettajainhuoneessa." in words(page)
    assert page.context["form"]["text_0"].value() == TRUST.text
    again = client.post(f"{home(ring)}kirjoita/", form(TRUST, revision=page.context["form"]["revision"].value()), follow=True)
    assert "Tallennettu. Kenellekään ei ole vielä kerrottu." in words(again)


def test_a_member_reads_and_accepts(ring: Circle) -> None:
    ring.accept(ring.offer(), ring.mentor, *ring.members[1:])
    client = signed_in(ring.members[0])
    page = words(client.get(home(ring)))
    assert MARKER in page
    assert "3/4 jäsentä ja mentori ovat hyväksyneet." in page
    assert "Bertta" not in page

    done = words(client.post(home(ring), {"number": "1"}, follow=True))

    assert "Kiitos. Olet hyväksynyt version 1." in done
    assert "Ryhmä A, versio 1, voimassa 1.10.2026 alkaen." in done
    assert "Hyväksyit sen to 1.10." in done
    assert "Hyväksyn sopimuksen" not in done
    assert InForce.objects.count() == 1


def test_a_double_click_accepts_once(ring: Circle) -> None:
    ring.offer()
    client = signed_in(ring.members[0])

    answers = [client.post(home(ring), {"number": "1"}).status_code for _ in range(2)]

    assert (answers, Acceptance.objects.count()) == ([302, 302], 1)


def test_an_old_page_does_not_accept_a_new_version(ring: Circle) -> None:
    """T-23."""
    ring.offer(TRUST)
    client = signed_in(ring.members[0])
    ring.offer(TRUST, TIME)

    page = words(client.post(home(ring), {"number": "1"}, follow=True))

    assert "Sopimuksesta on uudempi versio. Lue se." in page
    assert Acceptance.objects.count() == 0


def test_the_mentor_sees_who_is_missing_and_reminds_them(ring: Circle) -> None:
    ring.accept(ring.offer(), ring.mentor, *ring.members[:3])
    client = signed_in(ring.mentor)
    page = words(client.get(home(ring)))
    assert "1 hyväksyntä puuttuu" in page
    assert "Viesti lähtee yhdelle: Daavid. Näet sen ennen lähetystä." in page
    assert "Pirjo Salonen, mentori to 1.10. Aino to 1.10. Bertta to 1.10. Cecilia to 1.10. Daavid odottaa" in page

    preview = words(client.get(f"{home(ring)}muistuta/"))
    assert "Viesti lähtee yhdelle: Daavid." in preview
    assert "Ryhmän toimintasopimus odottaa vielä sinua" in preview
    assert MARKER not in preview
    done = words(client.post(f"{home(ring)}muistuta/", follow=True))

    assert "Muistutus lähti yhdelle." in done
    assert letters()[-1] == ("reminder", "daavid")


def test_who_left_without_accepting_is_not_waited_for_in_vain(ring: Circle) -> None:
    ring.accept(ring.offer(), ring.mentor, *ring.members[:3])
    ring.leave(ring.members[3])

    assert "Tarjoa sopimus uudelleen" in words(signed_in(ring.mentor).get(home(ring)))


def test_what_changed(ring: Circle) -> None:
    ring.offer(TRUST, TIME)
    ring.offer(TRUST, Section("time", "Aika ja paikka", "Tapaamme tiistaisin luokassa 12."))

    page = signed_in(ring.members[0]).get(f"{home(ring)}versio/2/muutokset/")

    assert "Tapaamme tiistaisin <del>opettajainhuoneessa</del><ins>luokassa 12</ins>." in page.content.decode()
    assert "1 kohta muuttui, 1 on ennallaan." in words(page)
    assert "Versio 1 Ehdotettu to 1.10. Ei tullut voimaan Versio 2 Ehdotettu to 1.10. 0/4 jäsentä on hyväksynyt" in words(page)


def test_only_the_group_of_today_finds_anything(ring: Circle) -> None:
    """I-20, I-21: no role, no other organisation, no one who has left, no former mentor; not one address."""
    ring.accept(ring.offer(TRUST, TIME))
    ring.offer(TRUST)
    house = ring.here.house
    strangers = [cast.stranger(), cast.gradia().coordinator, cast.network_admin(), *house.people.values()]
    gone, former = ring.members[0], ring.mentor
    ring.leave(gone)
    Leader.objects.filter(group=ring.group).update(until=clock.now())

    for person in (*strangers, gone, former):
        client = signed_in(person)
        assert {(url, client.get(url).status_code) for url in pages(ring, 2)} == {(url, 404) for url in pages(ring, 2)}
        assert {client.post(url, {"number": "1"}).status_code for url in pages(ring, 2)} <= {404, 405}
    assert {Client().get(url).status_code for url in pages(ring)} == {302}


def test_a_newcomer_finds_no_earlier_version(ring: Circle) -> None:
    """I-21."""
    ring.accept(ring.offer(TRUST, TIME))
    ring.accept(ring.offer(TRUST))
    client = signed_in(ring.join())

    page = words(client.get(home(ring)))

    assert "Sopimus on voimassa. Tulit ryhmään myöhemmin" in page
    assert "Mitä muuttui" not in page
    assert [client.get(url).status_code for url in pages(ring, 1)[4:7]] == [404] * 3
    assert client.get(f"{home(ring)}versio/2/muutokset/").status_code == 404
    assert "Kiitos. Olet hyväksynyt version 2." in words(client.post(home(ring), {"number": "2"}, follow=True))
    assert client.post(home(ring), {"number": "1"}).status_code == 404


def test_a_member_does_not_write_for_the_group(ring: Circle) -> None:
    ring.write()
    client = signed_in(ring.members[0])

    assert [client.get(f"{home(ring)}{path}").status_code for path in ("kirjoita/", "tarjoa/", "muistuta/")] == [404] * 3
    assert client.post(f"{home(ring)}kirjoita/", form(TIME, revision=1)).status_code == 404
    assert MARKER not in words(client.get(home(ring)))


def test_the_paper_says_the_text_and_no_names(ring: Circle) -> None:
    ring.accept(ring.offer())

    answer = signed_in(ring.members[0]).get(f"{home(ring)}versio-1.pdf")

    text = pdf_text.text(answer.content)
    assert (answer["Content-Type"], answer["Content-Disposition"]) == ("application/pdf", 'inline; filename="verme-a-1.pdf"')
    assert MARKER in text
    assert "Voimassa 1.10.2026 alkaen. 4/4 jäsentä ja mentori ovat hyväksyneet." in text
    assert [name for name in ("Aino", "Pirjo") if name in text] == []
    assert answer.content == signed_in(ring.mentor).get(f"{home(ring)}versio-1.pdf").content


def test_the_plan_is_read_by_members_and_changed_by_the_mentor(ring: Circle) -> None:
    url, client = f"/oma/ryhma/{ring.group.pk}/suunnitelma/", signed_in(ring.members[0])
    assert "Ryhmälläsi ei ole vielä suunnitelmaa." in words(client.get(url))
    mentor = signed_in(ring.mentor)
    assert mentor.get(url).context["form"].count == 6  # meetings of the operating model

    done = mentor.post(url, {"revision": "0", "theme_0": "Tutustuminen", "brings_0": "Pirjo: pulla"}, follow=True)

    assert "Tallennettu." in words(done)
    assert "1. Tutustuminen Pirjo: pulla" in words(client.get(url))
    assert client.post(url, {"revision": "1", "theme_0": "Muu"}).status_code == 200
    assert queries.plan(ring.group)[0] == (PlanLine("Tutustuminen", "Pirjo: pulla"),)
    assert "Joku on muuttanut tekstiä" in words(mentor.post(url, {"revision": "0", "theme_0": "Muu"}))


def test_the_plan_stands_beside_the_days_of_the_meetings(ring: Circle) -> None:
    """One line a meeting in order; one that was cancelled, or to which too few came, gives its line to the next."""
    url, plan = f"/oma/ryhma/{ring.group.pk}/suunnitelma/", [PlanLine("Tutustuminen", ""), PlanLine("Arviointi", "Aino: pulla")]
    actions.plan(ring.group, lines=plan, revision=0, by=ring.by)
    aino = signed_in(ring.members[0])
    assert "Päivä" not in words(aino.get(url))
    for day, state in ((6, MeetingState.HELD), (13, MeetingState.CANCELLED), (15, MeetingState.TOO_FEW), (20, MeetingState.PLANNED)):
        recorded = {"recorded_at": make.OCTOBER} if state in {MeetingState.HELD, MeetingState.TOO_FEW} else {}
        meeting(ring.group, dt.date(2026, 10, day), state=state, **recorded)

    assert "1. ti 6.10. Tutustuminen – 2. ti 20.10. Arviointi Aino: pulla" in words(aino.get(url))
    meeting(ring.group, dt.date(2026, 10, 27))
    assert "3. ti 27.10. – –" in words(aino.get(url))
    asked = words(signed_in(ring.mentor).get(url))
    assert "1. tapaaminen, ti 6.10." in asked
    assert "3. tapaaminen, ti 27.10." in asked
    assert "4. tapaaminen Teema" in asked
    actions.plan(ring.group, lines=[*plan, PlanLine("", ""), PlanLine("Lopetus", "")], revision=1, by=ring.by)
    assert "4. ei sovittu vielä Lopetus" in words(aino.get(url))


def test_where_the_agreement_is_found(ring: Circle) -> None:
    """O1, O2 and M1 lead to it."""
    made = ring.offer()
    aino, mentor = signed_in(ring.members[0]), signed_in(ring.mentor)

    for client, url in ((aino, "/oma/"), (aino, f"/oma/ryhma/{ring.group.pk}/"), (mentor, "/oma/ryhmani/")):
        assert "Ryhmänne toimintasopimus odottaa hyväksyntääsi" in words(client.get(url))
    ring.accept(made)
    for client, url in ((aino, "/oma/"), (aino, f"/oma/ryhma/{ring.group.pk}/"), (mentor, "/oma/ryhmani/")):
        assert "Ryhmän toimintasopimus Voimassa Toimintasuunnitelma" in words(client.get(url))


@pytest.mark.parametrize(("language", "said"), [("sv", "Gruppens överenskommelse"), ("en", "Group agreement")])
def test_in_each_language(ring: Circle, language: str, said: str) -> None:
    ring.offer()

    assert said in words(signed_in(ring.members[0]).get(home(ring), {"kieli": language}))


@pytest.mark.counting
def test_queries_do_not_grow_with_versions(ring: Circle) -> None:
    def counts() -> list[int]:
        found = []
        for person in (ring.mentor, ring.members[0]):
            client = signed_in(person)
            for url in (home(ring), f"{home(ring)}versio/2/muutokset/", "/oma/" if person != ring.mentor else "/oma/ryhmani/"):
                with CaptureQueriesContext(connection) as made:
                    assert client.get(url).status_code == 200
                found.append(len(made))
        return found

    ring.accept(ring.offer(TRUST))
    ring.offer(TRUST, TIME)
    few = counts()
    for number in range(8):
        ring.accept(ring.offer(TRUST, Section("n", "Uusi", str(number))), ring.mentor)
        actions.plan(ring.group, lines=[PlanLine("a", "b")] * number, revision=number, by=ring.by)

    assert counts() == few
    assert max(few) <= 20
