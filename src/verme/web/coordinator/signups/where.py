"""Where something is done about a sign-up, and where the coordinator goes on afterwards."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse

from verme.signups.models import Signup
from verme.signups.terms import Flag
from verme.web.coordinator.signups.acts import Act
from verme.web.coordinator.signups.listing import signup_list
from verme.web.ui.desk import Desk


def own_page(desk: Desk, signup: Signup) -> str:
    """The sign-up's own page."""
    return reverse("staff:signup", args=[desk.house.slug, desk.year.slug, signup.reference])


def page_of(desk: Desk, signup: Signup, act: Act, twins: Sequence[Signup] = ()) -> str:
    """The page on which something is done."""
    where = [desk.house.slug, desk.year.slug, signup.reference]
    if act == Act.COMPARE:
        return reverse("staff:signup_compare", args=[*where, twins[0].reference]) if twins else own_page(desk, signup)
    if act == Act.CORRECT:
        return reverse("staff:signup_correct", args=where)
    return reverse("staff:signup_act", args=[*where, act.value])


def onward(request: HttpRequest, desk: Desk, signup: Signup, *, settled: Flag | None = None, stays: bool = True) -> str:
    """To the next flag of the list, if that is where it was begun, or back to the sign-up's own page.

    `settled`: the flag that was dealt with; another one of the same sign-up comes next, unless it is left (`stays`).
    """
    if "lista" not in request.GET and "lista" not in request.POST:
        return own_page(desk, signup)
    held = signup_list(desk.year, request.GET)
    same = next((row for row in held.everybody if row.signup.pk == signup.pk and stays and set(row.flags) - {settled}), None)
    following = same or held.after(signup.reference)
    back = reverse("staff:signups", args=[desk.house.slug, desk.year.slug])
    return f"{back}?auki={following.signup.reference}#{following.signup.reference}" if following else back
