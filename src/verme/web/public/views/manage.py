"""One's own sign-up from the letter's link: the secret is swapped for the session, then the address is clean. Looking changes nothing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from verme.kernel.refusals import Refused
from verme.signups import actions, queries
from verme.signups.actions import Answers
from verme.signups.terms import ChangeRefusal
from verme.web.public import questions
from verme.web.public.trip import Trip, managed, remember
from verme.web.public.views.programmes import shown
from verme.web.ui.desk import Desk
from verme.web.ui.doors import link, public
from verme.web.ui.render import page
from verme.web.ui.signup_forms.filled import pages_of


@link
def open_link(request: HttpRequest, desk: Desk, secret: str) -> HttpResponse:
    """The letter's link. The button confirms that the letter arrived and opens the sign-up."""
    signup = queries.by_secret(secret)
    if signup is None:
        return page(request, "public/spent.html", {}, status=404)
    programme = signup.programme
    if request.method == "POST":
        actions.confirm(signup, by=desk.actor)
        remember(request, "manage", programme.slug, signup.reference)
        return redirect("public:manage", slug=programme.slug)
    context = {"signup": signup, "programme": programme, "first_language": programme.organisation.first_language}
    return page(request, "public/manage/open.html", {**context, "organisation_name": programme.organisation.name_in(request.LANGUAGE_CODE)})


def _trip(request: HttpRequest, slug: str) -> Trip | None:
    """The way to a change, for who may manage a sign-up of this programme in this browser."""
    programme = shown(slug)
    own = managed(request, programme)
    return Trip.to_change(request, programme, own) if own else None


def _spent(request: HttpRequest, slug: str) -> HttpResponse:
    return page(request, "public/spent.html", {"programme": shown(slug)})


@public
@never_cache
def manage(request: HttpRequest, desk: Desk, slug: str) -> HttpResponse:
    """The sign-up's answers with what can be done to it. The button takes them along to the question pages."""
    if (trip := _trip(request, slug)) is None or trip.own is None:
        return _spent(request, slug)
    own, why_not = queries.with_answers(queries.by_reference(slug, trip.own.reference)).get(), trip.why_not()
    if request.method == "POST" and why_not is None:
        about, wishes = pages_of(own, trip.offered())
        trip.drawer.fill(about=about, wishes=wishes, revision=own.revision)
        return redirect(trip.url("about"))
    asks = {"asks_place": trip.programme.places.count() > 1, "asks_language": len(trip.programme.organisation.languages) > 1}
    context = {"signup": own, "answers": Answers.of(own), "why_not": why_not.label if why_not else "", **asks}
    return page(request, "public/manage/manage.html", {**questions.shared(request, trip, 0), **context})


@public
@never_cache
def about(request: HttpRequest, desk: Desk, slug: str) -> HttpResponse:
    """Page 1 of a change."""
    trip = _trip(request, slug)
    return questions.about(request, desk, trip) if trip else _spent(request, slug)


@public
@never_cache
def wishes(request: HttpRequest, desk: Desk, slug: str) -> HttpResponse:
    """Page 2 of a change."""
    trip = _trip(request, slug)
    return questions.wishes(request, desk, trip) if trip else _spent(request, slug)


@public
@never_cache
def check(request: HttpRequest, desk: Desk, slug: str) -> HttpResponse:
    """Page 3 of a change; the button saves it. If somebody else was faster, both versions are shown and nothing is lost."""
    if (trip := _trip(request, slug)) is None or trip.own is None:
        return _spent(request, slug)
    if (no := questions.closed(request, trip)) is not None:
        return no
    offered = trip.offered()
    said = questions.of_trip(trip, offered)
    if said.stop != "check":
        return redirect(trip.url(said.stop))
    refused = _save(request, desk, trip, said.answers) if request.method == "POST" else None
    if request.method == "POST" and refused is None:
        return redirect(trip.url("end"))
    context = questions.check_context(request, trip, offered, said.answers)
    return page(request, "public/signup/check.html", {**context, **_newest(trip, refused)})


def _save(request: HttpRequest, desk: Desk, trip: Trip, answers: Answers) -> Refused | None:
    """The refusal, or None when it is saved."""
    if trip.own is None:
        return None
    try:
        actions.amend(trip.own, answers=answers, revision=trip.drawer.held.get("revision", -1), by=desk.actor)
    except Refused as no:
        return no
    trip.drawer.empty()
    messages.success(request, _("Your change is saved."), extra_tags="ok")
    return None


def _newest(trip: Trip, refused: Refused | None) -> dict[str, object]:
    """When somebody else was faster: the newest version beside one's own, which may then be made again on top of it."""
    if refused is None or trip.own is None:
        return {"refused": ""}
    if refused.reason != ChangeRefusal.STALE:
        return {"refused": refused.sentence}
    newest = queries.with_answers(queries.by_reference(trip.programme.slug, trip.own.reference)).get()
    trip.drawer.note(revision=newest.revision)
    return {"refused": refused.sentence, "newest": Answers.of(newest)}


@public
@never_cache
def cancel(request: HttpRequest, desk: Desk, slug: str) -> HttpResponse:
    """Asks once, then cancels; the place goes to the next."""
    if (trip := _trip(request, slug)) is None or trip.own is None:
        return _spent(request, slug)
    if request.method == "POST":
        try:
            actions.withdraw(trip.own, by=desk.actor)
        except Refused as no:
            messages.error(request, no.sentence, extra_tags="err")
        else:
            messages.success(request, _("Your sign-up has been cancelled. You are welcome to join later."), extra_tags="ok")
        return redirect(trip.url("back"))
    return page(request, "public/manage/cancel.html", {**questions.shared(request, trip, 0), "signup": trip.own})
