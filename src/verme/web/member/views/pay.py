"""A mentor's pay (M6): one school year in one organisation at a time."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.compensation import actions, queries
from verme.compensation.models import Arrangement
from verme.compensation.terms import PayRefusal, Why
from verme.kernel import clock, dates
from verme.kernel.refusals import Refused
from verme.mentors.models import Mentor
from verme.web.member.forms.pay import ArrangementForm, ExpenseForm
from verme.web.member.leading import leading
from verme.web.member.own_pay import Entering, OwnPay
from verme.web.ui.blaming import FieldOf, blame
from verme.web.ui.choice_fields import offer
from verme.web.ui.desk import Desk
from verme.web.ui.doors import own
from verme.web.ui.render import page

REFUSED_AT: FieldOf = {
    PayRefusal.UNITS: "units",
    PayRefusal.OVER_LIMIT: "units",
    PayRefusal.NO_GROUND: "ground",
    PayRefusal.FUTURE: "day",
    PayRefusal.NO_FEE: "day",
    Why.WORKING_TIME: "day",
    PayRefusal.CENTS: "euros",
    PayRefusal.OVER_BUDGET: "euros",
    PayRefusal.NO_RECEIPT: "receipt",
    PayRefusal.NO_REFUND: "day",
}


@own
def pay(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The latest school year that one has led groups in; `mentor` and `vuosi` choose another."""
    led = queries.years_led(desk.reader)
    if not led:
        return page(request, "member/pay/none.html", {})
    asked = (request.GET.get("mentor", ""), request.GET.get("vuosi", ""))
    mentor, year = next((pair for pair in led if (str(pair[0].pk), str(pair[1])) == asked), led[0])
    return _shown(request, mentor, year, led)


@own
def send(request: HttpRequest, desk: Desk, mentor: int, year: int) -> HttpResponse:
    """Everything that waits goes for approval; a second press sends nothing twice."""
    held = _own(desk, mentor, year)
    if request.method == "POST":
        number = actions.send(held, school_year=year, by=desk.actor)
        sent = ngettext("%(n)s row was sent for approval.", "%(n)s rows were sent for approval.", number) % {"n": number}
        messages.success(request, sent if number else _("Everything has been sent already."))
    return redirect(_address(mentor, year))


@own
def arrange(request: HttpRequest, desk: Desk, mentor: int, year: int) -> HttpResponse:
    """Enters arrangement work."""
    held = _own(desk, mentor, year)
    form = ArrangementForm(request.POST or None)
    programme = Entering(queries.read(held.organisation, year), held).programme
    if programme is None:
        raise Http404
    if request.method == "POST" and form.is_valid() and _enter(form, actions.enter_arrangement, programme, mentor=held, by=desk.actor):
        messages.success(request, _("Saved."))
        return redirect(f"{_address(mentor, year)}#jarjestelyt")
    return _shown(request, held, year, queries.years_led(desk.reader), arrangement_form=form)


@own
def spend(request: HttpRequest, desk: Desk, mentor: int, year: int) -> HttpResponse:
    """Enters a small cost of an own group."""
    held = _own(desk, mentor, year)
    groups = {group.pk: group for group in Entering(queries.read(held.organisation, year), held).groups}
    form = ExpenseForm(request.POST or None)
    offer(form, "group", [(key, group.letter) for key, group in groups.items()])
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("what", "receipt", "cost_centre", "day")}
        if _tried(form, actions.enter_expense, groups[form.cleaned_data["group"]], mentor=held, cents=form.cents, **given, by=desk.actor):
            messages.success(request, _("Saved."))
            return redirect(f"{_address(mentor, year)}#kulut")
    return _shown(request, held, year, queries.years_led(desk.reader), expense_form=form)


@own
def remove(request: HttpRequest, desk: Desk, mentor: int, year: int, kind: str, number: int) -> HttpResponse:
    """Takes out what was entered and not sent."""
    book = queries.read(_own(desk, mentor, year).organisation, year)
    entry = book.arrangements.get(number) if kind == "tyo" else book.expenses.get(number) if kind == "kulu" else None
    if entry is None or entry.mentor_id != mentor:
        raise Http404
    if request.method == "POST":
        deed: Callable[..., Any] = actions.remove_arrangement if isinstance(entry, Arrangement) else actions.remove_expense
        try:
            deed(entry, by=desk.actor)
            messages.success(request, _("Removed."))
        except Refused as no:
            messages.warning(request, no.sentence)
    return redirect(_address(mentor, year))


def _own(desk: Desk, mentor: int, year: int) -> Mentor:
    """One's own mentorship, if one has led in that year; else there is nothing here."""
    held = next((each for each, led in queries.years_led(desk.reader) if (each.pk, led) == (mentor, year)), None)
    if held is None:
        raise Http404
    return held


def _enter(form: Form, deed: Callable[..., Any], *given: Any, **named: Any) -> bool:
    return _tried(form, deed, *given, **form.cleaned_data, **named)


def _tried(form: Form, deed: Callable[..., Any], *given: Any, **named: Any) -> bool:
    """Whether the deed was done; if not, the form says why at its field."""
    try:
        deed(*given, **named)
    except Refused as no:
        blame(form, no, REFUSED_AT)
        return False
    return True


def _address(mentor: int, year: int) -> str:
    return f"{reverse('member:pay')}?mentor={mentor}&vuosi={year}"


def _shown(
    request: HttpRequest,
    mentor: Mentor,
    year: int,
    led: list[tuple[Mentor, int]],
    *,
    arrangement_form: ArrangementForm | None = None,
    expense_form: ExpenseForm | None = None,
) -> HttpResponse:
    house = mentor.organisation
    shown = OwnPay(queries.read(house, year), mentor, request.LANGUAGE_CODE)
    chips = [
        {
            "label": f"{each.organisation.name_in(request.LANGUAGE_CODE)} {dates.school_year(at)}",
            "url": _address(each.pk, at),
            "is_current": (each.pk, at) == (mentor.pk, year),
        }
        for each, at in led
    ]
    expense_form = expense_form or ExpenseForm()
    offer(expense_form, "group", [(group.pk, group.letter) for group in shown.entering.groups])
    context = {
        "pay": shown,
        "leading": leading(mentor, year, shown.book.rules(clock.today()), request.LANGUAGE_CODE),
        "mentor": mentor,
        "year": year,
        "chips": chips if len(chips) > 1 else [],
        "arrangement_form": arrangement_form or ArrangementForm(),
        "expense_form": expense_form,
        "form": next((form for form in (arrangement_form, expense_form) if form is not None and form.errors), None),
        "organisation_name": house.name_in(request.LANGUAGE_CODE),
        "first_language": house.first_language,
    }
    return page(request, "member/pay/pay.html", context)
