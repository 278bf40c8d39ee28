"""Letters about pay. They name days and sums of work, never a theme or a member."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import override

from verme.compensation.models import Batch, WorkLine
from verme.compensation.queries import Sums, holders
from verme.compensation.rules import last_day, month_of
from verme.compensation.terms import BatchKind, Step
from verme.kernel import clock, dates
from verme.mail import actions as mail
from verme.mail.actions import Reader
from verme.mentors.models import Mentor
from verme.organisations import notices as organisations
from verme.organisations.models import Organisation
from verme.people.models import Person
from verme.programmes.plain_words.numbers import euros, units


class Post:
    """Writes one organisation's letters about pay."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self.signature = organisations.signature(organisation)

    def write(self, kind: str, event: object, reader: Reader, path: str, **words: Any) -> bool:
        """One letter into the outbox, with a button to the page it is about; False when it is there already."""
        made = mail.write(
            f"compensation.{kind}",
            event=f"compensation.{kind}:{event}",
            reader=reader,
            sender=organisations.sender(self.organisation, reader.language),
            context={**words, "signature": self.signature, "link": mail.link(path, reader.language)},
        )
        return made is not None

    def page(self, tail: str) -> str:
        """The path of a page of the organisation."""
        return f"/o/{self.organisation.slug}/{tail}"


OWN_PAGE = "/oma/palkkiot/"


def _mentor(mentor: Mentor) -> Reader:
    return Reader(mentor.email, mentor.name, mentor.language, mentor.person_id)


def _person(person: Person) -> Reader:
    return Reader(person.email, person.name, person.language, person.pk)


def to_send(organisation: Organisation, mentor: Mentor, *, month: date) -> bool:
    """Once a month: you have work that has not been sent yet."""
    return Post(organisation).write("to_send", f"{mentor.pk}:{month}", _mentor(mentor), OWN_PAGE, month=dates.month(month, mentor.language))


def returned(organisation: Organisation, lines: Sequence[WorkLine], *, event: object) -> None:
    """A line came back to its mentor, with a word about what must be corrected; or because what it rests on has changed."""
    line = lines[0]
    by = last_day(month_of(clock.today()))
    words = {"day": dates.short_day(line.day, line.mentor.language), "word": line.word, "has_changed": line.has_changed}
    post = Post(organisation)
    post.write("returned", event, _mentor(line.mentor), OWN_PAGE, by=dates.short_day(by, line.mentor.language), **words)


def to_approve(organisation: Organisation, sums: Sums, *, event: object, people: Iterable[Person]) -> None:
    """To those who may approve: lines have been checked."""
    post = Post(organisation)
    for person in people:
        post.write("to_approve", event, _person(person), post.page("hyvaksyttavat/"), sums=sums)


def to_close(organisation: Organisation, sums: Sums, *, event: object) -> None:
    """To the payroll clerks: lines have been approved."""
    post = Post(organisation)
    for person in holders(organisation, Step.CLOSE):
        post.write("to_close", event, _person(person), post.page("maksettavat/"), sums=sums)


def closed(batch: Batch) -> None:
    """To the payroll clerks: the month is closed, and its file waits in the service. The file itself is never mailed."""
    post = Post(batch.organisation)
    for person in holders(batch.organisation, Step.CLOSE):
        with override(person.language):
            total = "" if batch.cents is None else euros(batch.cents)
            words = {"units": units(batch.units), "sum": total, "month": dates.month(batch.month, person.language)}
        is_costs = batch.kind == BatchKind.COSTS
        post.write("closed", batch.pk, _person(person), post.page("maksettavat/suljetut/"), batch=batch, is_costs=is_costs, **words)


def paid(batch: Batch, lines: Sequence[WorkLine]) -> None:
    """To each payee: what was passed on for payment, in units, or in euros when it is a refund."""
    post = Post(batch.organisation)
    for mentor in {line.mentor_id: line.mentor for line in lines}.values():
        own = [line for line in lines if line.mentor_id == mentor.pk]
        with override(mentor.language):
            refund = euros(sum(line.cents or 0 for line in own))
            total = refund if batch.kind == BatchKind.COSTS else units(sum((line.units for line in own), Decimal(0)))
        words = {"sum": total, "month": dates.month(batch.month, mentor.language)}
        post.write("paid", f"{batch.pk}:{mentor.pk}", _mentor(mentor), OWN_PAGE, **words)
