"""People with access: who has which role, giving one, ending one. Both ask for a fresh code."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.kernel.refusals import Refused
from verme.organisations import actions, queries
from verme.organisations.models import Role
from verme.organisations.terms import Permission, RoleKind
from verme.web.organisation.forms.access import RoleForm, powers
from verme.web.ui.blaming import blame
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page

REFUSED_AT = {"no_unit": "unit", "already": "email"}


@staff(Permission.RUN_ORGANISATION)
def access(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every role here by the name of who has it; those who are not on the staff list any more are marked."""
    roles = list(queries.people_with_access(desk.house))
    context = {
        "roles": roles,
        "gone": {role.pk for role in queries.roles_of_those_who_left(desk.house)},
        "is_alone": sum(role.kind == RoleKind.COORDINATOR for role in roles) == 1,
    }
    return page(request, "organisation/access/access.html", context)


@staff(Permission.RUN_ORGANISATION, fresh=True)
def grant(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A role for somebody, who is told by a letter."""
    form = RoleForm(request.POST or None, house=desk.house)
    if request.method == "POST" and form.is_valid():
        try:
            role = actions.appoint(desk.house, **form.values(), by=desk.actor)
        except Refused as no:
            blame(form, no, REFUSED_AT)
        else:
            told = _("%(name)s now has the role %(role)s. A letter tells about it.")
            messages.success(request, told % {"name": role.person.name, "role": RoleKind(role.kind).label})
            return redirect("staff:access", desk.house.slug)
    return page(request, "organisation/access/grant.html", {"form": form, "powers": powers()})


@staff(Permission.RUN_ORGANISATION, fresh=True)
def end(request: HttpRequest, desk: Desk, role: int) -> HttpResponse:
    """The question before a role ends, and its end. The last coordinator's does not."""
    held = queries.people_with_access(desk.house).filter(pk=role).first()
    if held is None:
        raise Http404
    fault = ""
    if request.method == "POST":
        try:
            actions.end_role(held, by=desk.actor)
        except Refused as no:
            fault = no.sentence
        else:
            messages.success(
                request, _("The role has ended: %(name)s, %(role)s.") % {"name": held.person.name, "role": held.get_kind_display()}
            )
            return redirect("staff:access", desk.house.slug) if _stays(desk, held) else redirect("member:home")
    return page(request, "organisation/access/end.html", {"role": held, "fault": fault, "is_own": held.person_id == desk.reader.pk})


def _stays(desk: Desk, ended: Role) -> bool:
    """Whether the reader may still look at the list."""
    return any(role.pk != ended.pk and role.kind == RoleKind.COORDINATOR for role in desk.roles) or ended.person_id != desk.reader.pk
