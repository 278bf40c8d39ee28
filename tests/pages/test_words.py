"""Nothing is left untranslated: pages, letters and papers are rendered in a language of brackets, and what stands outside is a value."""

from collections.abc import Iterator

import pytest

from tests import pdf_text
from tests.pages import values
from tests.pages.pseudo import pieces, pseudo, unmarked
from tests.pages.visits import Guide
from tests.visit import signed_in
from verme.mail.models import Letter

pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def brackets() -> Iterator[None]:
    """Pages and papers are made in the language in which the world was."""
    with pseudo():
        yield


def test_pages(guide: Guide) -> None:
    known = values.known()
    found = {}
    for sight in guide.sights:
        html = guide.client(sight).get(sight.url).content.decode()
        if left := sorted({piece for piece in unmarked(html) if not known.explain(piece)}):
            found[str(sight)] = left

    assert not found, "\n".join(f"{sight}: {left}" for sight, left in found.items())


def test_letters(guide: Guide) -> None:
    """Those that were written in making this world, and the ways of writing one that are left."""
    known = values.known()
    left: dict[str, set[str]] = {}
    for letter in Letter.objects.filter(language="fi"):
        outside = [*pieces(letter.subject), *pieces(letter.text), *unmarked(letter.html)]
        if strange := [piece for piece in outside if not known.explain(piece)]:
            left.setdefault(letter.kind, set()).update(strange)

    assert left == {}


def test_the_poster(guide: Guide) -> None:
    scene = guide.scene
    client = signed_in(scene.house.coordinator)
    paper = client.get(f"/o/gradia/ohjelmat/{scene.spring.programme.slug}/tiedotus/juliste-fi.pdf").content

    assert [piece for piece in pieces(pdf_text.text(paper)) if not values.known().explain(piece)] == []
