"""The example world's staff lists: files of the personnel system come in by the very deeds that a coordinator's clicks do.

On the list are a principal for each school, the mentors, nearly everybody who has signed up and the rest of the staff. A newer file waits
to be looked at: some have moved, some have come and gone, some rows are faulty.
"""

import datetime as dt
import random
from collections.abc import Iterator, Sequence

from verme.demo.people import NAMES
from verme.demo.world import House
from verme.kernel import clock, tables
from verme.mentors import queries as mentors
from verme.organisations import actions, queries, staff_rows
from verme.organisations.models import StaffImport
from verme.practice import names
from verme.programmes.models import Programme
from verme.signups import queries as signups

BROUGHT, NEWER = dt.date(2026, 11, 16), dt.date(2026, 11, 23)
HEADER = ("Palkkanumero", "Sukunimi", "Etunimi", "Sähköposti", "Koulu", "Nimike", "Henkilöstöryhmä", "Esihenkilö", "Työaika-%", "Kieli")
NUMBER, EMAIL, UNIT = 0, 3, 4
LEADING = {"seinajoki": "principal", "gradia": "manager"}  # the staff group of those who lead a unit, by model
NOT_LISTED = 17  # every so-manieth sign-up is of somebody whom the personnel system does not know
FIRST_NUMBER, STEP = 10401, 7

type Employee = tuple[str, str, str, str]  # name, email, unit, key of the staff group
type Rows = list[list[str]]


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
    """Whoever leads, the mentors and those who have signed up, then others until there are as many as the plan says."""
    found = {each[1]: each for each in (*_leaders(house), *_mentors(house), *_signed_up(programmes))}
    dice = random.Random(house.plan.seed + 2)  # noqa: S311 - for an example world, not for secrets
    keys, shares = list(house.plan.shares), list(house.plan.shares.values())
    while len(found) < house.plan.staff:
        name = next(house.names)
        email = names.address(name, house.host)
        found.setdefault(email, (name, email, dice.choice(house.units).name, dice.choices(keys, shares)[0]))
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
    numbers = {email: str(FIRST_NUMBER + STEP * place) for place, (_name, email, _unit, _key) in enumerate(employees)}
    leads = {unit: numbers[email] for _name, email, unit, key in employees if key == LEADING[house.plan.preset]}
    rows = []
    for place, (name, email, unit, key) in enumerate(employees):
        first, _, last = name.partition(" ")
        supervisor = "" if leads.get(unit) == numbers[email] else leads.get(unit, "")
        share, language = ("60" if place % 23 == 11 else "100"), ("sv" if place % 19 == 7 else "fi")
        rows.append([numbers[email], last, first, email, unit, titles[key], titles[key], supervisor, share, language])
    return rows


def _a_week_later(house: House, rows: Rows) -> Rows:
    """Four have moved, one has a new address, six have gone (a mentor among them), five have come; four rows are faulty."""
    led = [row for row in rows if row[UNIT] and row[HEADER.index("Esihenkilö")]]
    gone = {each.email for each in mentors.register(house.organisation).reverse()[:1]} | {row[EMAIL] for row in led[40:290:50]}
    newer = [list(row) for row in rows if row[EMAIL] not in gone]
    staff = [row for row in newer if row[UNIT] and row[HEADER.index("Esihenkilö")]]
    for place, row in enumerate(staff[10:50:10]):
        row[UNIT] = next(unit.name for unit in house.units[place * 2 :] if unit.name != row[UNIT])
    staff[60][EMAIL] = f"{staff[60][2]}.{staff[60][1][0]}@{house.host}".lower()
    last = FIRST_NUMBER + STEP * len(rows)
    for place in range(5):
        name = next(house.names)
        first, _, family = name.partition(" ")
        new = [str(last + STEP * place), family, first, names.address(name, house.host), house.units[place].name, *staff[place][5:]]
        newer.append(new)
    staff[70][EMAIL] = staff[70][EMAIL].removesuffix(".example")
    staff[80][NUMBER] = staff[81][NUMBER]
    staff[90][UNIT] = f"{house.units[2].name}, sivutoimipiste"
    return newer
