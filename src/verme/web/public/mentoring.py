"""A mentor's own pages about one programme: the question, the answer, each group. The way there is a letter's link or a session."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from verme.kernel import clock
from verme.kernel.dates import school_year
from verme.kernel.refusals import Refused
from verme.mentors import actions, queries, rules
from verme.mentors.models import Invitation, Mentor, MentorEntry
from verme.mentors.terms import Answer
from verme.organisations import notices as organisations
from verme.programmes import queries as programmes
from verme.programmes.models import Programme
from verme.programmes.rules import last_day
from verme.signups import queries as signups
from verme.web.public.forms.mentor_answer import NO, AnswerForm, GroupForm
from verme.web.ui.desk import Desk
from verme.web.ui.mentoring.asked import Asked
from verme.web.ui.mentoring.reward import how_often, reward
from verme.web.ui.mentoring.told import told
from verme.web.ui.render import page


@dataclass(frozen=True)
class Way:
    """One mentor's invitation, and the addresses by which this browser came: `door` names them, `key` is the secret or the number."""

    invitation: Invitation
    door: str
    key: str | int

    @property
    def programme(self) -> Programme:
        return self.invitation.programme

    @property
    def mentor(self) -> Mentor:
        return self.invitation.mentor

    @cached_property
    def offers(self) -> list[MentorEntry]:
        """The standing offers in which the mentor leads, with who leads."""
        return list(queries.own_offers(self.programme, self.mentor))

    @property
    def home(self) -> str:
        """Where the question is, or its answer."""
        return reverse(f"public:{self.door}", args=[self.key])

    @property
    def another(self) -> str:
        """Where one group more is offered."""
        return reverse(f"public:{self.door}_another", args=[self.key])

    def group(self, number: int) -> str:
        """Where one own offer is changed."""
        return reverse(f"public:{self.door}_group", args=[self.key, number])

    @property
    def closed(self) -> str:
        """Why the answer cannot be changed any more; empty while it can."""
        reason = rules.why_not_answer(is_published=self.programme.published_at is not None, is_ended=self.programme.ended_at is not None)
        return str(reason.label) if reason else ""

    def asked(self, entry: MentorEntry | None) -> Asked:
        """What can be offered, and whom the mentor may name as the pair; `entry` is the offer that is changed."""
        return Asked.of(self.programme, queries.who_may_be_named(self.programme, self.mentor), entry)


def question(request: HttpRequest, desk: Desk, way: Way) -> HttpResponse:
    """The question while there is no answer; then the answer, with the ways to change it."""
    has_answered = way.invitation.answer == Answer.NO or way.offers
    if way.closed or (has_answered and request.method == "GET" and "uudelleen" not in request.GET):
        return _answered(request, way)
    if request.method == "POST" and "network" in request.POST:
        return _shown_or_not(request, desk, way)
    form = AnswerForm(request.POST or None, asked=way.asked(next(iter(way.offers), None)), mentor=way.mentor)
    if request.method == "POST" and form.is_valid() and _answer(request, desk, way, form):
        return redirect(way.home)
    return page(request, "public/mentors/question.html", {**_shared(request, way), **_about(way), "form": form})


def another(request: HttpRequest, desk: Desk, way: Way) -> HttpResponse:
    """One group more, at other times."""
    return _group(request, desk, way, None)


def group(request: HttpRequest, desk: Desk, way: Way, entry: int) -> HttpResponse:
    """One own offer: changed, or taken back."""
    held = next((each for each in way.offers if each.pk == entry), None)
    if held is None:
        raise Http404
    return _group(request, desk, way, held)


def _group(request: HttpRequest, desk: Desk, way: Way, entry: MentorEntry | None) -> HttpResponse:
    if way.closed:
        return _answered(request, way)
    if entry is not None and "take_back" in request.POST:
        return _take_back(request, desk, way, entry)
    form = GroupForm(request.POST or None, asked=way.asked(entry), mentor=way.mentor)
    if request.method == "POST" and form.is_valid():
        try:
            actions.agree(way.invitation, terms=form.terms(), entry=entry, by=desk.actor)
        except Refused as no:
            form.blame(no)
        else:
            messages.success(request, _("Saved."), extra_tags="ok")
            return redirect(way.home)
    return page(request, "public/mentors/group.html", {**_shared(request, way), **_about(way), "form": form, "entry": entry})


def _answer(request: HttpRequest, desk: Desk, way: Way, form: AnswerForm) -> bool:
    """Whether the answer was taken; else the form says why not."""
    try:
        if form.cleaned_data["answer"] == NO:
            actions.answer(way.invitation, answer=Answer.NO, by=desk.actor)
        else:
            is_visible = form.cleaned_data["is_visible"]
            actions.agree(way.invitation, terms=form.terms(), entry=form.asked.entry, is_visible=is_visible, by=desk.actor)
    except Refused as no:
        form.blame(no)
        return False
    return True


def _take_back(request: HttpRequest, desk: Desk, way: Way, entry: MentorEntry) -> HttpResponse:
    pair = [row.mentor for row in entry.lead_rows.all() if row.mentor_id != way.mentor.pk]
    try:
        actions.withdraw_entry(entry, told=pair, by=desk.actor)
    except Refused as no:
        messages.error(request, no.sentence, extra_tags="err")
    else:
        messages.success(request, _("The offer was taken back."), extra_tags="ok")
    return redirect(way.home)


def _shown_or_not(request: HttpRequest, desk: Desk, way: Way) -> HttpResponse:
    actions.change(way.mentor, is_visible="is_visible" in request.POST, by=desk.actor)
    messages.success(request, _("Saved."), extra_tags="ok")
    return redirect(way.home)


def _answered(request: HttpRequest, way: Way) -> HttpResponse:
    first = way.programme.organisation.first_language
    offers = [(told(entry, way.mentor, first), way.group(entry.pk)) for entry in queries.offers_of(way.programme, way.mentor)]
    return page(request, "public/mentors/answered.html", {**_shared(request, way), "offers": offers})


def _shared(request: HttpRequest, way: Way) -> dict[str, Any]:
    organisation, name = way.programme.organisation, way.mentor.name
    return {
        "way": way,
        "programme": way.programme,
        "mentor": way.mentor,
        "first_name": name if "," in name else name.partition(" ")[0],
        "years": school_year(way.programme.school_year),
        "coordinator": organisations.signature(organisation),
        "organisation_name": organisation.name_in(request.LANGUAGE_CODE),
        "first_language": organisation.first_language,
    }


def _about(way: Way) -> dict[str, Any]:
    """What the question tells before it is answered."""
    held = programmes.rules_of(way.programme)
    last = last_day(way.programme.closes_at)
    return {
        "often": how_often(held) if held else "",
        "reward": reward(held) if held else None,
        "answer_by": last if clock.today() <= last else None,
        "is_participant": signups.active_of_address(way.programme, way.mentor.email) is not None,
    }
