"""What a first programme may begin with, so that its coordinator confirms and does not configure (ux.md §1.6). Data only.

Themes are those that the brochure and the two operating models name; the organisation renames, adds and removes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verme.programmes.terms import Kind

type Words = Mapping[str, str]


@dataclass(frozen=True)
class ThemeSuggestion:
    """A theme: its kind, names and, where it is for some only, the keys of their staff groups."""

    key: str
    kind: Kind
    titles: Words
    descriptions: Words
    staff_groups: Sequence[str] = ()
    only_new: bool = False
    mix: int = 0


def _words(fi: str, sv: str, en: str) -> Words:
    return {"fi": fi, "sv": sv, "en": en}


_NEW = ThemeSuggestion(
    "uran-alku",
    Kind.NEW_TEACHERS,
    _words("Uran alku", "Början av karriären", "Early career"),
    _words("Uudessa tehtävässä aloittaneille.", "För dig som är ny i din uppgift.", "For those new in their post."),
    only_new=True,
)
_LIMITS = ThemeSuggestion(
    "tyon-rajat",
    Kind.THEME,
    _words("Työn rajat ja palautuminen", "Arbetets gränser och återhämtning", "Limits of work and recovery"),
    _words(
        "Mikä riittää, ja miten työpäivä päättyy.", "Vad som räcker och hur arbetsdagen slutar.", "What is enough, and how the day ends."
    ),
)
THEMES: Mapping[str, Sequence[ThemeSuggestion]] = {
    "seinajoki": (
        _NEW,
        _LIMITS,
        ThemeSuggestion(
            "erityinen-tuki",
            Kind.THEME,
            _words("Erityisen tuen arki", "Vardag med särskilt stöd", "Everyday special support"),
            _words("Tuki, joka mahtuu koulupäivään.", "Stöd som ryms i skoldagen.", "Support that fits a school day."),
        ),
        ThemeSuggestion(
            "ohjaajan-tyo",
            Kind.ASSISTANTS,
            _words("Ohjaajan työ", "Handledarens arbete", "The assistant's work"),
            _words("Koulunkäynninohjaajien oma ryhmä.", "Skolgångshandledarnas egen grupp.", "The school assistants' own group."),
            staff_groups=("school_assistant",),
        ),
    ),
    "gradia": (
        _NEW,
        ThemeSuggestion(
            "kansainvalisyys",
            Kind.MULTI,
            _words("Kansainvälisyys arjessa", "Det internationella i vardagen", "International everyday work"),
            _words("Eri ammattien silmin.", "Ur olika yrkens synvinkel.", "Through the eyes of many professions."),
            mix=3,
        ),
        ThemeSuggestion(
            "tyossa-oppiminen",
            Kind.MULTI,
            _words("Työssä oppimisen tukeminen", "Stöd för lärande i arbetet", "Supporting workplace learning"),
            _words("Eri ammattien silmin.", "Ur olika yrkens synvinkel.", "Through the eyes of many professions."),
            mix=3,
        ),
        _LIMITS,
    ),
}
PLACES: Sequence[tuple[str, Words, bool]] = (
    ("lahi", _words("Lähitapaaminen", "Närträff", "Face to face"), False),
    ("eta", _words("Etänä", "På distans", "Online"), True),
)
