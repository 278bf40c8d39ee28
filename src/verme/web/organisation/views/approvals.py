"""What waits for the approver (H1), and approving it (H2)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.compensation import actions, queries
from verme.compensation.terms import LineState, Step
from verme.kernel import clock, dates
from verme.kernel.clock import local
from verme.kernel.refusals import Refused
from verme.organisations.terms import Permission
from verme.programmes.plain_words.numbers import listing
from verme.web.organisation.pay import Basket
from verme.web.organisation.views.pay_returns import returning, settled
from verme.web.ui import pay_rows
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page


@staff(Permission.APPROVE_PAY)
def approvals(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What waits for this approver, since when, and how the school year stands."""
    basket = _basket(desk, request.LANGUAGE_CODE)
    since = min((line.checked_at for line in basket.mine if line.checked_at is not None), default=None)
    year = queries.latest_year(desk.house)
    done, waits = queries.units_on_the_way(desk.house, year)
    facts = [(pay_rows.amount(done), _("units approved")), (pay_rows.amount(waits), _("units wait for approval"))]
    context = {
        "basket": basket,
        "today": dates.day(clock.today(), request.LANGUAGE_CODE),
        "since": dates.short_day(local(since).date(), request.LANGUAGE_CODE) if since else "",
        "years": dates.school_year(year),
        "facts": facts if done or waits else [],
    }
    return page(request, "organisation/pay/approvals.html", context)


@staff(Permission.APPROVE_PAY)
def approve(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every row with its ground; what was looked at is what is approved."""
    if request.method == "POST":
        return _approved(request, desk)
    basket = _basket(desk, request.LANGUAGE_CODE)
    context = {"basket": basket, "checks": _checks(basket), "clerks": listing(each.name for each in _clerks(desk)), "open": _open(request)}
    return page(request, "organisation/pay/approve.html", context)


def _basket(desk: Desk, language: str) -> Basket:
    return Basket(desk, Step.APPROVE, queries.waiting(desk.house, Step.APPROVE), queries.holders(desk.house, Step.APPROVE), language)


def _clerks(desk: Desk) -> list[Any]:
    return queries.holders(desk.house, Step.CLOSE)


def _open(request: HttpRequest) -> int:
    asked = request.GET.get("auki", "")
    return int(asked) if asked.isdecimal() else 0


def _checks(basket: Basket) -> list[tuple[str, str]]:
    facts = [(line.fact, line.turn, line.takes_back) for line in basket.mine]
    return [
        (_("The rules give every row"), f"{len(facts)}/{len(facts)}"),
        (_("The same work is not there twice"), _("%(n)s double rows") % {"n": len(facts) - len(set(facts))}),
    ]


def _approved(request: HttpRequest, desk: Desk) -> HttpResponse:
    try:
        number = actions.approve(desk.house, seen=pay_rows.understood(request.POST.get("lines", "")), by=desk.actor)
    except Refused as no:
        settled(desk, no)
        messages.warning(request, no.sentence)
        return redirect("staff:approve", desk.house.slug)
    done = ngettext("%(n)s row was approved.", "%(n)s rows were approved.", number) % {"n": number}
    messages.success(request, done if number else _("These rows have been approved already."))
    return redirect("staff:approvals", desk.house.slug)


@staff(Permission.APPROVE_PAY)
def approval_return(request: HttpRequest, desk: Desk, line: int) -> HttpResponse:
    """A row goes back to its mentor with a word."""
    return returning(request, desk, line, states={LineState.CHECKED}, back="staff:approve")
