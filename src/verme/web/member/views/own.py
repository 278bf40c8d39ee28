"""One's own pages: home (O1), group (O2), the mentor's groups (M1), a question to the group, name and language."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override

from verme.agreements import queries as agreements
from verme.certificates import queries as certificates
from verme.groups import queries
from verme.groups.models import Group
from verme.kernel.refusals import Refused
from verme.meetings import actions as deeds
from verme.meetings import queries as meetings
from verme.mentors import queries as mentors
from verme.mentors.models import Invitation
from verme.mentors.terms import Answer
from verme.organisations import queries as organisations
from verme.people import actions as people
from verme.people.models import Person
from verme.signups import queries as signups
from verme.web.member import keeping, own_meetings
from verme.web.member.agenda import for_member, for_mentor
from verme.web.member.earning import earnings, references
from verme.web.member.forms.own import OwnForm
from verme.web.member.house import house_of
from verme.web.member.next_steps import steps
from verme.web.member.seating import table
from verme.web.member.standing import Standing, standings
from verme.web.ui.desk import Desk
from verme.web.ui.doors import own
from verme.web.ui.language import remember
from verme.web.ui.render import page


@own
def home(request: HttpRequest, desk: Desk) -> HttpResponse:
    """My Verme (O1): the own groups, questions that wait, where sign-ups stand, or a warm word when there is nothing yet.

    Who only leads groups is at home on the mentor's page.
    """
    person, language = desk.reader, request.LANGUAGE_CODE
    groups = list(queries.groups_of_member(person))
    mine = list(meetings.with_attended(signups.of_person(person)))
    ties = queries.ties(person)
    seated = {seat.signup_id for group in groups for seat in group.seats.all()}
    standing = standings(mine, seated=seated, asked=ties.asked, language=language)
    context = {
        **_groups(groups, person, language),
        "attended": own_meetings.attended(mine),
        "leads": ties.leads,
        "questions": queries.questions(person, groups),
        "invitations": _invitations(person) if ties.is_mentor else [],
        **_split(standing, is_seated=bool(groups)),
    }
    if context["leads"] and not (groups or standing):
        return redirect("member:mentor")
    return page(request, "member/home.html", {**context, **house_of(groups, language)})


def _invitations(person: Person) -> QuerySet[Invitation]:
    """Where the person is asked to lead a group or has said yes; a no needs nothing more."""
    return mentors.open_invitations(person).exclude(answer=Answer.NO)


def _groups(groups: Sequence[Group], person: Person, language: str) -> dict[str, Any]:
    """What the home page tells of the own groups: their tables, agreements and meetings; what comes next while no meeting is agreed."""
    diary = for_member(groups, person, language)
    return {
        "tables": [table(group, person, language) for group in groups],
        "glances": agreements.glances(groups, person),
        "diary": diary,
        "polls": meetings.open_polls_of(person),
        "steps": steps(groups[0]) if groups and not diary.has_meetings else [],
        "credits": earnings(certificates.of_person(person), groups, language) if groups else {},
        "references": references(groups, person),
    }


def _split(standing: Sequence[Standing], *, is_seated: bool) -> dict[str, list[Standing]]:
    """Who has no group yet sees the sign-up large; who has one, as a line."""
    awaited = [each for each in standing if each.url and not is_seated]
    return {"awaited": awaited, "standings": [each for each in standing if each not in awaited]}


@own
def group(request: HttpRequest, desk: Desk, group: int) -> HttpResponse:
    """One own group (O2): who is in it, and how to reach the mentor."""
    held = queries.groups_of_member(desk.reader).filter(pk=group).first()
    if held is None:
        raise Http404
    shown = table(held, desk.reader, request.LANGUAGE_CODE)
    context = {
        "table": shown,
        "glance": agreements.glances([held], desk.reader).get(held.pk),
        "agenda": for_member([held], desk.reader, request.LANGUAGE_CODE).agendas[held.pk],
        "attended": own_meetings.attended(meetings.with_attended(signups.of_person(desk.reader))),
    }
    return page(request, "member/group.html", {**context, **house_of([held], request.LANGUAGE_CODE)})


@own
def mentor(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The groups that one leads (M1), with what a mentor needs before the first meeting."""
    groups = list(queries.groups_of_mentor(desk.reader))
    tables = [table(each, desk.reader, request.LANGUAGE_CODE, for_mentor=True) for each in groups]
    context = {
        "tables": tables,
        "glances": agreements.glances(groups, desk.reader),
        "diary": for_mentor(groups, desk.reader, request.LANGUAGE_CODE),
        "questions": queries.questions(desk.reader, groups),
        "waiting": keeping.waiting(desk.reader, request.LANGUAGE_CODE),
        "invitations": _invitations(desk.reader),
        **house_of(groups, request.LANGUAGE_CODE),
    }
    return page(request, "member/mentor.html", context)


@own
def question(request: HttpRequest, desk: Desk, consent: int) -> HttpResponse:
    """Somebody with a role at work would like to join: yes or no. Who does not answer for the group finds nothing here."""
    asked = next((each for each in queries.questions(desk.reader) if each.consent.pk == consent), None)
    if asked is None:
        raise Http404
    if request.method == "POST" and ("yes" in request.POST) != ("no" in request.POST):
        try:
            done = deeds.answer_consent(asked.consent, voice=asked.voice, says_yes="yes" in request.POST, by=desk.actor)
        except Refused as no:
            messages.warning(request, no.sentence)
        else:
            settled = done.settled_at is not None
            messages.success(
                request, _("Thank you. The person gets a message.") if settled else _("Thank you. Another member is asked too.")
            )
        return redirect("member:home")
    return page(request, "member/question.html", {"asked": asked, **house_of([asked.consent.group], request.LANGUAGE_CODE)})


@own
def data(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Name and language; the language of this page follows at once."""
    person = desk.reader
    form = OwnForm(request.POST or None, initial={"name": person.name, "language": person.language})
    if request.method == "POST" and form.is_valid():
        people.change(person, **form.cleaned_data, by=desk.actor)
        with override(form.cleaned_data["language"]):
            messages.success(request, _("Saved."))
        response = redirect("member:data")
        remember(response, form.cleaned_data["language"])
        return response
    return page(request, "member/data.html", {"form": form, "coordinates": organisations.coordinates(person)})
