"""The letters of the morning, to each coordinator in the own language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import ngettext, override

from verme.mail import actions as mail
from verme.mail.actions import Reader
from verme.mornings.facts import YearFacts
from verme.mornings.next_step import NextStep, next_step
from verme.mornings.queries import News
from verme.mornings.standing import stage
from verme.organisations import notices as organisations
from verme.organisations.models import Organisation
from verme.people.models import Person
from verme.programmes.models import Programme


@dataclass(frozen=True)
class Report:
    """A programme this morning: its facts, and what is new in it."""

    programme: Programme
    facts: YearFacts
    news: News


def digest(organisation: Organisation, people: Sequence[Person], reports: Sequence[Report], *, on: date) -> int:
    """What is new, programme by programme, with the next step of each. Returns how many letters were written."""
    count = sum(report.news.signed_up for report in reports)
    path = _path(organisation, reports[0].programme if len(reports) == 1 else None)
    return sum(
        _write("mornings.digest", organisation, person, event=str(on), path=path, parts=_parts(reports, person.language), count=count)
        for person in people
    )


def nudge(organisation: Organisation, people: Sequence[Person], report: Report, *, event: str) -> int:
    """Nobody has done anything for seven days: the one next step. Returns how many letters were written."""
    path = _path(organisation, report.programme)
    return sum(
        _write("mornings.nudge", organisation, person, event=event, path=path, part=_parts([report], person.language)[0])
        for person in people
    )


def _write(kind: str, organisation: Organisation, person: Person, *, event: str, path: str, **context: object) -> bool:
    reader, language = Reader(person.email, person.name, person.language, person.pk), person.language
    known = {"link": mail.link(path, language), "choices": mail.link("/oma/tiedot/aamuviestit/", language)}
    sender = organisations.sender(organisation, language)
    return (
        mail.write(kind, event=f"{kind}:{organisation.pk}:{event}", reader=reader, sender=sender, context={**known, **context}) is not None
    )


def _path(organisation: Organisation, programme: Programme | None) -> str:
    """The page of the one programme that the letter is about, else the organisation's first page."""
    return f"/o/{organisation.slug}/" + (f"ohjelmat/{programme.slug}/" if programme else "")


@dataclass(frozen=True)
class Part:
    """A programme in the words of one language."""

    title: str
    lines: list[str]
    stage: str
    step: NextStep


def _parts(reports: Sequence[Report], language: str) -> list[Part]:
    with override(language):
        return [
            Part(report.programme.title_in(language), _lines(report), stage(report.facts), next_step(report.facts, lambda _name: ""))
            for report in reports
        ]


def _lines(report: Report) -> list[str]:
    new = report.news
    said = [
        (new.signed_up, ngettext("%(n)s person signed up", "%(n)s people signed up", new.signed_up)),
        (new.cancelled, ngettext("%(n)s sign-up was cancelled", "%(n)s sign-ups were cancelled", new.cancelled)),
        (new.agreed, ngettext("%(n)s mentor agreed", "%(n)s mentors agreed", new.agreed)),
        (new.declined, ngettext("%(n)s mentor can't this year", "%(n)s mentors can't this year", new.declined)),
    ]
    return [words % {"n": count} for count, words in said if count]
