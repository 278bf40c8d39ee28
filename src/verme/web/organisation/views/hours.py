"""Checking the mentors' hours (K9), and the prices of their units."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.compensation import actions, queries
from verme.compensation.terms import LineState, Step
from verme.kernel import dates
from verme.kernel.refusals import Refused
from verme.mentors import queries as mentors
from verme.organisations.terms import Permission
from verme.programmes.plain_words.numbers import listing
from verme.web.organisation.forms.pay import RateForm
from verme.web.organisation.hours import looks, unsent
from verme.web.organisation.pay import Basket
from verme.web.organisation.views.pay_returns import returning, settled
from verme.web.ui import pay_rows
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page


@staff(Permission.CHECK_HOURS)
def hours(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All rows mentor by mentor; the coordinator sends them on together, and what was looked at is what goes."""
    if request.method == "POST":
        return _checked(request, desk)
    language, people = request.LANGUAGE_CODE, queries.all_holders(desk.house)
    book = queries.read(desk.house)
    on_the_way = [*book.lines, *book.others]
    waiting = [line for line in on_the_way if line.state == LineState.SENT]
    basket = Basket(desk, Step.CHECK, waiting, people[Step.CHECK], language)
    told = looks(book, basket.mine, language)
    odd = len({look.line.pk for look in told if look.line is not None})
    context = {
        "basket": basket,
        "looks": told,
        "unsent": unsent(book),
        "years": dates.school_year(book.school_year),
        "facts": _facts(basket, odd),
        "approvers": listing(person.name for person in queries.others(basket.mine, Step.APPROVE, people[Step.APPROVE])),
        "checked": pay_rows.rows_words(sum(line.state == LineState.CHECKED for line in on_the_way)),
        "returned": [line for line in on_the_way if line.state == LineState.RETURNED],
    }
    return page(request, "organisation/pay/hours.html", context)


def _facts(basket: Basket, odd: int) -> list[tuple[Any, str]]:
    rows = len(basket.mine)
    return [
        (rows, ngettext("row", "rows", rows)),
        (rows - odd, _("as usual by the rules")),
        (odd, _("to look at")),
        (basket.units, _("units")),
    ]


def _checked(request: HttpRequest, desk: Desk) -> HttpResponse:
    try:
        number = actions.check(desk.house, seen=pay_rows.understood(request.POST.get("lines", "")), by=desk.actor)
    except Refused as no:
        settled(desk, no)
        messages.warning(request, no.sentence)
    else:
        sent = ngettext("%(n)s row was sent to the approver.", "%(n)s rows were sent to the approver.", number) % {"n": number}
        messages.success(request, sent if number else _("These rows have been sent already."))
    return redirect("staff:hours", desk.house.slug)


@staff(Permission.CHECK_HOURS)
def hours_return(request: HttpRequest, desk: Desk, line: int) -> HttpResponse:
    """A row goes back to its mentor with a word."""
    return returning(request, desk, line, states={LineState.SENT}, back="staff:hours")


@staff(Permission.CHECK_HOURS)
def rates(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What each mentor's unit costs; without a price of their own the average price is an estimate."""
    rows = [(mentor, mentor.rates.all()) for mentor in mentors.register(desk.house).prefetch_related("rates")]
    language = request.LANGUAGE_CODE
    shown = [
        (mentor, [(pay_rows.money(rate.cents, language), dates.bare_day(rate.valid_from, language), rate.decision) for rate in own])
        for mentor, own in rows
    ]
    return page(request, "organisation/pay/rates.html", {"rows": shown})


@staff(Permission.CHECK_HOURS)
def rate(request: HttpRequest, desk: Desk, mentor: int) -> HttpResponse:
    """A new price from a day on. Earlier ones stay, and so does what was closed by them."""
    held = mentors.register(desk.house).filter(pk=mentor).first()
    if held is None:
        raise Http404
    form = RateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("valid_from", "decision")}
        try:
            actions.set_rate(held, cents=form.cents, **given, by=desk.actor)
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            messages.success(request, _("Saved."))
            return redirect("staff:rates", desk.house.slug)
    return page(request, "organisation/pay/rate.html", {"form": form, "mentor": held})
