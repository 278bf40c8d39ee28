"""The people one can sign in as. Their addresses are fixed: guides, tests and checks from outside use them."""

from verme.demo.worlds import WORLDS
from verme.organisations.terms import RoleKind

PLACES = {"seinajoki": "Seinäjoki", "gradia": "Gradia"}
ROLES: dict[str, RoleKind] = {
    "koordinaattori": RoleKind.COORDINATOR,
    "hyvaksyja": RoleKind.APPROVER,
    "johtaja": RoleKind.MANAGER,
    "palkat": RoleKind.PAYROLL,
    "rehtori": RoleKind.PRINCIPAL,
    "tietosuoja": RoleKind.DPO,
}
NAMES = {
    "seinajoki": {
        "koordinaattori": "Riitta Kangas", "mentori": "Heikki Mäkelä", "osallistuja": "Aino Virtanen", "hyvaksyja": "Minna Sorsa",
        "johtaja": "Jorma Ylinen", "palkat": "Päivi Laakso", "rehtori": "Reijo Rinne", "tietosuoja": "Tiina Tamminen",
    },
    "gradia": {
        "koordinaattori": "Minna Autio", "mentori": "Leena Kokko", "osallistuja": "Ville Salmi", "hyvaksyja": "Hannu Eskola",
        "johtaja": "Johanna Jokinen", "palkat": "Pirjo Lehto", "rehtori": "Ritva Oksanen", "tietosuoja": "Tommi Vuori",
    },
}  # fmt: skip
NETWORK = ("verkosto@verme.example", "Verna Hietala")
_TOLD = {
    "koordinaattori": "coordinator", "mentori": "mentor", "osallistuja": "participant", "hyvaksyja": "approver",
    "johtaja": "education manager",
    "palkat": "payroll clerk", "rehtori": "principal", "tietosuoja": "data protection officer",
}  # fmt: skip

WHO: list[tuple[str, str]] = [
    *((f"{who}@{world.slug}.example", f"{role}, {PLACES[world.slug]}") for world in WORLDS for who, role in _TOLD.items()),
    (NETWORK[0], "network administrator"),
]
