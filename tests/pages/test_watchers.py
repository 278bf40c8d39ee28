"""The sweep sees what it looks for: each of its watchers is shown a sin."""

import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext

from tests.pages.pseudo import mark, pieces, pseudo, unmarked
from tests.pages.values import Known, pattern
from tests.pages.visits import links


def test_words_that_nobody_translated_are_seen() -> None:
    with pseudo(), translation.override("fi"):
        page = f"<title>Groups</title><p>{gettext('Groups')} of Aino</p><img alt='a ring'><p>{gettext('Nobody translated me')}</p>"

    assert unmarked(page) == ["Groups", "of Aino", "a ring", "Nobody translated me"]


def test_a_word_slipped_into_a_translated_sentence_is_seen() -> None:
    with pseudo(), translation.override("fi"):
        said = gettext("Thank you, %(name)s. We have your sign-up.") % {"name": "dear participant"}

    assert pieces(said) == ["dear participant"]


def test_translated_words_are_passed_by() -> None:
    with pseudo(), translation.override("fi"):
        counted = ngettext("school or unit", "schools or units", 3)
        page = f"<p lang='sv'>Svenska</p><h1>{gettext('Groups')}</h1><p>{counted}</p><p>{mark('Kaksi <b>sanaa</b> ja %(n)s')}</p>"

    assert unmarked(page % {"n": 3}) == []


@pytest.mark.parametrize(("piece", "is_known"), [("Aino Virtanen", True), ("Aino Virtanen, groups", False), ("Ainola", False)])
def test_values_explain_whole_words_only(piece: str, is_known: bool) -> None:
    assert Known(pattern(["Aino", "Aino Virtanen"])).explain(piece) is is_known


def test_links_of_this_machine_are_followed_and_others_are_not() -> None:
    page = "<a href='/oma/'>1</a><a href='?sivu=2#x'>2</a><a href='https://verme.example/'>3</a><a href='#top'>4</a>"

    assert list(links(page, "/o/gradia/viestit/")) == ["/oma/", "/o/gradia/viestit/?sivu=2"]
