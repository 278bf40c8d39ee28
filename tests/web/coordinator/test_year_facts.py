"""Nine tasks, the next step and the season follow from the facts of a programme."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from verme.compensation.queries import Standing
from verme.kernel import clock
from verme.mornings.facts import Draft, State, YearFacts
from verme.mornings.next_step import next_step
from verme.mornings.standing import figures, standing
from verme.programmes.terms import Stage
from verme.web.coordinator.year_facts import season, tasks

PUBLISHED = clock.at(dt.date(2026, 9, 14), dt.time(12))
FACTS = YearFacts(
    today=dt.date(2026, 9, 9),
    stage=Stage.CLOSED,
    opens_at=clock.at(dt.date(2026, 8, 10), dt.time(8)),
    closes_at=clock.end_of(dt.date(2026, 9, 8)),
    groups_by=dt.date(2026, 9, 15),
    starts_on=dt.date(2026, 9, 21),
    ends_on=dt.date(2027, 5, 31),
    capacity=56,
    called=412,
    dispatches=3,
    invited=8,
    agreed=7,
    declined=1,
    entries=7,
    signed_up=54,
    accepted=54,
    units=14,
)


def link(name: str) -> str:
    return f"/{name}/"


def states(**values: Any) -> str:
    """The nine states by their first letters: D done, I in progress, T to do, L locked."""
    letters = {State.DONE: "D", State.DOING: "I", State.TODO: "T", State.LOCKED: "L"}
    return "".join(letters[task.state] for task in tasks(replace(FACTS, **values), link))


def hours(**pay: int) -> tuple[State, str]:
    """The seventh task, by where lines of pay are."""
    task = tasks(replace(FACTS, stage=Stage.PUBLISHED, published_at=PUBLISHED, pay=Standing(**pay)), link)[6]
    assert task.url == "/hours/"
    return task.state, task.about


def test_the_hours_are_checked_when_mentors_have_sent_them() -> None:
    assert hours() == (State.LOCKED, "Kun ensimmäiset tapaamiset on pidetty")
    assert hours(to_check=3, closed=5) == (State.TODO, "3 riviä odottaa sinua")
    assert hours(to_approve=1) == (State.DOING, "1 rivi on hyväksyjällä")
    assert hours(approved=2) == (State.DOING, "2 riviä odottaa palkanlaskentaa")
    assert hours(closed=14) == (State.DONE, "14 riviä on siirretty maksuun")
    assert hours(to_approve=1, orphans=1) == (State.TODO, "Lisää toinen tarkastaja tai hyväksyjä")


NOBODY = {"signed_up": 0, "accepted": 0, "units": 0}
NO_MENTOR = {"invited": 0, "agreed": 0, "declined": 0, "entries": 0}


@pytest.mark.parametrize(
    ("values", "nine"),
    [
        ({"stage": Stage.DRAFT, **NOBODY, **NO_MENTOR}, "TTLLLLLLL"),
        ({"stage": Stage.ANNOUNCED, **NOBODY, **NO_MENTOR}, "ITLLLLLLL"),
        ({"stage": Stage.OPEN, **NOBODY, "entries": 0, "unanswered": 8}, "IILLLLLLL"),
        ({"stage": Stage.OPEN, **NOBODY}, "IDLLLLLLL"),
        ({"stage": Stage.OPEN, "unanswered": 1}, "IIITLLLLL"),
        ({"stage": Stage.PAUSED}, "IDITLLLLL"),
        ({"flagged": 4}, "DDITLLLLL"),
        ({}, "DDDTLLLLL"),
        ({"awaits_draw": True, "accepted": 0}, "DDILLLLLL"),
        ({**NO_MENTOR}, "DTDLLLLLL"),
        ({"draft": Draft(1, 2)}, "DDDITLLLL"),
        ({"stage": Stage.PUBLISHED, "published_at": PUBLISHED, "groups": 7, "flagged": 0}, "DDDDDILLL"),
        ({"stage": Stage.PUBLISHED, "published_at": PUBLISHED, "today": dt.date(2027, 5, 1)}, "DDDDDILLT"),
        ({"stage": Stage.PUBLISHED, "published_at": PUBLISHED, "today": dt.date(2027, 6, 1)}, "DDDDDDLLT"),
        ({"stage": Stage.ENDED, "published_at": PUBLISHED}, "DDDDDDLLD"),
    ],
)
def test_nine_states(values: dict[str, Any], nine: str) -> None:
    assert states(**values) == nine


def test_without_a_programme_the_first_task_waits() -> None:
    first, *rest = tasks(None, link)

    assert (first.state, first.url, {task.state for task in rest}, len(rest)) == (State.TODO, "/open_year/", {State.LOCKED}, 8)


def about(**values: Any) -> list[str]:
    return [task.about for task in tasks(replace(FACTS, **values), link)]


def test_sentences_of_the_tasks() -> None:
    assert about(flagged=4, draft=Draft(1, 2))[:6] == [
        "10.8.–8.9.2026, kutsu lähti 412 ihmiselle",
        "7 suostui, 1 ei pääse tänä vuonna",
        "54 ilmoittautunutta, 4 tarkistettavana",
        "Luonnos 1 on tallessa, 2 ilman ryhmää",
        "Viimeistään ti 15.9.2026",
        "Kun ryhmät on julkaistu",
    ]


@pytest.mark.parametrize(
    ("values", "number", "sentence"),
    [
        ({"called": 0}, 0, "10.8.–8.9.2026"),
        (NO_MENTOR, 1, "Ketään ei ole vielä kutsuttu"),
        ({"invited": 0, "agreed": 0, "declined": 0}, 1, "7 ryhmällä on mentori"),
        ({"entries": 0, "declined": 0}, 1, "7 suostui, heidän aikansa puuttuvat vielä"),
        (NOBODY, 2, "Kun ihmisiä on ilmoittautunut"),
        ({"signed_up": 1}, 2, "1 ilmoittautunut"),
        ({"awaits_draw": True}, 2, "54 ilmoittautunutta, arvontaa ei ole tehty"),
        ({"accepted": 0}, 3, "Kun ihmisiä on ilmoittautunut ja saanut paikan"),
        ({"entries": 0}, 3, "Kun ensimmäinen mentori on suostunut ja antanut aikansa"),
        ({}, 3, "54 ihmistä odottaa ryhmää"),
        ({"stage": Stage.PUBLISHED, "published_at": PUBLISHED, "groups": 7}, 3, "7 ryhmää"),
        ({"stage": Stage.PUBLISHED, "published_at": PUBLISHED}, 4, "Julkaistu ma 14.9.2026"),
        ({"stage": Stage.PUBLISHED, "published_at": PUBLISHED}, 5, "Ryhmät tapaavat, viimeistään 31.5.2027"),
        (
            {"stage": Stage.PUBLISHED, "published_at": PUBLISHED, "groups": 7, "agreements": 5},
            5,
            "Ryhmät tapaavat, viimeistään 31.5.2027, toimintasopimus voimassa 5/7 ryhmässä",
        ),
    ],
)
def test_other_sentences(values: dict[str, Any], number: int, sentence: str) -> None:
    assert about(**values)[number] == sentence


@pytest.mark.parametrize(
    ("values", "title", "url"),
    [
        ({"stage": Stage.DRAFT}, "Täydennä, mitä voi toivoa", "/setup/"),
        ({"stage": Stage.DRAFT, "themes": 1, "slots": 1, "places": 1}, "Julkista ilmoittautuminen", "/setup/"),
        ({"stage": Stage.PAUSED}, "Ilmoittautuminen on keskeytetty", "/setup/"),
        ({"stage": Stage.ANNOUNCED, **NO_MENTOR}, "Kutsu mentorit", "/mentors/"),
        ({"stage": Stage.OPEN, "dispatches": 0}, "Kerro ihmisille", "/call/"),
        ({"stage": Stage.OPEN, "flagged": 4}, "Tarkista ilmoittautumiset", "/signups/"),
        ({"stage": Stage.ANNOUNCED}, "Ilmoittautuminen alkaa pian", "/signups/"),
        ({"stage": Stage.OPEN}, "Ilmoittautuminen on auki, viimeinen päivä ti 8.9.2026", "/signups/"),
        ({"awaits_draw": True, "flagged": 4}, "Arvo paikat", "/signups/"),
        ({"flagged": 4}, "Tarkista ilmoittautumiset", "/signups/"),
        ({"accepted": 0}, "Kukaan ei ole ilmoittautunut", "/setup/"),
        (NO_MENTOR, "Kutsu mentorit", "/mentors/"),
        ({}, "Muodosta ryhmät", "/groups/"),
        ({"draft": Draft(2, 0)}, "Julkaise ryhmät", "/groups/"),
        ({"stage": Stage.PUBLISHED, "published_at": PUBLISHED, "groups": 7}, "Ryhmät ovat matkassa", "/meetings/"),
        ({"stage": Stage.PUBLISHED, "published_at": PUBLISHED, "today": dt.date(2027, 5, 10)}, "Päätä lukuvuosi", "/end_year/"),
        ({"stage": Stage.ENDED, "published_at": PUBLISHED}, "Avaa seuraava", "/open_year/"),
    ],
)
def test_the_next_step(values: dict[str, Any], title: str, url: str) -> None:
    step = next_step(replace(FACTS, **values), link)

    assert (step.title, step.url) == (title, url)
    assert step.text
    assert step.action
    assert "%(" not in f"{step.text}{step.action}{step.note}"


def test_the_next_step_says_why() -> None:
    step = next_step(FACTS, link)

    assert (
        step.text
        == "54 ihmistä odottaa ryhmää. Mentori on 7 ryhmälle. Saat ehdotuksen muutamassa sekunnissa ja voit muuttaa sitä vapaasti."
    )
    assert step.note == "Noin 10 minuuttia. Mitään ei lähetetä ennen julkaisua."


def strip(**values: Any) -> list[tuple[str, str, str]]:
    facts = replace(FACTS, **values)
    return [(step.label, step.when, step.state) for step in season(facts, tasks(facts, link))]


def test_the_season_marks_what_is_done_and_what_is_now() -> None:
    assert strip(draft=Draft(1, 2)) == [
        ("Ilmoittautuminen", "10.8.–8.9.2026", "done"),
        ("Mentorit", "7 mentoria", "done"),
        ("Tarkistus", "ke 9.9. alkaen", "done"),
        ("Ryhmät", "nyt", "now"),
        ("Julkaisu", "viimeistään ti 15.9.", ""),
        ("Tapaamiset", "viikosta 39", ""),
        ("Tunnit", "kuukausittain", ""),
        ("Palaute", "toukokuu 2027", ""),
        ("Päätös", "toukokuu 2027", ""),
    ]


def test_only_one_dot_is_now() -> None:
    for values in ({"stage": Stage.DRAFT}, {"stage": Stage.OPEN, "flagged": 2}, {"stage": Stage.PUBLISHED, "published_at": PUBLISHED}):
        assert [state for *_, state in strip(**values)].count("now") == 1
    assert "now" not in [state for *_, state in strip(stage=Stage.ENDED, published_at=PUBLISHED)]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"stage": Stage.DRAFT}, "Ilmoittautumista ei ole vielä julkistettu."),
        ({"stage": Stage.ANNOUNCED}, "Ilmoittautuminen alkaa ma 10.8.2026 klo 8.00."),
        ({"stage": Stage.OPEN, "today": dt.date(2026, 9, 7)}, "Ilmoittautuminen on auki vielä 1 päivän."),
        ({"stage": Stage.OPEN, "today": dt.date(2026, 9, 8)}, "Tänään on viimeinen ilmoittautumispäivä."),
        ({"stage": Stage.PAUSED}, "Ilmoittautuminen on hetken keskeytettynä."),
        ({}, "Ilmoittautuminen päättyi eilen."),
        ({"today": dt.date(2026, 9, 10)}, "Ilmoittautuminen päättyi ti 8.9.2026."),
        ({"stage": Stage.PUBLISHED, "published_at": PUBLISHED}, "Ryhmät julkaistiin ma 14.9.2026."),
        ({"stage": Stage.ENDED}, "Ohjelma on ohi."),
    ],
)
def test_where_the_year_stands(values: dict[str, Any], sentence: str) -> None:
    assert standing(replace(FACTS, **values)).endswith(sentence)


def test_the_figures() -> None:
    assert figures(replace(FACTS, queued=3)) == [
        (54, "ilmoittautunutta, paikkoja 56"),
        (7, "ryhmällä on mentori"),
        (14, "koulua tai yksikköä"),
        (3, "varasijalla"),
    ]
