"""What the three steps share: a row that goes back, and lines that are brought up to date when somebody looked at old ones."""

from collections.abc import Collection

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.compensation import actions, queries
from verme.compensation.terms import CloseRefusal, LineState, PayRefusal
from verme.kernel.refusals import Refused
from verme.web.organisation.forms.pay import ReturnForm
from verme.web.ui import pay_rows
from verme.web.ui.desk import Desk
from verme.web.ui.render import page


def returning(request: HttpRequest, desk: Desk, number: int, *, states: Collection[LineState], back: str) -> HttpResponse:
    """One row and the question what must be corrected; only a row that waits for this reader's step is there."""
    line = queries.line(desk.house, number)
    if line is None or line.state not in {*states, LineState.RETURNED}:
        raise Http404
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.send_back(line, word=form.cleaned_data["word"], by=desk.actor)
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            messages.success(request, _("The row was returned. The mentor gets a letter."))
            return redirect(back, desk.house.slug)
    shown = pay_rows.row(line, request.LANGUAGE_CODE)
    return page(request, "organisation/pay/return.html", {"form": form, "row": shown, "line": line, "back": back})


def settled(desk: Desk, no: Refused) -> None:
    """Who looked at lines that no longer hold sees them brought up to date next."""
    if no.reason in {PayRefusal.CHANGED, CloseRefusal.MISMATCH}:
        for organisation, year in queries.years_with_lines():
            if organisation.pk == desk.house.pk:
                actions.settle(desk.house, school_year=year, by=desk.actor)
