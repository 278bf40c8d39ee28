"""House test 5: every public action is atomic, keyword-only, takes `by`, writes one audit entry."""

from textwrap import indent

import pytest

from tests.house.inspectors import source
from tests.house.inspectors.deeds import misformed, reached_past

# Not deeds of a person or the machine, or deeds that must leave no trace. This list may only shrink: an entry that is not needed fails too.
EXCEPTIONS: dict[str, str] = {
    "audit.during": "says which request is running; writes nothing",
    "audit.record": "is the entry itself",
    "mail.compose": "makes the words of a letter; writes nothing",
    "mail.link": "makes an address; writes nothing",
    "mail.write": "part of another deed, which records it",
    "mail.write_many": "part of another deed, which records it",
    "clockwork.beat": "a sign of life every ten seconds is no deed of anybody",
    "clockwork.leave": "a worker that stops takes its sign of life with it",
    "signups.knock": "counts a network's forms before anybody is known",
    "signups.forget_old": "counters of networks are forgotten, nobody's thing changes",
    "clockwork.prove_the_database_writes": "writes and takes back",
}


def test_every_action_is_a_deed() -> None:
    sins = misformed(source.house())

    assert {name: sin for name, sin in sins.items() if name not in EXCEPTIONS} == {}


def test_nobody_reaches_past_what_is_promised() -> None:
    assert reached_past(source.house()) == []


def test_the_exceptions_are_needed() -> None:
    assert set(EXCEPTIONS) - set(misformed(source.house())) == set()


HEAD = "@transaction.atomic\ndef accept(signup: Signup, *, by: Actor) -> None:\n"
RECORD = 'audit.record("signup.accepted", signup, by=by)'


def _verdict(code: str) -> dict[str, str]:
    return misformed([source.source(code, "verme.signups.actions.decide")])


def _deed(body: str) -> str:
    return HEAD + indent(body, "    ")


def _says(code: str) -> str:
    (sin,) = _verdict(code).values()
    return sin.partition(" accept ")[2]


@pytest.mark.parametrize(
    ("code", "what"),
    [
        (_deed(RECORD).replace("@transaction.atomic\n", ""), "is not atomic"),
        (_deed(RECORD).replace("*, by", "by"), "takes no keyword-only `by`"),
        (_deed(RECORD).replace("*, by: Actor", ""), "takes no keyword-only `by`"),
        (_deed(RECORD).replace("Actor", "Person"), "takes a `by` that is no Actor"),
        (_deed("signup.save()"), "records nothing"),
        (_deed(f"{RECORD}\n{RECORD}"), "records more than once on one way"),
        (_deed(f"for one in signups:\n    {RECORD}"), "records more than once on one way"),
        (_deed(f"if signup.late:\n    {RECORD}\n{RECORD}"), "records more than once on one way"),
        (_deed("_note(signup)\n" + RECORD) + f"\n\ndef _note(signup):\n    {RECORD}\n", "records more than once on one way"),
        (_deed("signup.save()").replace("@transaction.atomic\n", ""), "is not atomic, records nothing"),
    ],
)
def test_a_misformed_deed_is_caught(code: str, what: str) -> None:
    assert _says(code) == what


@pytest.mark.parametrize(
    "code",
    [
        _deed(RECORD),
        _deed(RECORD).replace("@transaction.atomic", "@transaction.atomic(durable=True)"),
        _deed(f"if signup.late:\n    {RECORD}\nelse:\n    {RECORD}"),
        _deed(f"if signup.late:\n    {RECORD}\n    return\n{RECORD}"),
        _deed(f"if reason:\n    raise Refused(reason)\n{RECORD}"),
        _deed(f"if signup.state == done:\n    return\n{RECORD}"),
        _deed(f"with kept():\n    {RECORD}"),
        _deed("_note(signup)") + f"\n\ndef _note(signup):\n    {RECORD}\n",
        _deed("for one in signups:\n    withdraw(one, by=by)"),
        "def _private(signup):\n    signup.save()\n",
    ],
)
def test_a_well_formed_deed_is_left_in_peace(code: str) -> None:
    assert _verdict(code) == {}


def test_only_actions_are_looked_at() -> None:
    assert misformed([source.source("def all(): pass", "verme.signups.queries")]) == {}


def test_a_package_of_actions_is_judged_by_its_promises() -> None:
    package = source.source("__all__ = ['accept']", "verme.signups.actions")
    module = source.source("def accept(): ...\n\ndef part_of_it(): ...\n", "verme.signups.actions.decide")

    assert set(misformed([package, module])) == {"signups.accept"}


def test_reaching_past_the_promises_is_caught() -> None:
    past = source.source("from verme.signups.actions.decide import part_of_it", "verme.groups.actions")
    own = source.source("from verme.signups.actions.decide import part_of_it", "verme.signups.actions.own")
    promised = source.source("from verme.signups.actions import accept", "verme.groups.actions")

    assert reached_past([past, own, promised]) == ["verme/groups/actions.py:1 reaches past the promises of verme.signups.actions"]
