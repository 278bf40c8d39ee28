"""House test 8: every column is classified as personal or not; every table belongs to an organisation or says why it does not."""

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.house.inspectors.privacy import ownerless, unclassified
from tools import classified
from tools.classified import Paper


def test_every_column_is_classified() -> None:
    assert unclassified(apps.get_models(), classified.read()) == []


def test_every_table_belongs_somewhere() -> None:
    assert ownerless(apps.get_models(), classified.read()) == []


@isolate_apps("verme.signups")
def test_sins_against_the_classification_are_caught() -> None:
    class Signup(models.Model):
        name = models.CharField(max_length=20)
        email = models.CharField(max_length=20, unique=True)
        state = models.CharField(max_length=20)
        rank = models.IntegerField()
        friends = models.ManyToManyField("self")

        class Meta:
            app_label = "signups"

    papers = {
        "signups.Signup": Paper(blank=("name", "email", "rank"), delete=("name",), keep={"state": ""}, plain=("age",)),
        "signups.Dream": Paper(),
    }

    assert set(unclassified([Signup], papers)) == {
        "signups.Dream is classified but there is no such table",
        "signups.Signup.friends is not classified",
        "signups.Signup.name is classified twice",
        "signups.Signup.age is classified but there is no such column",
        "signups.Signup.state is kept without a reason",
        "signups.Signup.email cannot be emptied",
        "signups.Signup.rank cannot be emptied",
    }


@isolate_apps("verme.signups")
def test_a_new_table_and_its_columns_are_caught() -> None:
    class Diary(models.Model):
        text = models.TextField()

        class Meta:
            app_label = "signups"

    assert unclassified([Diary], {}) == ["signups.Diary.text is not classified"]
    assert ownerless([Diary], {}) == ["signups.Diary cannot be reached from an organisation and does not say why (global = …)"]
    assert ownerless([Diary], {"signups.Diary": Paper(belongs_to_all="everybody's")}) == []


@isolate_apps("verme.organisations", "verme.programmes", "verme.signups", "verme.mail")
def test_a_table_is_reached_over_several_keys_or_by_a_bare_number() -> None:
    class Organisation(models.Model):
        class Meta:
            app_label = "organisations"

    class Programme(models.Model):
        organisation = models.ForeignKey(Organisation, models.CASCADE)

        class Meta:
            app_label = "programmes"

    class Signup(models.Model):
        merged_into = models.ForeignKey("self", models.CASCADE)
        programme = models.ForeignKey(Programme, models.CASCADE)

        class Meta:
            app_label = "signups"

    class Letter(models.Model):
        organisation_id = models.BigIntegerField(null=True)

        class Meta:
            app_label = "mail"

    assert ownerless([Organisation, Programme, Signup, Letter], {}) == []
    assert ownerless([Signup], {"signups.Signup": Paper(belongs_to_all="everybody's")}) == [
        "signups.Signup is called global but belongs to an organisation"
    ]


def test_an_unknown_fate_is_refused() -> None:
    with pytest.raises(ValueError, match="not a fate: forget"):
        classified.paper({"forget": ["name"]})
