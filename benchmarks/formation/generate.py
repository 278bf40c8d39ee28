"""Seeded generator of group-formation problems (format verme-formation/1).

    python generate.py FAMILY SEED [OUTPUT.json]     FAMILY as in FAMILIES below; SEED any word

The same family and seed always give the same problem, named as the output file. Times and themes are skewed on
purpose: most people want the same few, so that filling groups in order goes wrong. Files over 3 MB are gzipped.
"""

import gzip
import json
import random
import sys
from dataclasses import dataclass, field
from itertools import chain, combinations, product
from pathlib import Path

ONLINE, TOWN = "etä", ("keskusta", "koulu2", "koulu3", "koulu4", "koulu5")
TOWNS = [tuple(f"k{town:02d}-{place}" for place in range(1, 4)) for town in range(1, 61)]  # the places of 60 towns
SLOTS = [f"{day}-{time}" for time in ("1430", "1500", "1600", "1415", "1530") for day in ("ti", "ma", "to", "ke")]
BASIC_ROLES = {"class_teacher": 45, "subject_teacher": 30, "special_needs_teacher": 12, "school_assistant": 13}
BASIC_THEMES = {  # id: (weight among wishes, roles admitted, only new, wished number of roles)
    "uudet": (22, (), True, 0),
    "luku": (26, (), False, 0),
    "alaluokat": (20, ("class_teacher", "special_needs_teacher"), False, 0),
    "ylaluokat": (12, ("subject_teacher", "special_needs_teacher"), False, 0),
    "erityis": (14, (), False, 2),
    "ohjaajat": (14, ("school_assistant",), False, 0),
    "k55": (8, (), False, 0),
}
COLLEGE_ROLES = {
    "vocational_teacher": 36,
    "counsellor": 10,
    "special_needs_teacher": 8,
    "secretary": 12,
    "cook": 10,
    "it_support": 8,
    "cleaner": 6,
    "coordinator": 10,
}
COLLEGE_THEMES = {
    "uudet": (20, (), True, 3),
    "moniammatillinen": (30, (), False, 4),
    "hyvinvointi": (26, (), False, 4),
    "digi": (14, (), False, 3),
    "opetus": (16, ("vocational_teacher", "special_needs_teacher", "counsellor"), False, 0),
}
ONLY_WISHED = {"k55"}  # nobody is put into it who did not name it
HEAD_ROLES = {"principal": 80, "deputy_principal": 20}
HEAD_THEMES = {"arki": (40, (), False, 0), "johtaminen": (32, (), False, 0), "uudet": (20, (), True, 0), "muutos": (12, (), False, 0)}


@dataclass
class Family:
    """How large a family is and what is typical of it."""

    people: int
    mentors: int
    units_per_town: int
    slots: int
    areas: list = field(default_factory=lambda: [TOWN[:3]])  # the places of each town
    roles: dict = field(default_factory=lambda: BASIC_ROLES)
    themes: dict = field(default_factory=lambda: BASIC_THEMES)
    swedish: float = 0.03  # share whose first language is Swedish
    online: tuple = (0.45, 0.12)  # share who accept online at all, and share for whom it suits well
    slots_per_person: tuple = (2, 5)
    size: tuple = (4, 6, 8, 10)
    any_theme: float = 0.7
    pairs: tuple = (0.05, 0.08, 0.12)  # apart, together, met; as a share of the people
    locks: float = 0.03
    offers: tuple = (3, 4, 3, 5)  # themes and slots a mentor offers, least and most
    town_is_unit: bool = False


FAMILIES = {
    "seinajoki": Family(50, 7, 15, 7),
    "gradia": Family(40, 5, 9, 7, roles=COLLEGE_ROLES, themes=COLLEGE_THEMES, any_theme=0.85),
    "reksi": Family(
        22,
        3,
        1,
        6,
        [(town[0][:3],) for town in TOWNS[:8]],
        HEAD_ROLES,
        HEAD_THEMES,
        online=(1.0, 0.65),
        town_is_unit=True,
        slots_per_person=(2, 4),
        offers=(2, 3, 2, 3),
    ),
    "kaksikielinen": Family(60, 9, 16, 9, swedish=0.42),
    "suurkaupunki": Family(200, 28, 55, 12, [TOWN]),
    "alue": Family(800, 115, 14, 14, TOWNS[:9], swedish=0.08, locks=0.01),
    "maa": Family(5600, 800, 16, 16, [town[:2] for town in TOWNS], swedish=0.06, online=(0.3, 0.08), locks=0.005),
    "tiukka": Family(64, 7, 14, 6, [TOWN[:2]], slots_per_person=(1, 3), online=(0.25, 0.05), any_theme=0.5, offers=(2, 4, 2, 4)),
    "mahdoton": Family(36, 5, 11, 7),
    "laaja": Family(50, 7, 15, 7, offers=(5, 5, 4, 4)),  # everybody offers much, so many mentors offer the same
}


class Maker:
    """Makes one problem; every choice comes from the one random source."""

    def __init__(self, name, family, seed):
        self.family, self.random = family, random.Random(f"{name}/{seed}")
        self.name = f"{name}-{family.people}-{seed}"
        self.slots = SLOTS[: family.slots]
        self.town_weights = [1 / (rank + 1) ** 0.7 for rank in range(len(family.areas))]

    def pick(self, items, weights, count=1):
        """Different items drawn one after another by weight."""
        left, chosen = dict(zip(items, weights, strict=True)), []
        while left and len(chosen) < count:
            chosen += self.random.choices(list(left), left.values())
            del left[chosen[-1]]
        return chosen

    def skewed_slots(self, count):
        """Times drawn so that the first are far more popular."""
        return self.pick(self.slots, [1 / (rank + 1) ** 0.6 for rank in range(len(self.slots))], count)

    def languages(self):
        """Languages in order of preference; some speak both."""
        first, second = ("sv", "fi") if self.random.random() < self.family.swedish else ("fi", "sv")
        both = 0.5 if first == "sv" else self.family.swedish * 0.5
        return [first, second][: 1 + (self.random.random() < both)]

    def person(self, number):
        chance, family = self.random.random, self.family
        town = self.random.choices(range(len(family.areas)), self.town_weights)[0]
        role = self.pick(family.roles, family.roles.values())[0]
        new = chance() < 0.35
        wishes = {
            theme: weight * (2.5 if roles or only_new else 1)  # a theme made for them draws more
            for theme, (weight, roles, only_new, _) in family.themes.items()
            if (not roles or role in roles) and (new or not only_new)
        }
        unit = min(int(self.random.expovariate(3 / family.units_per_town)), family.units_per_town - 1) + 1
        places = {place: 2 if chance() < 0.4 else 1 for place in self.family.areas[town] if chance() < 0.85}
        if chance() < family.online[0] or not places:
            places[ONLINE] = 2 if chance() < family.online[1] / family.online[0] else 1
        return {
            "id": f"p{number:04d}",
            "unit": f"u{town + 1:02d}-{0 if family.town_is_unit else unit:02d}",
            "role": role,
            "new": new,
            "languages": self.languages(),
            "themes": self.pick(wishes, wishes.values(), self.random.choices((1, 2, 3), (40, 40, 20))[0]),
            "any_theme": chance() < family.any_theme,
            "slots": {slot: 2 if chance() < 0.45 else 1 for slot in self.skewed_slots(self.random.randint(*family.slots_per_person))},
            "places": places,
        }

    def mentor(self, number):
        chance, family = self.random.random, self.family
        town = self.random.choices(range(len(family.areas)), self.town_weights)[0]
        first = "sv" if chance() < family.swedish else "fi"
        local = family.areas[town]
        places = self.random.sample(local, min(len(local), self.random.randint(1, 2)))
        if chance() < family.online[0] * 0.7 or family.online[0] == 1.0:
            places.append(ONLINE)
        weights = [weight for weight, *_ in family.themes.values()]
        return {
            "id": f"m{number:03d}",
            "themes": self.pick(family.themes, weights, self.random.randint(*family.offers[:2])),
            "slots": self.skewed_slots(self.random.randint(*family.offers[2:])),
            "places": places,
            "languages": [first, "sv" if first == "fi" else "fi"][: 1 + (chance() < family.swedish * 0.6)],
        }

    def some_pairs(self, people, share, same_unit):
        """Distinct pairs, of one unit where asked and otherwise of one town."""
        wanted, found, groups = max(1, round(share * len(people))), set(), {}
        for person in people:
            groups.setdefault(person["unit"][: None if same_unit else 3], []).append(person["id"])
        groups = [members for members in groups.values() if len(members) > 1]
        for _ in range(wanted * 20):  # a rare town has too few pairs
            if groups and len(found) < wanted:
                found.add(tuple(sorted(self.random.sample(self.random.choice(groups), 2))))
        return [list(pair) for pair in sorted(found)]

    def problem(self):
        family, mid = self.family, dict(zip(("min", "target_min", "target_max", "max"), self.family.size, strict=True))
        people = [self.person(number) for number in range(1, family.people + 1)]
        mentors = [self.mentor(number) for number in range(1, family.mentors + 1)]
        apart, together, met = map(lambda share, same: self.some_pairs(people, share, same), family.pairs, (1, 1, 0))
        together = [pair for pair in together if pair not in apart]
        apart += [
            [self.random.choice(people)["id"], self.random.choice(mentors)["id"]] for _ in range(max(1, family.mentors // 6))
        ]  # a supervisor among the mentors
        made = {
            "format": "verme-formation/1",
            "name": self.name,
            "rules": {
                "size": mid,
                "max_same_unit": 3,
                "poor_below": 40,
                "points": {"theme": [50, 35, 20], "any_theme": 5, "slot": {"2": 25, "1": 10}, "place": {"2": 15, "1": 5}, "language": 10},
                "costs": {"unit": 8, "size": 6, "met": 6, "mix": 10, "together": 10},
            },
            "slots": self.slots,
            "places": [*chain(*family.areas), ONLINE],
            "languages": ["fi", "sv"],
            "themes": [
                {"id": theme, "admits": {"roles": list(roles), "new": new, "wished": theme in ONLY_WISHED}, "mix": mix, "size": None}
                for theme, (_, roles, new, mix) in family.themes.items()
            ],
            "people": people,
            "mentors": mentors,
            "pairs": {"apart": apart, "together": together, "met": met},
            "locks": [],
            "banned": [],
        }
        return self.lock_some(made)

    def lock_some(self, made):
        """A few locks and bans that can all be kept: at most one lock a mentor, and that mentor can open."""
        free, keep = list(made["mentors"]), len(made["mentors"]) * 2 // 3
        for person in self.random.sample(made["people"], round(self.family.locks * len(made["people"]))):
            fits = [
                mentor
                for mentor in free
                if can_share(made, [person], mentor, 10) and [person["id"], mentor["id"]] not in made["pairs"]["apart"]
            ]
            if fits and len(free) > keep:
                mentor = self.random.choice(fits)
                free.remove(mentor)
                made["locks"].append([person["id"], mentor["id"]])
            else:
                made["banned"].append([person["id"], self.random.choice(free)["id"]])
        return made


def fits_option(made, person, theme, slot, place, language):
    """Whether the person can have a seat in a group of this option (H3-H6)."""
    admits = next(item["admits"] for item in made["themes"] if item["id"] == theme)
    return (
        slot in person["slots"]
        and place in person["places"]
        and language in person["languages"]
        and (theme in person["themes"] or (person["any_theme"] and not admits["wished"]))
        and (not admits["roles"] or person["role"] in admits["roles"])
        and (person["new"] or not admits["new"])
    )


def can_share(made, wanted, mentor, least=0):
    """Whether the wanted people can all sit in one option of the mentor that at least `least` people could join."""
    options = product(mentor["themes"], mentor["slots"], mentor["places"], mentor["languages"])
    return any(
        all(fits_option(made, person, *option) for person in wanted)
        and (not least or sum(fits_option(made, person, *option) for person in made["people"]) >= least)
        for option in options
    )


def contradict(made, chance):
    """Make locks that cannot hold, of a kind drawn by the seed; return the smallest conflict."""
    made["locks"], made["banned"], made["pairs"]["apart"] = [], [], []
    kind = chance.choice(("apart", "banned", "triple"))
    for mentor in chance.sample(made["mentors"], len(made["mentors"])):
        able = [person for person in made["people"] if can_share(made, [person], mentor, 10)]
        for group in combinations(chance.sample(able, len(able)), {"banned": 1, "apart": 2, "triple": 3}[kind]):
            names = [person["id"] for person in group]
            if (
                can_share(made, group, mentor, 10)
                if kind != "triple"
                # any two can share, all three cannot
                else (not can_share(made, group, mentor) and all(can_share(made, pair, mentor, 10) for pair in combinations(group, 2)))
            ):
                made["pairs"]["apart"] = [names] if kind == "apart" else []
                made["banned"] = [[names[0], mentor["id"]]] if kind == "banned" else []
                made["locks"] = [[name, mentor["id"]] for name in names]
                add_harmless_locks(made, chance, mentor, names)
                locks = [{"kind": "lock", "person": name, "mentor": mentor["id"]} for name in names]
                return locks + {"apart": [{"kind": "apart", "pair": names}], "triple": [], "banned": [{**locks[0], "kind": "banned"}]}[kind]
    raise ValueError("no contradiction could be made; take another seed")


def add_harmless_locks(made, chance, besides, names):
    """One lock to each of two other mentors, in random order among the rest: no part of the conflict."""
    for mentor in chance.sample([mentor for mentor in made["mentors"] if mentor is not besides], 2):
        free = [person["id"] for person in made["people"] if person["id"] not in names and can_share(made, [person], mentor, 14)]
        if not free:
            raise ValueError("no contradiction could be made; take another seed")
        names = [*names, chance.choice(free)]
        made["locks"].append([names[-1], mentor["id"]])
    chance.shuffle(made["locks"])


def generate(name, seed):
    """Return the problem of a family and seed; of `mahdoton` also its conflict, else None."""
    maker = Maker(name, FAMILIES[name], seed)
    return (made := maker.problem()), contradict(made, maker.random) if name == "mahdoton" else None


def write(made, path):
    """Write the problem, gzipped when over 3 MB; return the path written."""
    data = json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()
    if len(data) > 3_000_000:
        data, path = gzip.compress(data, mtime=0), path + ".gz"
    Path(path).write_bytes(data)
    return path


if __name__ == "__main__":
    problem, conflict = generate(*sys.argv[1:3])
    output = Path((sys.argv[3:] or [f"{problem['name']}.json"])[0])
    problem["name"] = output.name.split(".")[0]
    print(write(problem, str(output)), json.dumps(conflict) if conflict else "")
