"""Reads the rooms' privacy.toml files: what each column says about a person, its fate, and which tables belong to no organisation."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "verme"
FATES = ("blank", "delete", "keep", "plain")


@dataclass(frozen=True)
class Paper:
    """What is written about one table."""

    blank: tuple[str, ...] = ()
    delete: tuple[str, ...] = ()
    keep: dict[str, str] = field(default_factory=dict)  # column → why
    plain: tuple[str, ...] = ()
    belongs_to_all: str = ""  # why it belongs to no organisation

    def columns(self) -> list[str]:
        """Every column the paper speaks of, as often as it does."""
        return [*self.blank, *self.delete, *self.keep, *self.plain]


def paper(written: dict[str, Any]) -> Paper:
    """One table's section. Raises ValueError for a word that is not a fate."""
    if strange := set(written) - {*FATES, "global"}:
        raise ValueError(f"not a fate: {', '.join(sorted(strange))}")
    lists = {fate: tuple(written.get(fate, ())) for fate in FATES if fate != "keep"}
    return Paper(**lists, keep=dict(written.get("keep", {})), belongs_to_all=written.get("global", ""))


def read(package: Path = PACKAGE) -> dict[str, Paper]:
    """Table (`signups.Signup`) → its paper, from all rooms and from the file for other packages' tables."""
    papers = {}
    for file in sorted(package.glob("*/privacy.toml")):
        for model, written in tomllib.loads(file.read_text()).items():
            papers[f"{file.parent.name}.{model}"] = paper(written)
    for label, written in tomllib.loads((package / "privacy.toml").read_text()).items():
        papers[label] = paper(written)
    return papers
