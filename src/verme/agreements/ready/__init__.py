"""The ready agreement in three languages, with every section a group needs: what an organisation without own words begins with."""

import tomllib
from functools import cache
from importlib.resources import files

from verme.agreements.rules import Section, tidied


@cache
def ready(language: str) -> tuple[Section, ...]:
    """The sections in this language (fi, sv, en). Raises FileNotFoundError for another."""
    held = tomllib.loads((files(__name__) / f"{language}.toml").read_text("utf-8"))
    return tidied(Section(each["key"], each["heading"], each["text"]) for each in held["section"])
