"""What may stand on a page untranslated: values of the database, and a few words that are the same in every language."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import CharField, JSONField, TextField

from verme.agreements.ready import ready
from verme.kernel.dates import LONG_WEEKDAYS, MONTHS, WEEKDAYS, WEEKLY
from verme.kernel.texts import OWN_NAMES
from verme.mentors.models import Mentor
from verme.organisations.models import Unit
from verme.people.models import Person
from verme.web.ui.figures import codes

# Columns that hold codes, which nobody should read.
CODES = {"kind", "state", "verb", "key", "slug", "answer", "preset", "language", "origin"}
LETTERS = {"subject", "text", "html"}  # made of messages and values: they explain nothing
ROOMS = [app.label for app in apps.get_app_configs() if app.name.startswith("verme.") and app.label not in {"clockwork", "demo"}]
# The same in every language: names, and what a computer understands.
PROPER = [
    "Verme", "Traficom", "printf '%s:%s'", "sha256sum", "Populus", "Personec W", "Mepco", "Fivaldi", "Fennoa", "CRLF", "LF", "UTF-8",
    "ISO 8859-15", "Windows-1252", "Verme-tapaaminen",
]  # fmt: skip
# Made without the catalogues, by the tables of verme.kernel for each language (test_dates looks at those), and what is written alike
# everywhere: addresses, e-mail addresses (half hidden or cut short too), seconds, codes.
SHORT_MONTHS = [month.partition("kuu")[0] for month in MONTHS["fi"]]  # of a line of the year
TABLES = [*SHORT_MONTHS, *(word for table in (WEEKDAYS, LONG_WEEKDAYS, WEEKLY, MONTHS) for word in table["fi"]), "klo", *OWN_NAMES.values()]
ALIKE = [
    r"https?://\S+",
    r"(?:/[\w-]+)+/",
    r"[\w.*]+@[\w.-]*",
    r"\d+ s(?!\w)",
    r"(?-i:[A-Z]{4}-[A-Z]{4})",
    r"(?<!\w)[0-9a-f]{4}(?: [0-9a-f]{4})+(?!\w)",
    r"(?<!\w)[0-9a-f]{64}(?!\w)",
    r"\d+(?:,\d+)? (?:h|min)(?!\w)",
    r"\S+\.(?:txt|csv|xlsx|pdf|ics)",
]


@dataclass(frozen=True)
class Known:
    """Explains a piece of text by values."""

    pattern: re.Pattern[str]

    def explain(self, piece: str) -> bool:
        """Whether nothing with a letter is left of the piece when values are taken out of it."""
        return not re.search(r"[^\W\d_]", self.pattern.sub(" ", piece))


def known() -> Known:
    """The values that the database holds now."""
    words = {" ".join(text.split()) for text in _texts() if re.search(r"[^\W\d_]", text)}
    words |= {name.split()[0] for name in Person.objects.values_list("name", flat=True) if name}
    words |= {name.split()[0] for name in Mentor.objects.values_list("name", flat=True)}
    words |= {
        " ".join(part.split())
        for language in ("fi", "sv", "en")
        for each in ready(language)
        for part in (each.heading, *(line.strip(" -•*") for line in each.text.splitlines()))
    }
    letters = [code.letters for code in codes(Unit.objects.values_list("name", flat=True)).values()]
    return Known(pattern({*words, *letters}))


def pattern(words: Collection[str]) -> re.Pattern[str]:
    """Finds these values and what is the same in every language, as whole words, the longest first."""
    longest = sorted({*words, *PROPER, *TABLES}, key=len, reverse=True)
    return re.compile("|".join([*ALIKE, *(rf"(?<!\w){re.escape(word)}(?!\w)" for word in longest)]), re.I)


def _texts() -> Iterator[str]:
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            for field in model._meta.get_fields():
                if isinstance(field, CharField | TextField | JSONField) and not field.choices and field.name not in CODES | LETTERS:
                    for value in model._base_manager.values_list(field.name, flat=True).distinct():
                        yield from _strings(value)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        texts = {"fi": value.get("fi")} if value.keys() <= {"fi", "sv", "en"} else value
        for inner in texts.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
