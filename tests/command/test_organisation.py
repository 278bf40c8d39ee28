"""`verme organisation add`: a first real organisation, all or nothing."""

import pytest

from verme.command import main
from verme.mail.models import Letter
from verme.organisations import queries
from verme.organisations.models import Organisation
from verme.people.models import Person
from verme.programmes import queries as programmes

pytestmark = pytest.mark.django_db
ADD = ["organisation", "add", "Lakeuden koulut", "--slug", "lakeus", "--preset", "seinajoki", "--coordinator", "Lea@lakeus.example"]


def test_an_organisation_with_rules_and_a_coordinator_who_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ADD, "--coordinator-name", "Lea Laine", "--languages", "fi,sv"]) == 0

    made = Organisation.objects.get()
    (lea,) = queries.coordinators(made)
    assert (made.slug, made.names, made.languages) == ("lakeus", {"fi": "Lakeuden koulut"}, ["fi", "sv"])
    assert (lea.name, lea.email) == ("Lea Laine", "lea@lakeus.example")
    assert made.staff_groups.count() > 0
    assert programmes.rule_sets(made).count() == 1
    assert [(letter.kind, letter.to_address) for letter in Letter.objects.all()] == [("organisations.role", "lea@lakeus.example")]
    assert "verme login-link Lea@lakeus.example" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        ([*ADD[:4], "Lakeus!", *ADD[5:]], "The address may hold small letters a–z, digits and hyphens."),
        ([*ADD[:-1], "lea"], "'lea' is not an e-mail address"),
        ([*ADD, "--languages", "fi,de"], "'de' is not one of fi, sv, en"),
    ],
)
def test_a_bad_word_adds_nothing(arguments: list[str], fault: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err == f"verme organisation: {fault}\n"
    assert not Organisation.objects.exists() and not Person.objects.exists()


def test_the_same_address_twice_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert [main(ADD), main(ADD)] == [0, 2]
    assert capsys.readouterr().err == "verme organisation: This address is already in use.\n"
    assert Organisation.objects.count() == 1
