"""One person's way through the four pages of a sign-up, as a phone walks it: nothing is known but what stands on the pages."""

import random
import re
from dataclasses import dataclass, field

from benchmarks.kit.visitor import Answer, Fields, Form, Visitor, WrongAnswer, form

REFERENCE = re.compile(r'<span class="ref">([^<]+)</span>')
FILES = re.compile(r'"(/static/[^"]+)"')


@dataclass
class Walk:
    """Answers are chosen by `dice` from what the pages offer. `times` are (page, seconds) in the order of going."""

    visitor: Visitor
    slug: str
    name: str
    email: str
    dice: random.Random
    times: list[tuple[str, float]] = field(default_factory=list)
    last_form: Fields = ()
    reference: str = ""

    def to_the_button(self) -> None:
        """The call, the two question pages, the check page. Raises WrongAnswer or Unanswered."""
        start = f"/i/{self.slug}/"
        page = self._page("programme", self.visitor.get(start))
        for file in sorted(set(FILES.findall(page.body))):
            self._page("file", self.visitor.get(file))
        about = self._page("about", self.visitor.get(f"{start}ilmoittaudu/"))
        wishes = self._sent("about", f"{start}ilmoittaudu/", self._about(form(about)))
        check = self._sent("wishes", f"{start}ilmoittaudu/toiveet/", self._wishes(form(wishes)))
        self.last_form = form(check).filled({})

    def send(self) -> None:
        """The button, and the page that says it has arrived. Pressing again after a broken line is the same call."""
        done = self._sent("send", f"/i/{self.slug}/ilmoittaudu/tarkista/", self.last_form)
        found = REFERENCE.search(done.body)
        if found is None:
            raise WrongAnswer(f"no reference on {done.path}")
        self.reference = found[1]

    def _sent(self, name: str, path: str, fields: Fields) -> Answer:
        """Sends a page's form; the next page. A form that comes back with faults is a wrong answer."""
        answer = self.visitor.post(path, fields)
        if answer.status != 302:
            raise WrongAnswer(f"{path}: {answer.status} instead of the next page")
        self.times.append((f"{name}, sent", answer.seconds))
        following = {"about": "wishes", "wishes": "check", "send": "done"}[name]
        return self._page(following, self.visitor.follow(answer))

    def _page(self, name: str, answer: Answer) -> Answer:
        if answer.status != 200:
            raise WrongAnswer(f"{answer.path}: {answer.status}")
        self.times.append((name, answer.seconds))
        return answer

    def _about(self, page: Form) -> Fields:
        units = [unit for unit in page.choices["unit"] if unit not in {"", "other"}]
        said: dict[str, str | list[str]] = {"name": self.name, "email": self.email, "unit": self.dice.choice(units)}
        said |= {name: self.dice.choice(page.choices[name]) for name in ("staff_group", "is_new") if name in page.choices}
        return page.filled(said)

    def _wishes(self, page: Form) -> Fields:
        said: dict[str, str | list[str]] = {"any_theme": "on"}
        themes = [theme for theme in page.choices["wish1"] if theme]
        wished = self.dice.sample(themes, k=min(3, len(themes)))
        said |= {f"wish{rank}": theme for rank, theme in enumerate(wished, 1)}
        for kind in ("slot_", "place_"):
            asked = [name for name in page.choices if name.startswith(kind)]
            said |= {name: self.dice.choice("012") for name in asked}
            said[self.dice.choice(asked)] = "2"
        return page.filled(said)
