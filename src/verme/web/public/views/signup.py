"""Signing up in four pages: who you are, what suits you, check, done."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.programmes.models import Programme
from verme.signups import actions, queries, rules
from verme.signups.terms import Flag, State
from verme.web.public import questions
from verme.web.public.trip import Trip, invited, remember, remembered
from verme.web.public.views.programmes import shown
from verme.web.ui.desk import Desk
from verme.web.ui.doors import link, public
from verme.web.ui.render import page
from verme.web.ui.requests import client_network
from verme.web.ui.signup_forms.offered import Offered


@public
@never_cache
def about(request: HttpRequest, desk: Desk, slug: str) -> HttpResponse:
    """Page 1: who you are."""
    return questions.about(request, desk, Trip.to_sign_up(request, shown(slug)))


@public
@never_cache
def wishes(request: HttpRequest, desk: Desk, slug: str) -> HttpResponse:
    """Page 2: what suits you."""
    trip = Trip.to_sign_up(request, shown(slug))
    return _sent_already(request, trip) or questions.wishes(request, desk, trip)


@public
@never_cache
def check(request: HttpRequest, desk: Desk, slug: str) -> HttpResponse:
    """Page 3: everything at a glance; the button sends it, once."""
    trip = Trip.to_sign_up(request, shown(slug))
    if (answer := _sent_already(request, trip) or questions.closed(request, trip)) is not None:
        return answer
    offered = trip.offered()
    said = questions.of_trip(trip, offered)
    if said.stop != "check":
        return redirect(trip.url(said.stop))
    refused = ""
    if request.method == "POST":
        try:
            return _send(request, desk, trip, said.answers)
        except Refused as no:
            refused = no.sentence
    context = questions.check_context(request, trip, offered, said.answers)
    return page(request, "public/signup/check.html", {**context, "refused": refused})


def _sent_already(request: HttpRequest, trip: Trip) -> HttpResponse | None:
    """Who comes back after sending, or sends again, is told so; nothing is saved twice. A new form begins on the first page."""
    if trip.drawer.page("about") is not None or remembered(request, "done", trip.programme.slug) is None:
        return None
    messages.info(request, _("You have already sent this. Nothing was saved twice."), extra_tags="ok")
    return redirect(trip.url("end"))


def _send(request: HttpRequest, desk: Desk, trip: Trip, answers: actions.Answers) -> HttpResponse:
    drawer, typed = trip.drawer, {name: dict((trip.drawer.page(name) or QueryDict()).lists()) for name in ("about", "wishes")}
    actions.knock(client_network(request))
    flags = rules.flags_of(seconds=drawer.seconds, honeypot="".join(typed["about"].get("website", [])))
    applied = actions.apply(trip.programme, key=drawer.key, answers=answers, by=desk.actor, flags=_plain(flags), outsider=trip.outsider)
    done = {"reference": applied.reference, "state": applied.state.value, "day": clock.today().isoformat(), **typed}
    remember(request, "done", trip.programme.slug, done)
    drawer.empty()
    return redirect(trip.url("end"))


def _plain(flags: list[Flag]) -> list[str]:
    return [flag.value for flag in flags]


@public
@never_cache
def done(request: HttpRequest, desk: Desk, slug: str) -> HttpResponse:
    """Page 4: it has arrived, this is what happens next. Reloading shows the same; the letter can be asked for again."""
    programme = shown(slug)
    held = remembered(request, "done", slug)
    if held is None:
        return redirect("public:programme", slug=slug)
    trip = Trip(programme, Trip.to_sign_up(request, programme).drawer, outsider=invited(request, programme))
    offered = trip.offered()
    said = questions.said(offered, _data(held["about"]), _data(held["wishes"]), fixed_email=trip.fixed_email)
    if request.method == "POST":
        _send_the_link(request, desk, programme, held)
        return redirect("public:signup_done", slug=slug)
    return page(request, "public/signup/done.html", {**questions.shared(request, trip, 4), **_shown(held, said, offered)})


def _data(typed: dict[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values)
    return data


def _shown(held: dict[str, Any], said: questions.Said, offered: Offered) -> dict[str, Any]:
    name, email = held["about"].get("name", [""])[0].strip(), held["about"].get("email", [""])[0].strip()
    return {
        "done": held,
        "day": dt.date.fromisoformat(held["day"]),
        "first_name": name if "," in name else name.partition(" ")[0],
        "email": email,
        "is_waiting": held["state"] == State.QUEUED,
        "is_in_the_draw": held["state"] == State.RECEIVED and not offered.is_for_student,
        "answers": said.answers if said.stop == "check" else None,
        "is_student": offered.is_for_student,
        "asks_place": offered.asks_place,
        "asks_language": offered.asks_language,
    }


def _send_the_link(request: HttpRequest, desk: Desk, programme: Programme, held: dict[str, Any]) -> None:
    """To the address only: who typed it need not be its owner. The answer is the same whether a letter went or not."""
    signup = queries.active_of_address(programme, held["about"].get("email", [""])[0])
    if signup is not None:
        actions.resend(signup, by=desk.actor)
    words = _("If an hour has passed since the last letter, a new one is on its way. The link in it lets you change or cancel.")
    messages.success(request, words, extra_tags="ok")


@link
def invitation(request: HttpRequest, desk: Desk, secret: str) -> HttpResponse:
    """An outsider's invitation or a students' link: what it is, and the button that begins."""
    outsider = queries.outsider_by_secret(secret)
    if outsider is None or not outsider.is_good_at(clock.now()):
        return page(request, "public/signup/invitation_over.html", {}, status=404)
    programme = outsider.programme
    if request.method == "POST":
        remember(request, "invited", programme.slug, outsider.pk)
        return redirect("public:signup", slug=programme.slug)
    context = {"outsider": outsider, "programme": programme, "organisation_name": programme.organisation.name_in(request.LANGUAGE_CODE)}
    return page(request, "public/signup/invitation.html", {**context, "first_language": programme.organisation.first_language})


@public
def draw(request: HttpRequest, desk: Desk, slug: str) -> HttpResponse:
    """What anybody needs to compute the draw again: the seed, its fingerprint from before, the references in the order drawn."""
    programme = shown(slug)
    if programme.drawn_at is None:
        raise Http404
    context = {"programme": programme, "drawn": list(queries.drawn(programme)), "first_language": programme.organisation.first_language}
    return page(request, "public/signup/draw.html", {**context, "organisation_name": programme.organisation.name_in(request.LANGUAGE_CODE)})
