"""K2: the list of sign-ups, one sign-up with everything it says, and what settles a flag."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.groups import queries as groups
from verme.groups.models import Group
from verme.organisations.terms import Permission
from verme.signups import actions, queries
from verme.signups.models import Signup
from verme.signups.queries import Register
from verme.signups.terms import Flag, State
from verme.web.coordinator.signups.acts import AT_ANY_TIME, HEADINGS, Act, is_over, possible
from verme.web.coordinator.signups.details import details
from verme.web.coordinator.signups.listing import Row, rows_of, signup_list
from verme.web.coordinator.signups.telling import lot, told_stage
from verme.web.coordinator.signups.times import offered_words
from verme.web.coordinator.signups.where import onward, own_page, page_of
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page
from verme.web.ui.requests import kept_query

WAITS = frozenset({State.QUEUED, State.OFFERED})
type Found = tuple[Row, list[Row], Register]


@staff(Permission.SEE_SIGNUPS)
def signups(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Everybody, what asks to be looked at first; `?auki=` opens one row."""
    held = signup_list(desk.year, request.GET)
    shown = held.page(request.GET.get("sivu"))
    opened = next((row for row in shown if row.signup.reference == request.GET.get("auki")), None)
    context = {
        "list": held,
        "shown": shown,
        "query": kept_query(request),
        "stage": told_stage(desk.year),
        "lot": lot(desk.year),
        "is_over": desk.year.published_at is not None or desk.year.ended_at is not None,
        "may_write": desk.may(Permission.RUN_PROGRAMME) and any(each.signup.state in WAITS for each in held.everybody),
        "opened": details(desk.year, opened, held.everybody, offered_times=held.offered) if opened else None,
    }
    return page(request, "coordinator/signups/signups.html", context)


@staff(Permission.SEE_SIGNUPS)
def signup(request: HttpRequest, desk: Desk, reference: str) -> HttpResponse:
    """Everything that one sign-up says, what has happened to it, what can be done."""
    row, everybody, held = found(desk, reference)
    told = details(desk.year, row, everybody, offered_times=offered_words(held))
    context = {
        "details": told,
        "row": row,
        "signup": row.signup,
        "is_over": is_over(row.signup),
        "merger": queries.merger_of(row.signup) if told.merged and not is_over(row.signup) else None,
        "way_back": _way_back(desk, row.signup),
        "acts": [(HEADINGS[act][0], page_of(desk, row.signup, act)) for act in AT_ANY_TIME if act in possible(row.signup)],
        "correct_url": page_of(desk, row.signup, Act.CORRECT) if Act.CORRECT in possible(row.signup) else "",
        "asks_place": True,
        "asks_language": len(desk.house.languages) > 1,
    }
    return page(request, "coordinator/signups/signup.html", context)


def _way_back(desk: Desk, signup: Signup) -> Group | None:
    """The group into which somebody who has left may be taken back."""
    may = signup.state == State.WITHDRAWN and is_over(signup) and desk.may(Permission.PUBLISH_GROUPS)
    return groups.left_last(signup) if may else None


@staff(Permission.SEE_SIGNUPS)
def choose(request: HttpRequest, desk: Desk, reference: str) -> HttpResponse:
    """What is done about a flag: at once where no letter goes and nothing is to be filled in, else on a page of its own."""
    row, _everybody, _held = found(desk, reference)
    value, flag = request.POST.get("act", ""), _flag(request, row)
    act = Act(value) if value in Act else None
    if act is None or act not in possible(row.signup):
        return redirect(own_page(desk, row.signup))
    if act == Act.CLEAR and flag is not None:
        _clear(desk, row, flag)
        messages.success(request, _("%(name)s: noted.") % {"name": row.signup.name})
    if act in {Act.CLEAR, Act.KEEP}:
        return redirect(onward(request, desk, row.signup, stays=act == Act.CLEAR))
    return redirect(f"{page_of(desk, row.signup, act, row.twins)}?{_kept(request, flag)}")


def _flag(request: HttpRequest, row: Row) -> Flag | None:
    return next((flag for flag in row.flags if flag == request.POST.get("flag")), row.flag)


def _clear(desk: Desk, row: Row, flag: Flag) -> None:
    if flag != Flag.DUPLICATE:
        actions.clear_flag(row.signup, flag=flag, by=desk.actor)
        return
    for twin in row.twins:
        actions.tell_apart(row.signup, other=twin, by=desk.actor)


def _kept(request: HttpRequest, flag: Flag | None) -> str:
    return "&".join([*([f"lippu={flag}"] if flag else []), *(["lista=1"] if "lista" in request.POST else [])])


def found(desk: Desk, reference: str) -> Found:
    """The sign-up with this reference among all of the programme, so that its flags are known; else 404."""
    held = queries.register(desk.year)
    everybody = rows_of(desk.year, held)
    row = next((row for row in everybody if row.signup.reference == reference), None)
    if row is None:
        raise Http404
    return row, everybody, held
