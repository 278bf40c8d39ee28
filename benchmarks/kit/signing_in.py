"""Browsers of people who have signed in."""

from benchmarks.kit.visitor import Visitor, WrongAnswer, form
from verme.audit.actors import OPERATOR
from verme.people import actions as people
from verme.people.models import Person


def signed_in(port: int, person: Person) -> Visitor:
    """By a link, so that a code was given just now. Raises WrongAnswer when that does not work."""
    link = f"/kirjaudu/linkki/{people.make_link(person, by=OPERATOR)}/"
    visitor = Visitor(port)
    if visitor.follow(visitor.post(link, form(visitor.get(link)).filled({}))).status != 200:
        raise WrongAnswer(f"{link} does not sign in")
    return visitor
