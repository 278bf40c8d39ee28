"""What the gallery shows: parts, and whole pages."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from verme.web.ui.gallery import forms, people
from verme.web.ui.menu import Line

MENU = {"lukuvuosi": "Lukuvuosi", "lista": "Ilmoittautuneet", "taulu": "Ryhmät", "oma": "Oma Vermeni"}
LINK = "https://verme.esimerkki.fi/i/seinajoki-2026/"
INTRANET = f"Aikaa pysähtyä, yhdessä kollegojen kanssa. Verme-ryhmät alkavat syyskuussa.\nIlmoittaudu viimeistään ti 8.9.: {LINK}"
LETTER = (
    "Hei Aino,\n\nryhmäsi on A, Uran alku, ja mentorinne Pirjo Salonen.\n\n"
    "Näet ryhmäsi jäsenet, kun kirjaudut:\nhttps://verme.esimerkki.fi/oma/\n\nTerveisin\nRiitta Kangas\nVerme, Seinäjoki"
)
SEASON = [
    ("Ilmoittautuminen", "10.8.–8.9.", "done"),
    ("Mentorit", "7 mukana", "done"),
    ("Tarkistus", "ke 9.9.", "done"),
    ("Ryhmät", "nyt", "now"),
    ("Julkaisu", "ti 15.9. mennessä", ""),
    ("Tapaamiset", "viikosta 39", ""),
    ("Tunnit", "kuukausittain", ""),
    ("Palaute", "huhtikuu", ""),
    ("Päätös", "toukokuu", ""),
]
TASKS = [
    ("Avaa ilmoittautuminen", "10.8.–8.9.2026, kutsu lähti 412 ihmiselle", "done"),
    ("Kutsu mentorit", "7 suostui, 1 ei pääse tänä vuonna", "done"),
    ("Tarkista ilmoittautumiset", "54 ilmoittautunutta, 4 kohtaa selvitetty", "done"),
    ("Muodosta ryhmät", "Luonnos 1 on tallessa, 2 ilman ryhmää", "doing"),
    ("Julkaise ryhmät", "Viimeistään ti 15.9.", "todo"),
    ("Seuraa tapaamisia", "Alkaa, kun ryhmät on julkaistu", "locked"),
]
NEXT = {
    "title": "Muodosta ryhmät",
    "text": "54 ihmistä odottaa ryhmää. Ilmoittautumiset on tarkistettu ja seitsemän mentoria on mukana.",
    "url": "#",
    "action": "Muodosta ryhmät",
    "note": "Noin 10 minuuttia. Mitään ei lähetetä ennen julkaisua.",
}
FACTS = [(54, "ilmoittautunutta, paikkoja 56"), (7, "mentoria"), (14, "koulua"), (0, "jonossa")]
STEPS = [
    {"when": "Tänään ma 24.8.", "title": "Ilmoittauduit", "state": "done"},
    {"when": "Viimeistään ti 15.9.", "title": "Saat ryhmäsi tiedot", "text": "Viestissä kerrotaan, milloin ryhmäsi tapaa.", "state": "now"},
    {"when": "Viikolla 39", "title": "Ensimmäinen tapaaminen", "text": "Tule sellaisena kuin olet."},
]
PAIRS = [
    {"name": "Nimi", "value": "Aino Virtanen", "url": "#", "what": "nimi"},
    {"name": "Sähköposti", "value": "aino.virtanen@esimerkki.fi", "url": "#", "what": "sähköposti"},
    {"name": "Teemat", "value": "1. Uran alku\n2. Työn rajat ja palautuminen", "url": "#", "what": "teemat"},
    {"name": "Toiveita", "value": "", "url": "#", "what": "toiveita"},
]
CHIPS = [
    {"label": "Kaikki", "url": "?", "count": 55, "is_current": True},
    {"label": "Tarkistettavaa", "url": "?", "count": 8},
    {"label": "Vahvistamatta", "url": "?", "count": 3},
    {"label": "Jonossa", "url": "?", "count": 0},
]
HEAT = [("ma", [31, 18]), ("ti", [37, 22]), ("ke", [29, 20]), ("to", [26, 0])]
STAIR = [(0.0, 1012.0), (1.0, 1168.0), (2.0, 1231.0), (3.0, 1266.0), (4.0, 1284.0), (7.0, 1284.0)]
RULES = [
    ("Ryhmä tapaa kuusi kertaa lukuvuodessa, 1,5 tuntia kerrallaan.", ""),
    ("Tapaaminen lasketaan, jos se kesti vähintään 60 minuuttia.", "Pituus ei muuta mitään: yksi tapaaminen on yksi."),
]
SUMS = [
    ("Osallistui", "5 tapaamista", "5", ""),
    ("Neljällä tapaamisella saa päivän", "5 ÷ 4 on yksi kokonainen, yli jää 1", "1", ""),
    ("VESO-päiviä", "", "1 pv = 6 h", "total"),
]
FAULTY_ROWS = [
    (88, "Mika Lehto", "mika.lehto@esimerkki", "Sähköpostista puuttuu pääte, esimerkiksi .fi"),
    (131, "Sanna Korhonen", "10452", "Sama palkkanumero on rivillä 57: Sami Korhonen"),
]
CHANGES = [
    ("Elina Pulkkinen", "Koulu", "Harjun koulu", "Lakeuden koulu"),
    ("Suvi Keskinen", "Sähköposti", "suvi.k@esimerkki.fi", "suvi.keskinen@esimerkki.fi"),
]
SEEN = [("full", ""), ("full", ""), ("half", ""), ("full", ""), ("full", ""), ("full", ""), ("open", ""), ("open", "")]


@dataclass(frozen=True)
class Page:
    """A whole page: its template and its sample."""

    template: str
    context: Callable[[], dict[str, Any]]


def _signed_in(path: str = "", **more: Any) -> dict[str, Any]:
    desk = SimpleNamespace(person=SimpleNamespace(name="Riitta Kangas"), role_label="vastuuhenkilö", organisation=None, programme=None)
    menu = [Line(label, f"/ui/{name}/", name == path) for name, label in MENU.items()]
    return {"desk": desk, "menu": menu, "organisation_name": "Seinäjoki", "session_seconds": 1800, **more}


def _year() -> dict[str, Any]:
    steps = [{"label": label, "when": when, "state": state} for label, when, state in SEASON]
    tasks = [{"title": title, "about": about, "state": state, "url": "#"} for title, about, state in TASKS]
    heat = [(day, [(count, max(*row)) for count in row]) for day, row in HEAT]
    return {"steps": steps, "next": NEXT, "tasks": tasks, "facts": FACTS, "heat": heat, "most": 37}


def sample() -> dict[str, Any]:
    """Everything the parts are shown with."""
    return {
        **_year(),
        "pairs": PAIRS,
        "what_next": STEPS,
        "chips": CHIPS,
        "form": forms.Person(),
        "bars": forms.Bars(),
        "link": LINK,
        "intranet": INTRANET,
        "letter": LETTER,
        "stacks": people.STACKS,
        "stair": STAIR,
        "rules": RULES,
        "sums": SUMS,
        "seen": SEEN,
        "rows": people.rows(),
        "faulty_rows": FAULTY_ROWS,
        "changes": CHANGES,
        "units": list(people.CODES.items()),
        "tables": people.tables(links=False),
        "draft_facts": [(52, "ihmistä saa ryhmän", "/54"), (1284, "pistettä")],
        "other_facts": [(51, "ihmistä saa ryhmän", "/54"), (1241, "pistettä")],
        "both": [
            [(kind + (" faint" if number > 2 else ""), letters) for number, (kind, letters) in enumerate(seats)] for seats in people.pair()
        ],
    }


PARTS = [
    ("Buttons and links", "buttons"),
    ("Ring, mark, table", "rings"),
    ("Next step, season, tasks, facts", "year"),
    ("Pairs, steps, messages, empty", "telling"),
    ("Fields", "fields"),
    ("Choices as bars", "choices"),
    ("Filters, chips, list, slots", "lists"),
    ("Tables that become cards", "cards"),
    ("Letter, text to take along, channel", "letters"),
    ("A running search", "jobs"),
    ("Two drafts", "drafts"),
    ("Rules and sums", "rules"),
    ("Who sees what", "roles"),
]
FAULTY = {"email": "aino.virtanen", "name": "Aino Virtanen"}
PAGES = {
    "lukuvuosi": Page("ui/gallery/year.html", lambda: _signed_in("lukuvuosi", **_year(), is_practice=True)),
    "lista": Page("ui/gallery/list.html", lambda: _signed_in("lista", rows=people.rows(), chips=CHIPS, facts=FACTS)),
    "taulu": Page(
        "ui/gallery/board.html",
        lambda: _signed_in("taulu", tables=people.tables(links=True), groups=people.groups(), stacks=people.STACKS, units=people.CODES),
    ),
    "oma": Page("ui/gallery/own.html", lambda: _signed_in("oma", members=people.rows(), seats=people.tables(links=False)[0]["seats"])),
    "kysymys": Page("ui/gallery/question.html", lambda: {"form": forms.Person(), "organisation_name": "Seinäjoki"}),
    "virhe": Page("ui/gallery/question.html", lambda: {"form": forms.Person(FAULTY), "organisation_name": "Seinäjoki"}),
    "kiitos": Page("ui/gallery/done.html", lambda: {"steps": STEPS, "organisation_name": "Seinäjoki"}),
    "vahvista": Page("ui/gallery/interrupt.html", lambda: _signed_in(form=forms.Code())),
    "tyhja": Page("ui/gallery/empty.html", lambda: _signed_in("lista", link=LINK)),
    "404": Page("404.html", dict),
    "403": Page("403.html", _signed_in),
    "500": Page("500.html", lambda: {"identity": "3f2c9a81b04d"}),
    "lomake-vanheni": Page("csrf.html", dict),
    "tuloste": Page("ui/gallery/paper.html", lambda: {"members": people.rows()}),
}
