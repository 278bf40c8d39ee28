"""House test 1: foreign keys point back up the corridor."""

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.house.inspectors import corridor
from tests.house.inspectors.keys import keys_ahead

ORDER = {"signups": 1, "surveys": 2, "certificates": 2}


def test_every_key_points_back() -> None:
    assert keys_ahead(apps.get_models(include_auto_created=True), corridor.order()) == []


def test_every_room_has_its_place() -> None:
    assert corridor.strangers(corridor.rooms(), corridor.order()) == []


def test_a_room_without_a_place_is_caught() -> None:
    assert corridor.strangers({"signups", "dreams"}, {"signups": 1}) == [
        "dreams has no place in the corridor: add it to the contracts in pyproject.toml"
    ]


@isolate_apps("verme.signups", "verme.groups")
def test_a_key_ahead_or_to_a_sibling_is_caught() -> None:
    class Reply(models.Model):
        class Meta:
            app_label = "surveys"

    class Certificate(models.Model):
        reply = models.ForeignKey(Reply, models.CASCADE)

        class Meta:
            app_label = "certificates"

    class Signup(models.Model):
        replies = models.ManyToManyField(Reply)
        itself = models.ForeignKey("self", models.CASCADE)

        class Meta:
            app_label = "signups"

    assert keys_ahead([Signup, Certificate, Reply], ORDER) == [
        "signups.Signup.replies holds a key to surveys.Reply, which comes later",
        "certificates.Certificate.reply holds a key to surveys.Reply, which comes later",
    ]


@isolate_apps("verme.signups")
def test_a_key_back_is_left_in_peace() -> None:
    class Signup(models.Model):
        class Meta:
            app_label = "signups"

    class Certificate(models.Model):
        signup = models.ForeignKey(Signup, models.CASCADE)

        class Meta:
            app_label = "certificates"

    assert keys_ahead([Signup, Certificate], ORDER) == []
