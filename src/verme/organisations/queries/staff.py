"""The staff list as it is, and what a file would change in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from verme.organisations import staff_rows
from verme.organisations.models import Organisation, Role, StaffImport, StaffMember
from verme.organisations.queries.roles import people_with_access
from verme.organisations.staff_rows import Differences, Known, StaffFact, StaffRows


@dataclass(frozen=True)
class Judged:
    """A file against the list as it is now. `fingerprint` says whether somebody saw exactly this."""

    people: Mapping[int, StaffMember]  # by the identity of their fact: two people may look alike
    read: StaffRows
    differences: Differences
    fingerprint: str

    def member(self, fact: StaffFact) -> StaffMember:
        """Whose fact this is."""
        return self.people[id(fact)]


def judge(held: StaffImport) -> Judged:
    """What the file would change in the staff list now. Three queries. Raises Unfit if its columns make no staff list."""
    people = list(StaffMember.objects.filter(organisation=held.organisation_id).order_by("id"))
    facts = _facts(people)
    read = staff_rows.read(held.table, known(held.organisation), facts, held.chosen)
    differences = staff_rows.compare(facts, read)
    return Judged(
        people={id(fact): person for fact, person in zip(facts, people, strict=True)},
        read=read,
        differences=differences,
        fingerprint=staff_rows.fingerprint(read, differences),
    )


def known(organisation: Organisation) -> Known:
    """The organisation's units and staff groups by every name they go by. Two queries."""
    return Known(
        units={unit.pk: [unit.name] for unit in organisation.units.all()},
        staff_groups={group.pk: [*group.names.values(), group.key] for group in organisation.staff_groups.all()},
    )


def _facts(people: Sequence[StaffMember]) -> list[StaffFact]:
    keys = {person.pk: person.personnel_number or person.email for person in people}
    return [
        StaffFact(
            personnel_number=person.personnel_number,
            name=person.name,
            email=person.email,
            unit=person.unit_id,
            title=person.title,
            staff_group=person.staff_group_id,
            agreement=person.agreement,
            working_time=person.working_time,
            percentage=person.percentage,
            supervisor=keys.get(person.supervisor_id or 0, ""),
            language=person.language,
            is_listed=person.is_listed,
        )
        for person in people
    ]


def staff_list(organisation: Organisation, *, words: str = "", is_listed: bool = True) -> QuerySet[StaffMember]:
    """The staff list by name; `words` are looked for in names, e-mails, personnel numbers and units, each of them somewhere."""
    found = organisation.staff.filter(is_listed=is_listed).select_related("unit", "staff_group", "supervisor")
    for word in words.split():
        found = found.filter(
            Q(name__icontains=word) | Q(email__icontains=word) | Q(personnel_number__istartswith=word) | Q(unit__name__icontains=word)
        )
    return found.order_by("name", "id")


def staff_counts(organisation: Organisation) -> tuple[int, int]:
    """How many are on the list, and how many were on an earlier one."""
    counts = organisation.staff.aggregate(on=Count("id", filter=Q(is_listed=True)), off=Count("id", filter=Q(is_listed=False)))
    return counts["on"], counts["off"]


def roles_of_those_who_left(organisation: Organisation) -> list[Role]:
    """Roles of people whose e-mail is on the staff list only as "not on the list": they end when the coordinator says so."""
    roles = list(people_with_access(organisation))
    staff = organisation.staff.filter(email__in={role.person.email for role in roles}).values_list("email", "is_listed")
    listed = {email for email, is_listed in staff if is_listed}
    gone = {email for email, is_listed in staff if not is_listed} - listed
    return [role for role in roles if role.person.email in gone]


def waiting_imports(organisation: Organisation) -> QuerySet[StaffImport]:
    """Files on their way into the list, the newest first; their rows are not loaded."""
    return organisation.staff_imports.defer("rows").select_related("person").order_by("-id")
