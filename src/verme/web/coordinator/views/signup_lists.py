"""The list to take along: as a workbook, as names on paper; and the draw, which decides about the whole list."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.kernel.tables import to_xlsx
from verme.organisations.terms import Permission
from verme.programmes.terms import Admission, Stage
from verme.signups import actions, notices, queries
from verme.signups.terms import State
from verme.web.coordinator.signups.export import sheet
from verme.web.coordinator.signups.listing import by_last_name, rows_of, work_of
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EVERYBODY = "kaikki"


@staff(Permission.SEE_SIGNUPS, fresh=True)
def export(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What the workbook holds and what it does not; the button makes it, and the log knows."""
    held = queries.register(desk.year)
    rows = [row for row in rows_of(desk.year, held) if row.signup.is_active]
    if request.method != "POST":
        return page(request, "coordinator/signups/export.html", {"count": len(rows)})
    rows.sort(key=lambda row: by_last_name(row.signup.name))
    title = _("Sign-ups") + f": {desk.year.title_in(request.LANGUAGE_CODE)}"
    content = to_xlsx([sheet(desk.year, rows, [slot for slot, _entries in held.offered])], title=title)
    actions.note_export(desk.year, rows=len(rows), by=desk.actor)
    name = f"ilmoittautuneet-{desk.year.slug}.xlsx"
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@staff(Permission.SEE_SIGNUPS)
def names(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Names on paper: who has a place, or with `?ketka=kaikki` everybody who has signed up."""
    is_everybody = request.GET.get("ketka") == EVERYBODY
    found = queries.active(desk.year) if is_everybody else queries.active(desk.year).filter(state=State.ACCEPTED)
    people = sorted(found, key=lambda signup: by_last_name(signup.name))
    context = {"people": [(signup, work_of(signup)) for signup in people], "is_everybody": is_everybody, "today": clock.today()}
    return page(request, "coordinator/signups/names.html", context)


@staff(Permission.SEE_SIGNUPS)
def draw(request: HttpRequest, desk: Desk) -> HttpResponse:
    """How the places are given by lot, and the letters that go; the button draws, once."""
    programme = desk.year
    if not programme.is_drawn_by_lot or programme.drawn_at is not None:
        return redirect("staff:signups", desk.house.slug, programme.slug)
    if request.method == "POST":
        try:
            drawn = actions.draw(programme, by=desk.actor)
        except Refused as no:
            messages.error(request, no.sentence, extra_tags="err")
        else:
            messages.success(request, _("The places have been drawn: %(n)s took part, and everybody gets a letter.") % {"n": len(drawn)})
            return redirect("staff:signups", desk.house.slug, programme.slug)
    lots = list(queries.active(programme).filter(state=State.RECEIVED, waits=False))
    for signup in lots:
        signup.programme = programme
    context = {
        "count": len(lots),
        "is_new_first": programme.admission == Admission.NEW_FIRST,
        "is_closed": programme.stage_at(clock.now()) == Stage.CLOSED,
        "letters": [notices.preview(f"signups.{kind}", lots[0]) for kind in ("accepted", "queued")] if lots else [],
        "example": lots[0] if lots else None,
    }
    return page(request, "coordinator/signups/draw.html", context)
