"""Fixed people and organisations for tests, made by the product's own actions.

`seinajoki(…)` and `gradia(…)` give two organisations so that a leak has somewhere to leak.
"""

from dataclasses import dataclass

from verme.audit.actors import OPERATOR
from verme.organisations import actions as organisations
from verme.organisations.models import Organisation, Unit
from verme.organisations.terms import Level, RoleKind
from verme.people import actions as people
from verme.people.models import Person

NAMES = {
    RoleKind.COORDINATOR: "Riitta Kangas",
    RoleKind.APPROVER: "Hannu Hakala",
    RoleKind.MANAGER: "Johanna Järvi",
    RoleKind.PAYROLL: "Päivi Palo",
    RoleKind.PRINCIPAL: "Reijo Rinne",
    RoleKind.DPO: "Tiina Tamminen",
}
EMAILS = {
    RoleKind.COORDINATOR: "koordinaattori",
    RoleKind.APPROVER: "hyvaksyja",
    RoleKind.MANAGER: "johtaja",
    RoleKind.PAYROLL: "palkat",
    RoleKind.PRINCIPAL: "rehtori",
    RoleKind.DPO: "tietosuoja",
}


@dataclass(frozen=True)
class House:
    """An organisation with its units and one person a role."""

    organisation: Organisation
    units: list[Unit]
    people: dict[RoleKind, Person]

    @property
    def coordinator(self) -> Person:
        return self.people[RoleKind.COORDINATOR]


def house(slug: str, *, preset: str, name: str, units: list[tuple[str, Level]]) -> House:
    """An organisation as an operator would add it, and its people as a coordinator would name them."""
    names = {"fi": name, "sv": f"{name} (sv)"}
    organisation = organisations.add(slug=slug, names=names, languages=["fi", "sv", "en"], preset=preset, by=OPERATOR)
    made = [organisations.add_unit(organisation, name=unit, level=level, by=OPERATOR) for unit, level in units]
    staff = {}
    for kind, person_name in NAMES.items():
        staff[kind] = people.ensure(f"{EMAILS[kind]}@{slug}.example", name=person_name, language="fi", by=OPERATOR)
        unit = made[0] if kind == RoleKind.PRINCIPAL else None
        organisations.grant_role(organisation, person=staff[kind], kind=kind, unit=unit, by=OPERATOR)
    return House(organisation, made, staff)


def seinajoki() -> House:
    """A town's basic education, Finnish first."""
    return house(
        "seinajoki",
        preset="seinajoki",
        name="Seinäjoki",
        units=[("Alakylän koulu", Level.LOWER), ("Harjun koulu", Level.LOWER), ("Kirkkokadun koulu", Level.UPPER)],
    )


def gradia() -> House:
    """A joint authority for upper secondary education."""
    return house(
        "gradia",
        preset="gradia",
        name="Gradia",
        units=[("Harju", Level.VOCATIONAL), ("Lyseo", Level.GENERAL), ("Yhteiset palvelut", Level.OFFICE)],
    )


def network_admin() -> Person:
    """Who looks after the installation's organisations."""
    person = people.ensure("verkosto@verme.example", name="Verna Verkko", language="fi", by=OPERATOR)
    organisations.grant_role(None, person=person, kind=RoleKind.NETWORK, by=OPERATOR)
    return person


def stranger() -> Person:
    """Signed in, but with no business anywhere."""
    return people.ensure("charlie@muualla.example", name="Charlie Outo", language="en", by=OPERATOR)
