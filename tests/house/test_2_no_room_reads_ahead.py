"""House test 2: no room reads ahead through a reverse relation."""

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.house.inspectors import corridor, source
from tests.house.inspectors.reach import Reach, reaches, reads_ahead, templates_ahead
from tests.house.inspectors.texts import room_templates

ORDER = {"programmes": 1, "signups": 2, "groups": 3}
SIGNUPS = Reach("signups", "programmes.Programme", "signups")


def test_no_room_reads_ahead() -> None:
    assert reads_ahead(source.house(), reaches(apps.get_models()), corridor.order()) == []


def test_no_letter_reads_ahead() -> None:
    assert templates_ahead(room_templates(), reaches(apps.get_models()), corridor.order()) == []


@isolate_apps("verme.programmes", "verme.signups")
def test_reverse_relations_between_rooms_are_known() -> None:
    class Programme(models.Model):
        class Meta:
            app_label = "programmes"

    class Theme(models.Model):
        programme = models.ForeignKey(Programme, models.CASCADE, related_name="themes")

        class Meta:
            app_label = "programmes"

    class Signup(models.Model):
        programme = models.ForeignKey(Programme, models.CASCADE, related_name="signups")
        hidden = models.ForeignKey(Programme, models.CASCADE, related_name="+")

        class Meta:
            app_label = "signups"

    assert reaches([Programme, Theme, Signup]) == [SIGNUPS]


@pytest.mark.parametrize(
    "line",
    [
        "programme.signups.count()",
        "Programme.objects.filter(signups__state='accepted')",
        "Programme.objects.annotate(n=Count('signups'))",
        "programmes.order_by('-signups__made_at')",
        "programmes.prefetch_related('themes__x__signups')",
    ],
)
def test_reading_ahead_is_caught(line: str) -> None:
    assert reads_ahead([source.source(line, "verme.programmes.queries")], [SIGNUPS], ORDER) == [
        "verme/programmes/queries.py:1 reads ahead: .signups of programmes.Programme is made by signups"
    ]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("programme.signups.count()", "verme.signups.queries"),  # its own room
        ("programme.signups.count()", "verme.groups.queries"),  # a later one
        ("programme.signups.count()", "verme.web.coordinator.views.year"),
        ("found.signups()", "verme.programmes.queries"),  # a row's relation is never called
        ("say('signups')", "verme.programmes.queries"),
    ],
)
def test_looking_back_is_left_in_peace(line: str, name: str) -> None:
    assert reads_ahead([source.source(line, name)], [SIGNUPS], ORDER | {"web": 9}) == []


def test_a_letter_that_reads_ahead_is_caught() -> None:
    letters = {
        "programmes/templates/programmes/letters/call.txt": "{% for s in programme.signups.all %}x{% endfor %}",
        "signups/templates/signups/letters/thanks.txt": "{{ programme.signups.count }}",
        "programmes/templates/programmes/letters/poster.txt": "Our .signups are open.",
    }

    assert templates_ahead(letters, [SIGNUPS], ORDER) == [
        "programmes/templates/programmes/letters/call.txt reads ahead: .signups of programmes.Programme is made by signups"
    ]
