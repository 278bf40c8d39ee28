"""What a mentor offers, entered, changed or taken back on the mentor's behalf. Whoever leads is told by letter."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.kernel.refusals import Refused
from verme.mentors import actions, queries
from verme.mentors.actions import Telling
from verme.mentors.models import Mentor, MentorEntry
from verme.organisations.terms import Permission
from verme.programmes import queries as programmes
from verme.web.coordinator.views.mentor_register import mentor_of, opened
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.mentoring.asked import Asked
from verme.web.ui.mentoring.offer_form import OfferForm
from verme.web.ui.mentoring.reward import how_often
from verme.web.ui.mentoring.told import told
from verme.web.ui.render import page


@staff(Permission.RUN_MENTORS)
def offer(request: HttpRequest, desk: Desk, mentor: int) -> HttpResponse:
    """A new offer; a second one at other times."""
    return _offer(request, desk, mentor_of(desk, mentor), None)


@staff(Permission.RUN_MENTORS)
def change(request: HttpRequest, desk: Desk, mentor: int, entry: int) -> HttpResponse:
    """A standing offer is replaced."""
    held = mentor_of(desk, mentor)
    return _offer(request, desk, held, _found(queries.own_offers(desk.year, held), entry))


def _offer(request: HttpRequest, desk: Desk, mentor: Mentor, entry: MentorEntry | None) -> HttpResponse:
    asked = Asked.of(desk.year, queries.who_may_lead_in(desk.year).exclude(pk=mentor.pk), entry)
    form = OfferForm(request.POST or None, asked=asked, mentor=mentor)
    if request.method == "POST" and form.is_valid():
        try:
            _save(desk, form)
        except Refused as no:
            form.blame(no)
        else:
            messages.success(request, _("Saved. Whoever leads is told by email."))
            return redirect(opened(desk, mentor))
    rules = programmes.rules_of(desk.year)
    context = {"form": form, "mentor": mentor, "entry": entry, "often": how_often(rules) if rules else "", "back": opened(desk, mentor)}
    return page(request, "coordinator/mentors/offer.html", context)


def _save(desk: Desk, form: OfferForm) -> None:
    terms, entry = form.terms(), form.asked.entry
    telling = Telling(terms.mentors)
    if entry is None:
        actions.offer(desk.year, terms=terms, telling=telling, by=desk.actor)
    else:
        actions.change_entry(entry, terms=terms, telling=telling, by=desk.actor)


@staff(Permission.RUN_MENTORS)
def take_back(request: HttpRequest, desk: Desk, mentor: int, entry: int) -> HttpResponse:
    """Asks once, then takes the offer back."""
    held = mentor_of(desk, mentor)
    standing = _found(queries.offers_of(desk.year, held), entry)
    if request.method == "POST":
        leads = [row.mentor for row in standing.lead_rows.all()]
        try:
            actions.withdraw_entry(standing, told=leads, by=desk.actor)
        except Refused as no:
            messages.error(request, no.sentence)
        else:
            messages.success(request, _("The offer was taken back."))
        return redirect(opened(desk, held))
    context = {"mentor": held, "offer": told(standing, held, desk.house.first_language), "back": opened(desk, held)}
    return page(request, "coordinator/mentors/take_back.html", context)


def _found(offers: QuerySet[MentorEntry], number: int) -> MentorEntry:
    held = offers.filter(pk=number).first()
    if held is None:
        raise Http404
    return held
