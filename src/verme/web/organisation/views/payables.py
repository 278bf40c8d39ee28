"""What is to be paid (L1), closing a month (L2), closed months and their files (L3)."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from verme.compensation import actions, queries
from verme.compensation.terms import BatchKind, LineState
from verme.kernel.refusals import Refused
from verme.organisations.terms import Permission
from verme.programmes.plain_words.numbers import units
from verme.web.organisation.payables import Month, closed_rows, entry_rows, month_of, review
from verme.web.organisation.views.pay_returns import returning, settled
from verme.web.ui import pay_rows
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page

KINDS = {"": BatchKind.FEES, "kulut": BatchKind.COSTS}


@staff(Permission.CLOSE_MONTH)
def payables(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The open month's approved rows, as they would go into its batches: fees, small costs, or both."""
    months = [_month(request, desk, kind) for kind in BatchKind]
    return page(request, "organisation/pay/payables.html", {"months": [each for each in months if each.lines] or months[:1]})


def _month(request: HttpRequest, desk: Desk, kind: BatchKind, month: date | None = None) -> Month:
    return month_of(desk, kind, request.LANGUAGE_CODE, month=month)


@staff(Permission.CLOSE_MONTH)
def payables_check(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The rows as a workbook, to look through before closing."""
    content = review(_month(request, desk, _kind(request)), request.LANGUAGE_CODE)
    return _file(content, "maksettavat.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


@staff(Permission.CLOSE_MONTH, fresh=True)
def close_month(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The checks, and the one button that closes; with a fresh code, once."""
    month = _month(request, desk, _kind(request))
    if request.method == "POST" and (asked := _asked(request)) is not None:
        return _closed(request, desk, month.kind, asked)
    return page(request, "organisation/pay/close.html", {"month": month})


def _kind(request: HttpRequest) -> BatchKind:
    return KINDS.get(request.GET.get("laji", ""), BatchKind.FEES)


def _asked(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.POST.get("month", ""))
    except ValueError:
        return None


def _closed(request: HttpRequest, desk: Desk, kind: BatchKind, month: date) -> HttpResponse:
    seen = pay_rows.understood(request.POST.get("lines", ""))
    try:
        batch = actions.close(desk.house, month=month, kind=kind, seen=seen, by=desk.actor)
    except Refused as no:
        settled(desk, no)
        messages.warning(request, no.sentence)
        return redirect("staff:payables", desk.house.slug)
    sum_ = units(batch.units) if batch.cents is None else f"{pay_rows.money(batch.cents, request.LANGUAGE_CODE)} €"
    words = {"rows": pay_rows.rows_words(batch.rows), "sum": sum_}
    messages.success(request, _("The month is closed: %(rows)s, %(sum)s in total.") % words)
    return redirect("staff:batches", desk.house.slug)


@staff(Permission.CLOSE_MONTH)
def batches(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every closed month, each with its file and checksum."""
    rows = closed_rows(queries.batches(desk.house), request.LANGUAGE_CODE)
    return page(request, "organisation/pay/batches.html", {"rows": rows})


@staff(Permission.CLOSE_MONTH)
def batch(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """One closed month row by row, for whoever looks for why a sum differs."""
    held = queries.batches(desk.house).filter(number=number).first()
    if held is None:
        raise Http404
    (shown,) = closed_rows([held], request.LANGUAGE_CODE)
    return page(request, "organisation/pay/batch.html", {"batch": shown, "rows": entry_rows(queries.entries(held), request.LANGUAGE_CODE)})


@staff(Permission.CLOSE_MONTH, fresh=True)
def batch_file(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The very bytes that were made at closing, at each download the same."""
    held = queries.batch(desk.house, number)
    if held is None:
        raise Http404
    return _file(actions.fetch(held, by=desk.actor), held.file_name, held.file_type)


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""}
    return HttpResponse(content, content_type=kind, headers=headers)


@staff(Permission.CLOSE_MONTH)
def payable_return(request: HttpRequest, desk: Desk, line: int) -> HttpResponse:
    """A row goes back to its mentor with a word."""
    return returning(request, desk, line, states={LineState.APPROVED}, back="staff:payables")
