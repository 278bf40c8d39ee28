"""Somebody with a browser behind the proxy: keeps cookies, sends forms as they stand on the page, measures how long each answer took."""

import gzip
import http.client
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit

HOST = "verme.example"
PATIENCE = 120  # seconds a visitor waits for an answer
type Fields = Sequence[tuple[str, str]]


class Unanswered(Exception):
    """The line broke before an answer came: the server was killed."""


@dataclass(frozen=True)
class Answer:
    """What came back, and after how many seconds."""

    path: str
    status: int
    location: str
    body: str
    seconds: float


@dataclass
class Form:
    """A form as it stands on a page: what would be sent untouched, and what there is to choose."""

    sent: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)

    def filled(self, said: dict[str, str | list[str]]) -> Fields:
        """What a browser sends once this was typed and chosen. Raises KeyError for a field that is not on the page."""
        if strange := set(said) - {*self.sent, *self.choices}:
            raise KeyError(f"not on the page: {sorted(strange)}")
        wanted = self.sent | {name: [value] if isinstance(value, str) else value for name, value in said.items()}
        return [(name, value) for name, values in wanted.items() for value in values]


class _Reader(HTMLParser):
    """Finds the forms of the page's own part (`main`) that are sent by POST, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.is_main = self.is_inside = False
        self.select = ""
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        self.is_main = self.is_main or tag == "main"
        if tag == "form":
            self.is_inside = self.is_main and held.get("method", "").lower() == "post"
            if self.is_inside:
                self.forms.append(Form())
        elif self.is_inside and tag in {"input", "select", "option", "textarea"}:
            getattr(self, f"_{tag}")(self.forms[-1], held)

    def handle_endtag(self, tag: str) -> None:
        self.is_main = self.is_main and tag != "main"
        self.is_inside = self.is_inside and tag != "form"

    def _input(self, form: Form, held: dict[str, str]) -> None:
        name = held.get("name", "")
        if held.get("type") in {"radio", "checkbox"}:
            form.choices.setdefault(name, []).append(held.get("value", "on"))
            if "checked" in held:
                form.sent.setdefault(name, []).append(held.get("value", "on"))
        elif name:
            form.sent[name] = [held.get("value", "")]

    def _select(self, form: Form, held: dict[str, str]) -> None:
        self.select = held["name"]
        form.choices[self.select] = []

    def _option(self, form: Form, held: dict[str, str]) -> None:
        form.choices[self.select].append(held.get("value", ""))
        if "selected" in held or self.select not in form.sent:
            form.sent[self.select] = [held.get("value", "")]

    def _textarea(self, form: Form, held: dict[str, str]) -> None:
        form.sent[held["name"]] = [""]


class WrongAnswer(Exception):
    """The server answered, but not as it should."""


def form(page: Answer) -> Form:
    """The page's own form: the last in `main` that is sent by POST. Raises WrongAnswer if there is none."""
    reader = _Reader()
    reader.feed(page.body)
    if not reader.forms:
        raise WrongAnswer(f"no form on {page.path} ({page.status})")
    return reader.forms[-1]


@dataclass
class Visitor:
    """One browser. `address` is what the proxy says about it."""

    port: int
    address: str = "192.0.2.1"
    language: str = "fi"
    cookies: dict[str, str] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)

    def get(self, path: str) -> Answer:
        """Opens an address."""
        return self._ask("GET", path)

    def post(self, path: str, fields: Fields) -> Answer:
        """Sends a form."""
        return self._ask("POST", path, urlencode(list(fields)))

    def follow(self, answer: Answer) -> Answer:
        """Goes where answers lead, until there is a page."""
        while answer.location:
            parts = urlsplit(answer.location)
            answer = self.get(f"{parts.path}?{parts.query}" if parts.query else parts.path)
        return answer

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        began = time.perf_counter()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            line.request(method, path, body, self._headers(path, is_form=body is not None))
            response = line.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException) as broken:
            raise Unanswered(f"{method} {path}: {type(broken).__name__}") from broken
        finally:
            line.close()
        seconds = time.perf_counter() - began
        self._keep(response.headers.get_all("Set-Cookie") or ())
        is_packed = response.headers.get("Content-Encoding") == "gzip"
        is_text = (response.headers.get("Content-Type") or "text/html").startswith("text/")
        text = (gzip.decompress(content) if is_packed else content).decode() if is_text else ""
        answer = Answer(path, response.status, response.headers.get("Location") or "", text, seconds)
        self.answers.append(answer)
        return answer

    def _headers(self, path: str, *, is_form: bool) -> dict[str, str]:
        """As nginx hands a browser's request on: a line of its own, the true address last."""
        headers = {
            "Host": HOST,
            "X-Forwarded-For": self.address,
            "X-Forwarded-Proto": "https",
            "Accept-Language": self.language,
            "Accept-Encoding": "gzip",
            "Connection": "close",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if is_form:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"https://{HOST}",
                "Referer": f"https://{HOST}{path}",
            }
        return headers

    def _keep(self, cookies: Iterable[str]) -> None:
        for cookie in cookies:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
