"""The form of the payroll file, and a file to try it with."""

import datetime as dt
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from verme.compensation import actions, queries
from verme.compensation.documents import payroll
from verme.compensation.documents.payroll import Row
from verme.compensation.rules import Format
from verme.compensation.terms import FEES, FormatRefusal, Preset, WorkKind
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.organisations.terms import Permission
from verme.programmes import queries as programmes
from verme.web.organisation.forms.payroll_file import FormatForm, PresetForm, beginning
from verme.web.ui.blaming import FieldOf, blame
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page

REFUSED_AT: FieldOf = {FormatRefusal.SAME_SIGN: "decimal_sign", FormatRefusal.NO_COLUMNS: "columns", FormatRefusal.TWICE: "columns"}


@staff(Permission.RUN_PAYROLL_FILE)
def payroll_file(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The chosen form, or that of a preset (`?muoto=`) to begin with; nothing is kept before it is saved."""
    held = queries.format_of(desk.house)
    asked = request.GET.get("muoto", "")
    made = beginning(asked, held) if asked in Preset.values and asked != held.preset else held
    form = _form(request, desk, made)
    if request.method == "POST" and form.is_valid() and _saved(desk, form):
        messages.success(request, _("Saved. The months to come are written so; closed ones keep their files."))
        return redirect("staff:payroll_file", desk.house.slug)
    context = {
        "form": form,
        "presets": PresetForm(initial={"preset": made.preset}),
        "preset": made.preset,
        "chips": [_chip(desk, preset, made) for preset in Preset],
        "is_chosen": queries.is_format_chosen(desk.house) and made is held,
        "sample": payroll.write(sample(made), made, name="verme", language=request.LANGUAGE_CODE).text if not made.is_workbook else "",
    }
    return page(request, "organisation/pay/payroll_file.html", context)


def _form(request: HttpRequest, desk: Desk, made: Format) -> FormatForm:
    units = [unit for unit in desk.house.units.all() if not unit.is_closed]
    running = [each for each in programmes.of_organisation(desk.house) if each.ended_at is None and not each.is_practice]
    return FormatForm(request.POST or None, made=made, units=units, programmes=running, language=request.LANGUAGE_CODE)


def _chip(desk: Desk, preset: Preset, made: Format) -> dict[str, object]:
    url = f"{reverse('staff:payroll_file', args=[desk.house.slug])}?muoto={preset}"
    return {"label": preset.label, "url": url, "is_current": preset == made.preset}


def _saved(desk: Desk, form: FormatForm) -> bool:
    """Whether the format was taken; if not, the form says why."""
    try:
        actions.set_format(desk.house, made=form.value, by=desk.actor)
    except Refused as no:
        blame(form, no, REFUSED_AT)
        return False
    return True


@staff(Permission.RUN_PAYROLL_FILE)
def payroll_sample(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A file of invented rows in the chosen form, to try the payroll system's import with."""
    made = queries.format_of(desk.house)
    file = payroll.write(sample(made), made, name="verme-esimerkki", language=desk.house.first_language)
    return HttpResponse(file.content, content_type=file.type, headers={"Content-Disposition": f'attachment; filename="{file.name}"'})


def sample(made: Format) -> list[Row]:
    """One row of each kind of work and one that takes something back, of nobody."""
    day = clock.today().replace(day=1) - dt.timedelta(days=9)
    kinds = [*FEES, WorkKind.MEETING]
    amounts = [Decimal(3), Decimal(1), Decimal("1.5"), Decimal(-1)]
    rows = []
    for number, (kind, amount) in enumerate(zip(kinds, amounts, strict=True), start=1):
        code, words = made.salary_types.get(kind, ""), str(kind.label)
        rows.append(Row(number, 1, "100001", code, day, day, amount, 3058, int(amount * 3058), made.cost_centre, words))
    return rows
