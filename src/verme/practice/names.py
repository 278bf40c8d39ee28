"""Invented people. Any likeness to real ones is by chance: first and last names are dealt out by a fixed seed."""

import random
import unicodedata
from collections.abc import Iterator

FIRST = """
Aino Anna Anni Annika Anu Arja Armi Eeva Eila Elina Emmi Essi Hanna Heidi Heli Henna Iida Ilona Inka Irma Jaana Jenni Johanna Jonna Kaisa
Katariina Katja Kati Kirsi Krista Laura Leena Liisa Maarit Maija Marika Marja Mari Merja Minna Mira Mirja Niina Noora Oona Outi Paula Piia
Pirjo Päivi Reetta Riikka Ritva Saana Sanna Sari Satu Sini Sirpa Susanna Suvi Taina Tarja Teija Tiina Tuija Tuula Ulla Veera Virpi Aki Antti
Ari Arto Eero Esa Hannu Harri Heikki Ilkka Jaakko Jari Joonas Jouni Juha Jukka Jussi Kalle Kari Lasse Lauri Marko Markus Matti Mika Mikko
Niko Olli Oskari Pasi Pekka Petri Riku Sami Seppo Simo Tero Timo Tommi Tuomas Veikko Ville
""".split()  # fmt: skip
LAST = """
Aalto Aho Alanen Anttila Autio Eskola Haapala Haapasalo Hakala Harju Hautala Heikkilä Heinonen Hietala Hirvonen Holm Honkala Huttunen
Hyvönen Hämäläinen Jaakkola Joki Jokinen Jylhä Kallio Kangas Karhu Karjalainen Karvonen Kauppi Kemppainen Keskinen Kivelä Kivinen Koivisto
Kokko Korhonen Korpela Koskela Koskinen Kuusisto Laakso Lahti Laine Laitinen Lampi Latvala Lehto Lehtonen Leppänen Lindroos Luoma Manninen
Marttila Mattila Miettinen Mäkelä Mäkinen Mäntylä Niemelä Nieminen Niskanen Nurmi Nyman Ojala Oksanen Paananen Parkkinen Peltola Peltonen
Pesonen Pitkänen Pulkkinen Rantala Rantanen Rautio Rinne Rintala Ruotsalainen Saari Saarinen Salmi Salo Salonen Savolainen Seppälä Sillanpää
Sorsa Sundell Suominen Tamminen Tanner Toivonen Tuominen Uusitalo Vainio Viitala Virtanen Vuori Väisänen Ylinen Ylitalo
""".split()  # fmt: skip


def people(seed: int) -> Iterator[str]:
    """Names without end, no two alike, the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - for an example world, not for secrets
    seen: set[str] = set()
    while True:
        name = f"{dice.choice(FIRST)} {dice.choice(LAST)}"
        if name not in seen:
            seen.add(name)
            yield name


def address(name: str, host: str) -> str:
    """aino.virtanen@seinajoki.example"""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return f"{plain.replace(' ', '.')}@{host}"
