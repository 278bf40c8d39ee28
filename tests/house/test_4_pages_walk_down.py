"""House test 4: no page starts a query from a bare model."""

import pytest

from tests.house.inspectors import source
from tests.house.inspectors.pages import bare_models


def test_no_page_starts_from_a_bare_model() -> None:
    assert bare_models(source.house()) == []


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("Signup.objects.filter(pk=1)", "Signup.objects"),
        ("models.Signup.objects.get(pk=pk)", "models.Signup.objects"),
        ("Signup._default_manager.all()", "Signup._default_manager"),
        ("get_object_or_404(Signup, pk=pk)", "get_object_or_404"),
        ("shortcuts.get_list_or_404(Signup)", "shortcuts.get_list_or_404"),
        ("type(signup).objects.all()", "objects"),
    ],
)
def test_a_page_that_does_is_caught(line: str, start: str) -> None:
    page = source.source(line, "verme.web.coordinator.views.signups")

    assert bare_models([page]) == [f"verme/web/coordinator/views/signups.py:1 starts from {start}"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("desk.programme.signups.filter(pk=1)", "verme.web.coordinator.views.signups"),
        ("Signup.objects.filter(pk=1)", "verme.signups.queries"),
    ],
)
def test_walking_down_and_rooms_are_left_in_peace(line: str, name: str) -> None:
    assert bare_models([source.source(line, name)]) == []
