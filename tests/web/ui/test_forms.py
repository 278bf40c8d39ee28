"""The form grammar: what a reader sees at a field, what a screen reader is told, and that the two faults say the same."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.template import Context, Template

TAGS = Template(
    "{% load verme %}{% error_summary form %}<h1>x</h1>{% field form.name %}{% field form.wish optional=True %}"
    "{% field form.work %}{% field form.languages %}{% field form.sure %}{% seg form.fits %}"
)
FITS = [("2", "Sopii"), ("1", "Tarvittaessa"), ("0", "Ei sovi")]


class Signup(forms.Form):
    name = forms.CharField(
        label="Nimi", help_text="Nimi tulee todistukseesi", widget=forms.TextInput(attrs={"autocomplete": "name", "class": "w-s"})
    )
    wish = forms.CharField(label="Toiveita", widget=forms.Textarea, required=False)
    work = forms.ChoiceField(label="Työ", choices=[("t", "Opettaja"), ("a", "Ohjaaja")], widget=forms.RadioSelect)
    languages = forms.MultipleChoiceField(label="Kielet", choices=[("fi", "Suomi")], widget=forms.CheckboxSelectMultiple)
    sure = forms.BooleanField(label="Näin on", help_text="Varmasti")
    fits = forms.ChoiceField(label="ma 14.30", help_text="Harjun koulu", choices=FITS, widget=forms.RadioSelect)

    def clean(self) -> None:
        if self.cleaned_data.get("name") == "Kaksonen":
            self.add_error(None, "Olet jo ilmoittautunut.")


class Page(HTMLParser):
    """The start tags of a page with their attributes and the text that follows each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs), []))

    def handle_data(self, data: str) -> None:
        if self.tags and data.strip():
            self.tags[-1][2].append(data.strip())

    def of(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs, _ in self.tags if name == tag and all(attrs.get(key) == value for key, value in wanted.items())]

    def ids(self) -> list[str | None]:
        return [attrs["id"] for _, attrs, _ in self.tags if "id" in attrs]


def shown(data: dict[str, Any] | None = None) -> Page:
    return Page(TAGS.render(Context({"form": Signup(data)})))


@pytest.fixture
def empty() -> Page:
    """The form as it opens."""
    return shown()


@pytest.fixture
def faulty() -> Page:
    """The form sent back with a fault at every field that must be filled in."""
    return shown({"name": "", "wish": "Aamulla"})


def test_a_form_that_opens_accuses_nobody(empty: Page) -> None:
    assert empty.of("div", role="alert") == []
    assert [attrs for _, attrs, _ in empty.tags if attrs.get("aria-invalid")] == []


def test_every_control_has_a_label(empty: Page) -> None:
    labelled = {attrs["for"] for attrs in empty.of("label") if "for" in attrs}
    bars = {attrs["id"] for attrs in empty.of("input", name="fits")}
    controls = {attrs["id"] for tag in ("input", "textarea", "select") for attrs in empty.of(tag)}

    assert controls == labelled | bars  # inside a bar the label stands around its radio
    assert len(empty.ids()) == len(set(empty.ids()))


def test_a_hint_is_read_with_its_control(empty: Page) -> None:
    (name,) = empty.of("input", name="name")

    assert name["aria-describedby"] == "id_name-h"
    assert empty.of("p", id="id_name-h") != []


def test_the_widgets_own_attributes_stay(empty: Page) -> None:
    (name,) = empty.of("input", name="name")

    assert (name["autocomplete"], name["class"]) == ("name", "ds-input w-s")


def test_a_field_that_may_stay_empty_says_so_in_words(empty: Page) -> None:
    words = {attrs["for"]: " ".join(text) for tag, attrs, text in empty.tags if tag == "label" and "for" in attrs}

    assert words["id_wish"] == "Toiveita (valinnainen)"
    assert words["id_name"] == "Nimi"


def test_the_summary_leads_to_the_first_control_of_each_fault(faulty: Page) -> None:
    (box,) = faulty.of("div", role="alert")
    links = [attrs["href"] for attrs in faulty.of("a")]

    assert links == ["#id_name", "#id_work_0", "#id_languages_0", "#id_sure", "#id_fits_0"]
    assert {link[1:] for link in links if link} <= set(faulty.ids())
    assert ("autofocus" in box, box["tabindex"]) == (True, "-1")
    assert faulty.tags.index(next(tag for tag in faulty.tags if tag[1] is box)) == 0  # above the heading


def test_the_fault_at_the_field_says_what_the_summary_says(faulty: Page) -> None:
    summary = [text for tag, _, text in faulty.tags if tag == "a"]
    at_fields = [text for number, (tag, _, text) in enumerate(faulty.tags) if tag == "span" and text[:1] == ["Virhe:"]]

    assert [" ".join(text) for text in summary] == [" ".join(text[1:]) for text in at_fields]
    assert len(at_fields) == 5


def test_a_faulty_control_is_marked_and_described(faulty: Page) -> None:
    (name,) = faulty.of("input", name="name")
    groups = [attrs["aria-describedby"] for attrs in faulty.of("fieldset")]

    assert (name["aria-invalid"], name["aria-describedby"]) == ("true", "id_name-h id_name-e")
    assert groups == ["id_work-e", "id_languages-e", "id_fits-h id_fits-e"]
    assert {one for words in groups for one in str(words).split()} <= set(faulty.ids())


def test_what_was_typed_and_chosen_is_kept() -> None:
    page = shown({"name": "Aino <b>", "wish": "Aamulla", "work": "a", "languages": ["fi"], "fits": "1"})

    assert page.of("input", name="name")[0]["value"] == "Aino <b>"
    assert [attrs["value"] for attrs in page.of("input") if "checked" in attrs] == ["a", "fi", "1"]
    assert "Aamulla" in next(text for tag, _, text in page.tags if tag == "textarea")


def test_a_fault_of_the_whole_form_stands_in_the_summary() -> None:
    html = TAGS.render(Context({"form": Signup({"name": "Kaksonen"})}))

    assert "<li>Olet jo ilmoittautunut.</li>" in html


def test_a_bar_draws_its_answers_from_full_to_empty(empty: Page) -> None:
    assert [attrs["class"] for attrs in empty.of("label") if attrs.get("class")] == ["yes", "maybe", "no"]


def test_several_forms_share_one_summary() -> None:
    both = Template("{% load verme %}{% error_summary one two %}")
    html = both.render(Context({"one": Signup({}, prefix="a"), "two": Signup({}, prefix="b")}))

    assert html.count('role="alert"') == 1
    assert 'href="#id_a-name"' in html and 'href="#id_b-name"' in html
