"""Whose time the meetings take, and what the supervisor therefore gets (decisions.md §2)."""

from verme.kernel.refusals import Refused
from verme.organisations.models import StaffGroup, StaffMember
from verme.organisations.terms import SupervisorNotice
from verme.programmes import queries as programmes
from verme.programmes.models import Programme
from verme.programmes.rules import is_working_time
from verme.signups.models import Signup


def what_the_supervisor_gets(programme: Programme, staff_group: StaffGroup) -> SupervisorNotice:
    """Told, asked or nothing: only where the rules of the programme's first day count this staff group's time as working time."""
    wanted = SupervisorNotice(programme.organisation.supervisor_notice)
    if wanted == SupervisorNotice.NOTHING:
        return wanted
    try:
        rules = programmes.rules_on(programme.organisation, programme.starts_on)
    except Refused:
        return SupervisorNotice.NOTHING
    return wanted if is_working_time(rules, staff_group.key) else SupervisorNotice.NOTHING


def supervisor_of(signup: Signup) -> StaffMember | None:
    """The supervisor by the staff list, if the person is in it and the supervisor has an address."""
    person = (
        signup.programme.organisation.staff.filter(email__iexact=signup.address, is_listed=True, supervisor__isnull=False)
        .select_related("supervisor")
        .order_by("-id")
        .first()
    )
    supervisor = person.supervisor if person else None
    return supervisor if supervisor is not None and supervisor.email else None
