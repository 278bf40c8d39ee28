"""Invented people, units and tables of the gallery."""

from typing import Any

from verme.web.ui.figures import Stack, codes

UNITS = ["Alakylän koulu", "Harjun koulu", "Joenvarren koulu", "Kirkkokadun koulu", "Koivukadun koulu", "Lakeuden koulu", "Myllymäen koulu"]
UNITS += [
    "Niittykylän koulu",
    "Peltolan koulu",
    "Rantakadun koulu",
    "Saarikon koulu",
    "Takamaan koulu",
    "Uudenkylän koulu",
    "Ylijoen koulu",
]
CODES = codes(UNITS)
THEMES = ["Uran alku", "Työn rajat ja palautuminen", "Kielitietoinen opetus", "Ohjaajan työ", "Erityisen tuen arki", "Yhteisopettajuus"]
TIMES = ["ma 14.30", "ti 14.30", "ti 16.00", "ke 14.30", "ke 16.00", "to 14.30"]
NAMES = ["Aino Virtanen", "Johanna Laine", "Mikko Hakala", "Sanna Korhonen", "Ville Jokinen", "Emmi Kallio", "Anna-Kaisa Yli-Hukkala"]


def _seats(start: int, full: int, *, bad: int = -1) -> list[tuple[str, str]]:
    units = [UNITS[(start + 3 * number) % len(UNITS)] for number in range(full)]
    seats = [(CODES[unit].css + (" bad" if number == bad else ""), CODES[unit].letters) for number, unit in enumerate(units)]
    return [*seats, *[("open", "")] * (8 - full)]


def tables(*, links: bool) -> list[dict[str, Any]]:
    """Six tables of which the last one has a conflict, and the pool."""
    drawn: list[dict[str, Any]] = []
    for number, (theme, time) in enumerate(zip(THEMES, TIMES, strict=True)):
        letter, full, bad = "ABCDEF"[number], 8 - number % 2, 2 if number == 5 else -1
        drawn.append(
            {
                "url": f"#ryhma-{letter.lower()}" if links else "",
                "seats": _seats(number * 2, full, bad=bad),
                "words": f"Ryhmä {letter}: {full} paikkaa kahdeksasta on täynnä",
                "letter": letter,
                "size": f"{full}/8",
                "title": theme,
                "time": time,
                "fit": f"sopivuus {91 - 4 * number}" if links else "",
                "flag": "1 ristiriita" if bad >= 0 and links else "",
                "has_mentor": True,
            }
        )
    pool = {
        "url": "#ilman",
        "seats": _seats(4, 2)[:2],
        "words": "Ilman ryhmää 2 ihmistä",
        "letter": "2",
        "title": "Ilman ryhmää",
        "fit": "2 ihmistä",
    }
    return [*drawn, pool] if links else drawn


def pair() -> list[list[tuple[str, str]]]:
    """One table in two drafts."""
    return [_seats(2, 7), _seats(3, 7)]


TARGETS = [
    {
        "value": "G",
        "letter": "G",
        "title": "Arviointi ja palaute",
        "size": "7/8",
        "reason": "to 16.00 sopii, 2. toive",
        "price": "+1 ryhmään, +37",
        "css": "up",
    },
    {
        "value": "E",
        "letter": "E",
        "title": "Erityisen tuen arki",
        "size": "7/8",
        "reason": "ke 16.00 tarvittaessa",
        "price": "−15 pistettä",
        "css": "down",
    },
    {"value": "F", "letter": "F", "title": "Yhteisopettajuus", "size": "7/8", "price": "ei käy: to ei sovi", "css": "noway"},
    {"value": "", "letter": "–", "title": "Ilman ryhmää"},
]


def person(number: int, **more: Any) -> dict[str, Any]:
    """One card of the board."""
    unit = UNITS[number * 3 % len(UNITS)]
    return {
        "id": f"p{number}",
        "value": number,
        "name": NAMES[number % len(NAMES)],
        "unit": unit,
        "code": CODES[unit],
        "about": "opettaja · uran alussa",
        "wish": "full",
        "wish_words": "1. toive",
        "post_url": "/ui/taulu/",
        "revision": 41,
        "is_placed": True,
        "targets": TARGETS,
        "full_words": "Täynnä: A, B ja D. Vaihda paikkaa jonkun kanssa.",
        **more,
    }


def groups() -> list[dict[str, Any]]:
    """The pool and three tables with people: locked, in conflict, just moved, with the menu open."""
    pool = {
        "id": "ilman",
        "letter": "–",
        "title": "Ilman ryhmää: 2",
        "is_pool": True,
        "fit": None,
        "facts": ["Paikkoja on vapaana 4: ryhmissä C, E, F ja G."],
        "people": [person(20, wish_words="", about="opettaja · ti, ke"), person(21, wish_words="")],
    }
    special: dict[str, dict[int, dict[str, Any]]] = {
        "A": {0: {"lock": "lukittu", "is_locked": True}},
        "C": {1: {"is_open": True}},
        "F": {0: {"fault": "to 14.30 ei sovi"}, 2: {"is_moved": True}},
    }
    made = [pool]
    for start, (letter, changes) in enumerate(special.items()):
        number = "ABCDEF".index(letter)
        made.append(
            {
                "id": f"ryhma-{letter.lower()}",
                "letter": letter,
                "title": THEMES[number],
                "size": "8/8",
                "fit": 91 - 4 * number,
                "is_low": letter == "F",
                "fit_words": "Kaikki saivat toivomansa teeman.",
                "facts": ["mentori Pirjo Salonen", f"{TIMES[number]}, sopii kaikille 8:lle", "7 koulua, 6 uran alussa"],
                "why": "Tähän ryhmään koottiin ne, joille sama aika sopii ja jotka toivoivat samaa teemaa.",
                "people": [person(number * 8 + place, **changes.get(place, {})) for place in range(4 + start)],
            }
        )
    return made


STACKS = [
    Stack("A", [2, 2, 2, 2, 2, 2, 1, 1]),
    Stack("B", [2, 2, 2, 2, 1, 1, 1]),
    Stack("C", [2, 2, 2, 1, 1, 1, 1]),
    Stack("D", [2, 2, 2, 2, 2, 1, 1, 1]),
    Stack("E", [2, 2, 2, 1, 1, 1, 1]),
    Stack("F", [2, 2, 1, 1, 1, 0, 0], is_low=True),
]


def rows() -> list[dict[str, Any]]:
    """The list of sign-ups: flagged ones first."""
    flags = [("Yhdenkään mentorin aika ei sovi", "vain ma 16.00"), ("Ehkä kahdesti", "kaksi osoitetta"), ("", ""), ("", "")]
    made = []
    for number, (flag, more) in enumerate(flags):
        unit = UNITS[number * 5 % len(UNITS)]
        made.append(
            {
                "name": NAMES[number],
                "unit": unit,
                "code": CODES[unit],
                "work": "opettaja",
                "wish": THEMES[number],
                "times": [[2, 0, 1, 0], [0, 2, (number % 3), 0]],
                "times_words": "Sopii: ma 14.30 hyvin, ti 16.00 hyvin, ke 14.30 tarvittaessa",
                "came": "8.9.",
                "flag": flag,
                "flag_more": more,
                "is_open": number == 0,
            }
        )
    return made
