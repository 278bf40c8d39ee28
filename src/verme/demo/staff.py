"""The example world's staff lists: files of the personnel system come in by the very deeds that a coordinator's clicks do.

The first list came in before the first pay. On today's are a principal for each school, the mentors, nearly everybody who has signed up
and the rest of the staff. A newer file waits to be looked at: some have moved, some have come and gone, some rows are faulty.
"""

import datetime as dt
import random
from collections.abc import Iterator, Sequence

from verme.demo.people import NAMES
from verme.demo.world import Employee, House
from verme.kernel import clock, tables
from verme.mentors import queries as mentors
from verme.organisations import actions, queries, staff_rows
from verme.organisations.models import StaffImport
from verme.practice import names
from verme.programmes.models import Programme
from verme.signups import queries as signups

FIRST, BROUGHT, NEWER = dt.date(2025, 12, 1), dt.date(2026, 11, 16), dt.date(2026, 11, 23)
HEADER = ("Palkkanumero", "Sukunimi", "Etunimi", "Sähköposti", "Koulu", "Nimike", "Henkilöstöryhmä", "Esihenkilö", "Työaika-%", "Kieli")
NUMBER, EMAIL, UNIT = 0, 3, 4
LEADING = {"seinajoki": "principal", "gradia": "manager"}  # the staff group of those who lead a unit, by model
NOT_LISTED = 17  # every so-manieth sign-up is of somebody whom the personnel system does not know
FIRST_NUMBER, STEP = 10401, 7

type Rows = list[list[str]]


def begin(house: House, programme: Programme) -> None:
    """The first list, before the first pay: those who lead, the mentors, and nearly everybody who has signed up."""
    rows = _rows(house, _sorted(_known(house, [programme])))
    with clock.frozen(clock.at(FIRST, dt.time(10, 5))):
        held = _bring(house, rows, "henkilosto-2025.csv")
        actions.import_staff(held, seen=queries.judge(held).fingerprint, leaves_out=False, by=house.coordinator)


def build(house: House, programmes: Sequence[Programme]) -> None:
    """The list that is in use, and a newer file that waits for its yes."""
    rows = _rows(house, _employees(house, programmes))
    with clock.frozen(clock.at(BROUGHT, dt.time(9, 20))):
        held = _bring(house, rows, "henkilosto-syksy.csv")
        actions.import_staff(held, seen=queries.judge(held).fingerprint, leaves_out=False, by=house.coordinator)
    with clock.frozen(clock.at(NEWER, dt.time(14, 5))):
        _bring(house, _a_week_later(house, rows), "henkilosto-talvi.csv")


def _bring(house: House, rows: Rows, file_name: str) -> StaffImport:
    table = tables.read(tables.to_csv(HEADER, rows), file_name)
    held = actions.receive_staff_file(house.organisation, table=table, file_name=file_name, by=house.coordinator)
    return actions.choose_columns(held, columns=staff_rows.match(table.header.cells).columns, by=house.coordinator)


def _employees(house: House, programmes: Sequence[Programme]) -> list[Employee]:
    """Whoever is known already, whoever has come, then others until there are as many as the plan says."""
    found = _known(house, programmes)
    dice = random.Random(house.plan.seed + 2)  # noqa: S311 - for an example world, not for secrets
    keys, shares = list(house.plan.shares), list(house.plan.shares.values())
    while len(found) < house.plan.staff:
        name = next(house.names)
        email = names.address(name, house.host)
        found.setdefault(email, (name, email, dice.choice(house.units).name, dice.choices(keys, shares)[0]))
    return _sorted(found)


def _known(house: House, programmes: Sequence[Programme]) -> dict[str, Employee]:
    """Who leads, the mentors, who has signed up; whoever was on an earlier list stays as they were."""
    leaders = [] if house.employees else _leaders(house)
    for each in (*leaders, *_mentors(house), *_signed_up(programmes)):
        house.employees.setdefault(each[1], each)
    return house.employees


def _sorted(found: dict[str, Employee]) -> list[Employee]:
    return sorted(found.values(), key=lambda each: each[0].split()[::-1])


def _leaders(house: House) -> Iterator[Employee]:
    for number, unit in enumerate(house.units):
        name = NAMES[house.plan.slug]["rehtori"] if number == 0 else next(house.names)
        email = f"rehtori@{house.host}" if number == 0 else names.address(name, house.host)
        yield name, email, unit.name, LEADING[house.plan.preset]


def _mentors(house: House) -> Iterator[Employee]:
    teaching = next(iter(house.plan.shares))
    for mentor in mentors.register(house.organisation):
        yield mentor.name, mentor.email, mentor.unit.name if mentor.unit else "", teaching


def _signed_up(programmes: Sequence[Programme]) -> Iterator[Employee]:
    for programme in programmes:
        for number, signup in enumerate(signups.of_programme(programme)):
            if number % NOT_LISTED != NOT_LISTED - 1 and signup.staff_group:
                yield signup.name, signup.email, signup.unit.name if signup.unit else "", signup.staff_group.key


def _rows(house: House, employees: Sequence[Employee]) -> Rows:
    """As the personnel system writes them out; a supervisor is told by the personnel number."""
    titles = {group.key: group.names["fi"] for group in house.groups}
    numbers = {email: _number(house, email) for _name, email, _unit, _key in employees}
    leads = {unit: numbers[email] for _name, email, unit, key in employees if key == LEADING[house.plan.preset]}
    rows = []
    for place, (name, email, unit, key) in enumerate(employees):
        first, _, last = name.partition(" ")
        supervisor = "" if leads.get(unit) == numbers[email] else leads.get(unit, "")
        share, language = ("60" if place % 23 == 11 else "100"), ("sv" if place % 19 == 7 else "fi")
        rows.append([numbers[email], last, first, email, unit, titles[key], titles[key], supervisor, share, language])
    return rows


def _number(house: House, email: str) -> str:
    """The personnel number, which a person keeps from list to list."""
    return house.numbers.setdefault(email, str(FIRST_NUMBER + STEP * len(house.numbers)))


def _a_week_later(house: House, rows: Rows) -> Rows:
    """Four have moved, one has a new address, six have gone (a mentor among them), five have come; four rows are faulty."""
    led = [row for row in rows if row[UNIT] and row[HEADER.index("Esihenkilö")]]
    gone = {each.email for each in mentors.register(house.organisation).reverse()[:1]} | {row[EMAIL] for row in led[40:290:50]}
    newer = [list(row) for row in rows if row[EMAIL] not in gone]
    staff = [row for row in newer if row[UNIT] and row[HEADER.index("Esihenkilö")]]
    for place, row in enumerate(staff[10:50:10]):
        row[UNIT] = next(unit.name for unit in house.units[place * 2 :] if unit.name != row[UNIT])
    staff[60][EMAIL] = f"{staff[60][2]}.{staff[60][1][0]}@{house.host}".lower()
    for place in range(5):
        name = next(house.names)
        first, _, family = name.partition(" ")
        email = names.address(name, house.host)
        new = [_number(house, email), family, first, email, house.units[place].name, *staff[place][5:]]
        newer.append(new)
    staff[70][EMAIL] = staff[70][EMAIL].removesuffix(".example")
    staff[80][NUMBER] = staff[81][NUMBER]
    staff[90][UNIT] = f"{house.units[2].name}, sivutoimipiste"
    return newer
