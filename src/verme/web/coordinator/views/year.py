"""The coordinator's year (K1), and the home of everybody who has a role in the organisation."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from verme.kernel.dates import school_year
from verme.mornings.next_step import NextStep, next_step
from verme.mornings.queries import facts_of
from verme.mornings.standing import figures, standing
from verme.organisations.terms import Permission
from verme.programmes import queries as programmes
from verme.programmes.models import Programme
from verme.signups import queries as signups
from verme.web.coordinator.happenings import happenings
from verme.web.coordinator.heat import heat
from verme.web.coordinator.links import link_in
from verme.web.coordinator.year_facts import season, tasks
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page


@staff(None)
def home(request: HttpRequest, desk: Desk) -> HttpResponse:
    """For coordinators the year that runs now, or a welcome; for other roles an honest list of what they can see."""
    if not desk.may(Permission.RUN_PROGRAMME):
        return _others(request, desk)
    own = list(programmes.of_organisation(desk.house))
    current = programmes.likeliest(own)
    if current is None:
        return _welcome(request, desk)
    desk = replace(desk, programme=current)
    request.desk = desk  # type: ignore[attr-defined]  # so that the menu leads to this programme's pages
    return _year(request, desk, own)


@staff(Permission.RUN_PROGRAMME)
def year(request: HttpRequest, desk: Desk) -> HttpResponse:
    """One programme: nine tasks with their states, the next step, the season, figures, times, what happened lately."""
    return _year(request, desk, list(programmes.of_organisation(desk.house)))


def _year(request: HttpRequest, desk: Desk, own: list[Programme]) -> HttpResponse:
    facts, link = facts_of(desk.year), link_in(desk)
    nine = tasks(facts, link)
    context = {
        "heading": _heading(desk.year, own, request.LANGUAGE_CODE),
        "standing": standing(facts),
        "chips": _chips(desk.year, own, request.LANGUAGE_CODE),
        "season": season(facts, nine),
        "next": next_step(facts, link),
        "tasks": nine,
        "figures": figures(facts),
        "heat": heat(signups.suitable(desk.year) if facts.signed_up else []),
        "happenings": happenings(desk.year, desk.reader),
        "ended": [each for each in own if each.ended_at and each != desk.year],
    }
    return page(request, "coordinator/year/year.html", context)


def _heading(held: Programme, own: list[Programme], language: str) -> str:
    """The school year, if it has only this programme; else the programme's own name."""
    if [each for each in own if each.school_year == held.school_year] == [held]:
        return _("School year %(years)s") % {"years": school_year(held.school_year)}
    return held.title_in(language)


def _chips(held: Programme, own: list[Programme], language: str) -> list[dict[str, object]]:
    """Links between the programmes that have not ended; nothing where there is only one."""
    standing = sorted((each for each in own if not each.ended_at or each == held), key=lambda each: (each.starts_on, each.pk))
    shown = [
        {
            "label": each.title_in(language),
            "url": reverse("staff:year", kwargs={"organisation": held.organisation.slug, "programme": each.slug}),
            "is_current": each == held,
        }
        for each in standing
    ]
    return shown if len(shown) > 1 else []


def _welcome(request: HttpRequest, desk: Desk) -> HttpResponse:
    link = link_in(desk)
    if programmes.rule_sets(desk.house).exists():
        text = _("One page with the proposed dates, times and themes. You confirm, and change what you want.")
        step = NextStep(_("Open the school year"), text, link("open_year"), _("Open the school year"), _("About 10 minutes."))
    else:
        text = _("First the rules by which Verme works with you: there are two ready models, and you can change every number.")
        step = NextStep(_("Choose the operating model"), text, link("rules"), _("Choose the operating model"))
    return page(request, "coordinator/year/welcome.html", {"next": step, "tasks": tasks(None, link)})


def _pages() -> tuple[tuple[Permission, str, str, str], ...]:
    """What a role other than the coordinator's opens from its first page: permission, name, what it is, address."""
    return (
        (Permission.APPROVE_PAY, _("To approve"), _("The mentors' fees and small costs that wait for your approval."), "staff:approvals"),
        (Permission.CLOSE_MONTH, _("To pay"), _("What has been approved, and closing the month."), "staff:payables"),
        (Permission.CLOSE_MONTH, _("Closed months"), _("Each month's file, the same at every download."), "staff:batches"),
        (Permission.CLOSE_MONTH, _("Payroll file"), _("How the file is written, and payroll's own codes."), "staff:payroll_file"),
        (Permission.SEE_UNIT_CREDIT, _("Credit"), _("Who of your unit has confirmed credit: name, days, year."), "staff:unit_credit"),
        (Permission.SEE_RULES, _("Operating model"), _("By which rules Verme works here: meetings, credit, fees."), "staff:rules"),
        (Permission.SEE_ALL_AUDIT, _("Log"), _("Who has done what and when, without content."), "staff:audit"),
    )


def _others(request: HttpRequest, desk: Desk) -> HttpResponse:
    shown = [
        {"title": title, "text": text, "url": reverse(name, kwargs={"organisation": desk.house.slug})}
        for permission, title, text, name in _pages()
        if desk.may(permission)
    ]
    who = {"title": _("Who sees what?"), "text": _("What each role sees of whom, and what nobody sees."), "url": reverse("public:who_sees")}
    announced = [each for each in programmes.announced() if each.organisation_id == desk.house.pk]
    return page(request, "coordinator/year/others.html", {"pages": [*shown, who], "programmes": announced})
