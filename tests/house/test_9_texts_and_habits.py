"""House test 9: templates compile and hold nothing inline; every text can be translated; one clock, no asserts, no migration missing."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.template import Engine, TemplateSyntaxError
from django.template.loader import get_template
from django.utils.translation import gettext, override

from tests.house.inspectors import source, texts
from tests.house.inspectors.habits import assertions, bare_ignores, behind_the_back, other_clocks, unseen_texts
from tests.house.inspectors.texts import inline, name, untranslated

# Proper names, the same in every language; and the bait for machines, which no person is shown.
NAMES = frozenset({"Verme", "Website"})


@pytest.mark.parametrize("path", sorted(texts.templates()))
def test_every_template_compiles(path: str) -> None:
    get_template(name(path))


def test_templates_hold_nothing_inline() -> None:
    assert inline(texts.templates()) == []


def test_every_text_can_be_translated() -> None:
    assert untranslated(texts.templates(), names=NAMES) == []


def test_a_finnish_letter_goes_on_after_its_greeting() -> None:
    """A comma ends "Hei Aino,": the sentence goes on with a small letter (but a code or a step stands as a line of its own)."""
    alone = {"mornings/letters/digest.txt", "people/letters/code.txt", "people/letters/new_address.txt", "people/letters/unknown.txt"}
    with override("fi"):
        first = {name(path): gettext(message) for path, message in texts.openings(texts.templates()).items() if name(path) not in alone}

    assert len(first) > 50
    assert {path: words for path, words in first.items() if words[0].isupper() and not words.startswith("Verme")} == {}


def test_every_text_is_seen_by_translators() -> None:
    assert unseen_texts(source.house()) == []


def test_time_comes_from_one_clock() -> None:
    assert other_clocks(source.house()) == []


def test_product_code_does_not_assert() -> None:
    assert assertions(source.house()) == []


def test_who_hides_from_the_type_checker_says_why() -> None:
    assert bare_ignores(source.house()) == []


def test_models_do_nothing_behind_ones_back() -> None:
    assert behind_the_back(source.house()) == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said, verbosity=1)
    except SystemExit:
        pytest.fail(said.getvalue())


# --- the sins -----------------------------------------------------------------------------------------------------------


def test_a_broken_template_is_caught(tmp_path: Path) -> None:
    (tmp_path / "broken.html").write_text("{% if %}")

    with pytest.raises(TemplateSyntaxError):
        Engine(dirs=[str(tmp_path)]).get_template("broken.html")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<p style='color: red'>", "an inline style"),
        ("<style>p { color: red }</style>", "an inline style"),
        ("<script>alert(1)</script>", "an inline script"),
        ("<script type=module>alert(1)</script>", "an inline script"),
        ("<button class='x' onclick='go()'>", "an event handler"),
        ("<a href='javascript:go()'>", "a script address"),
    ],
)
def test_something_inline_is_caught(text: str, what: str) -> None:
    assert inline({"web/templates/public/a.html": text}) == [f"web/templates/public/a.html holds {what}"]


@pytest.mark.parametrize(
    "text",
    [
        "<script src='/a.js'></script>",
        "<script type='application/json'>{}</script>",
        "{# <p style='x'> #}",
        "<p>onclick = a word</p>",
        "<option value=1>",
    ],
)
def test_what_is_not_inline_is_left_in_peace(text: str) -> None:
    assert inline({"web/templates/public/a.html": text}) == []


def test_letters_carry_their_style_but_no_script() -> None:
    path = "mail/templates/mail/letter.html"

    assert inline({path: "<p style='color: red'>"}) == []
    assert inline({path: "<script>1</script>"}) == [f"{path} holds an inline script"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<h1>Sign-ups</h1>", "Sign ups"),
        ("<img alt='A ring' src='x.svg'>", "ring"),
        ('<input placeholder="Your name">', "Your name"),
        ("{% if a %}Yes{% endif %}", "Yes"),
    ],
)
def test_an_untranslated_text_is_caught(text: str, words: str) -> None:
    assert untranslated({"web/templates/a.html": text}) == [f"web/templates/a.html says {words!r} in one language only"]


@pytest.mark.parametrize(
    "text",
    [
        "<h1>{% translate 'Sign-ups' %}</h1>",
        "<p>{% blocktranslate count n=n %}One person{% plural %}Many{% endblocktranslate %}</p>",
        "<p>{{ person.name }} – 14.30&nbsp;€</p>",
        "{% comment %}Words for people who write{% endcomment %}{# and here #}",
        "<img alt=\"{% translate 'A ring' %}\" class='ring wide' src='x.svg'>",
        "<b>Verme</b>",
    ],
)
def test_a_translated_text_is_left_in_peace(text: str) -> None:
    assert untranslated({"web/templates/a.html": text}, names=NAMES) == []


@pytest.mark.parametrize(
    "line",
    [
        "timezone.now()",
        "dt.datetime.now(dt.UTC)",
        "datetime.today()",
        "datetime.date.today()",
        "time.time()",
        "made_at = DateTimeField(default=timezone.now)",
        "from django.utils.timezone import now",
        "from time import time",
        "functions.Now()",
    ],
)
def test_another_clock_is_caught(line: str) -> None:
    (sin,) = other_clocks([source.source(line, "verme.signups.actions")])

    assert sin.startswith("verme/signups/actions.py:1 ")


@pytest.mark.parametrize("line", ["clock.now()", "time.monotonic()", "clock.today()", "dt.datetime(2026, 1, 1)", "self.now()"])
def test_the_one_clock_is_left_in_peace(line: str) -> None:
    assert other_clocks([source.source(line, "verme.signups.actions")]) == []
    assert other_clocks([source.source("dt.datetime.now(dt.UTC)", "verme.kernel.clock")]) == []


def test_a_text_inside_an_f_string_is_caught() -> None:
    sinner = source.source("name = 'x'\nwords = f\"{name}: {_('Sign-ups')}\"", "verme.signups.notices")

    assert unseen_texts([sinner]) == ["verme/signups/notices.py:2 translates inside an f-string; no translator would see the text"]
    assert unseen_texts([source.source("words = name + _('Sign-ups') + f'{count}'", "verme.signups.notices")]) == []


def test_hiding_from_the_type_checker_is_caught() -> None:
    hidden = "x = 1  # type: ignore" + "[misc]"
    assert bare_ignores([source.source(hidden, "verme.signups.rules")]) == [
        "verme/signups/rules.py:1 hides from the type checker without a reason; give it after the bracket, or type the thing"
    ]
    assert bare_ignores([source.source(f"{hidden}  # allauth has no types", "verme.signups.rules")]) == []


def test_an_assert_is_caught() -> None:
    assert assertions([source.source("x = 1\nassert x", "verme.signups.rules")]) == [
        "verme/signups/rules.py:2 asserts; raise an error that says what is wrong"
    ]


def test_work_behind_ones_back_is_caught() -> None:
    model = source.source("class Signup:\n    def save(self): ...\n", "verme.signups.models.signup")
    signal = source.source("from django.db.models.signals import post_save\n", "verme.signups.actions")

    assert behind_the_back([model, signal]) == [
        "verme/signups/models/signup.py:2 overrides save; what happens stands in the action",
        "verme/signups/actions.py:1 uses signals; call what shall happen",
    ]
