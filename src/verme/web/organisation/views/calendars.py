"""When the schools do not meet: calendars, their days off, a file of days with a look before it is taken in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.kernel.refusals import Refused
from verme.meetings import actions, queries, rules
from verme.meetings.models import SchoolCalendar
from verme.organisations.terms import Permission
from verme.web.organisation.forms.calendars import CalendarForm, DayForm, DaysFileForm, TakeInForm
from verme.web.ui.blaming import blame
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page

P = Permission


def _calendar(desk: Desk, calendar: int) -> SchoolCalendar:
    held = queries.calendars(desk.house).filter(pk=calendar).first()
    if held is None:
        raise Http404
    return held


@staff(P.RUN_ORGANISATION)
def calendars(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All calendars with their days."""
    return page(request, "organisation/calendars/calendars.html", {"calendars": queries.calendars(desk.house)})


@staff(P.RUN_ORGANISATION)
def calendar_add(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A new calendar; its days come on its own page."""
    form = CalendarForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_calendar(desk.house, **form.cleaned_data, by=desk.actor)
        except Refused as no:
            blame(form, no, "name")
        else:
            messages.success(request, _("The calendar was added. Now add its days off."))
            return redirect("staff:calendar", desk.house.slug, made.pk)
    return page(request, "organisation/calendars/calendar_form.html", {"form": form})


@staff(P.RUN_ORGANISATION)
def calendar(request: HttpRequest, desk: Desk, calendar: int) -> HttpResponse:
    """One calendar: its days off, one more, a file of them."""
    held = _calendar(desk, calendar)
    form = DayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.bring_days(held, days=[form.day()], by=desk.actor)
        except Refused as no:
            blame(form, no, "last")
        else:
            messages.success(request, _("Saved."))
            return redirect("staff:calendar", desk.house.slug, held.pk)
    return page(request, "organisation/calendars/calendar.html", {"calendar": held, "form": form})


@staff(P.RUN_ORGANISATION)
def calendar_change(request: HttpRequest, desk: Desk, calendar: int) -> HttpResponse:
    """Its name and its schools; or it is taken away."""
    held = _calendar(desk, calendar)
    if "remove" in request.POST:
        actions.remove_calendar(held, by=desk.actor)
        messages.success(request, _("The calendar was removed. Meetings stay as they are."))
        return redirect("staff:calendars", desk.house.slug)
    form = CalendarForm(request.POST or None, calendar=held)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_calendar(held, **form.cleaned_data, by=desk.actor)
        except Refused as no:
            blame(form, no, "name")
        else:
            messages.success(request, _("Saved."))
            return redirect("staff:calendar", desk.house.slug, held.pk)
    return page(request, "organisation/calendars/calendar_form.html", {"form": form, "calendar": held})


@staff(P.RUN_ORGANISATION)
def day_remove(request: HttpRequest, desk: Desk, calendar: int, day: int) -> HttpResponse:
    """These days are no longer off."""
    held = _calendar(desk, calendar)
    row = next((each for each in held.days_off.all() if each.pk == day), None)
    if row is None:
        raise Http404
    if request.method == "POST":
        actions.remove_days(held, name=row.name, first=row.first_day, by=desk.actor)
        messages.success(request, _("%(name)s was removed.") % {"name": row.name})
    return redirect("staff:calendar", desk.house.slug, held.pk)


@staff(P.RUN_ORGANISATION)
def calendar_bring(request: HttpRequest, desk: Desk, calendar: int) -> HttpResponse:
    """A file of days off: first what it holds, with what is wrong by line; then it is taken in. The same file again changes nothing."""
    held = _calendar(desk, calendar)
    if "rows" in request.POST:
        return _take_in(request, desk, held)
    form = DaysFileForm(request)
    context = {"calendar": held, "form": form}
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data["file"]
        known = {(row.name, row.first_day, row.last_day, row.kind) for row in held.days_off.all()}
        fresh = [day for day in read.days if (day.name, day.first, day.last, day.kind) not in known]
        context |= {"read": read, "fresh": fresh, "take": TakeInForm(initial={"rows": rules.as_text(fresh)})}
    return page(request, "organisation/calendars/bring.html", context)


def _take_in(request: HttpRequest, desk: Desk, calendar: SchoolCalendar) -> HttpResponse:
    take = TakeInForm(request.POST)
    if not take.is_valid():
        messages.warning(request, _("The rows could not be read. Bring the file again."))
        return redirect("staff:calendar_bring", desk.house.slug, calendar.pk)
    brought = actions.bring_days(calendar, days=take.cleaned_data["rows"].days, by=desk.actor)
    number = brought.added + brought.changed
    words = ngettext("%(n)s row was taken in.", "%(n)s rows were taken in.", number) % {"n": number}
    messages.success(request, words if number else _("Everything was there already."))
    return redirect("staff:calendar", desk.house.slug, calendar.pk)
