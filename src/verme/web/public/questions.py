"""The question pages themselves, the same for a new sign-up and for a change. No account, no script."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from verme.kernel.texts import LANGUAGES
from verme.signups import queries
from verme.signups.actions import Answers
from verme.web.public.drawer import Drawer, stamp
from verme.web.public.trip import Trip, last_time
from verme.web.ui.desk import Desk
from verme.web.ui.render import page
from verme.web.ui.signup_forms.about import AboutForm
from verme.web.ui.signup_forms.filled import answers_of, pages_of
from verme.web.ui.signup_forms.offered import Offered
from verme.web.ui.signup_forms.wishes import WishesForm

HIDDEN = ("website",)  # a field of the first page that only machines fill in


@dataclass(frozen=True)
class Said:
    """Both pages as they were typed so far; a form is None until its page was reached."""

    about: AboutForm | None
    wishes: WishesForm | None
    stop: str  # where the way goes on: the first page that is missing or not right, or "check"

    @property
    def answers(self) -> Answers:
        """Everything that was said. Raises LookupError before both pages are right."""
        if self.stop != "check" or self.about is None or self.wishes is None:
            raise LookupError("a question page is missing")
        return answers_of(self.about, self.wishes)


def said(offered: Offered, about: QueryDict | None, wishes: QueryDict | None, *, fixed_email: str = "") -> Said:
    """Reads what was typed. What a programme no longer offers, or a theme that no longer admits, leads back to its page."""
    if about is None or not (first := AboutForm(offered, about, fixed_email=fixed_email)).is_valid():
        return Said(None, None, "about")
    if wishes is None or not (second := WishesForm(offered, first.applicant, wishes)).is_valid():
        return Said(first, None, "wishes")
    return Said(first, second, "check")


def of_trip(trip: Trip, offered: Offered) -> Said:
    """What was typed on this way so far."""
    return said(offered, trip.drawer.page("about"), trip.drawer.page("wishes"), fixed_email=trip.fixed_email)


def shared(request: HttpRequest, trip: Trip, step: int) -> dict[str, Any]:
    """What every page of the way shows."""
    organisation = trip.programme.organisation
    return {
        "programme": trip.programme,
        "trip": trip,
        "step": step,
        "urls": {stop: trip.url(stop) for stop in ("about", "wishes", "check", "back", "end")},
        "organisation_name": organisation.name_in(request.LANGUAGE_CODE),
        "first_language": organisation.first_language,
    }


def closed(request: HttpRequest, trip: Trip) -> HttpResponse | None:
    """The page that says why not now; None when the way is open."""
    if (reason := trip.why_not()) is None:
        return None
    return page(request, "public/signup/closed.html", {**shared(request, trip, 0), "reason": reason.label})


def about(request: HttpRequest, desk: Desk, trip: Trip) -> HttpResponse:
    """Page 1: who you are."""
    if (no := closed(request, trip)) is not None:
        return no
    if trip.own is not None and trip.drawer.page("about") is None:
        return redirect(trip.url("back"))  # a change begins with the answers that there are
    offered = trip.offered()
    if request.method == "POST":
        form = AboutForm(offered, request.POST, fixed_email=trip.fixed_email)
        if (answer := _kept(request, trip.drawer, "about", form, trip.url("wishes"))) is not None:
            return answer
    elif trip.drawer.was_right("about"):
        form = AboutForm(offered, trip.drawer.page("about"), fixed_email=trip.fixed_email)
    else:
        _get_ready(request, trip, offered)
        form = AboutForm(offered, initial=_typed(trip.drawer.page("about"), desk), fixed_email=trip.fixed_email)
    began = request.POST.get("began") or stamp()
    return page(request, "public/signup/about.html", {**shared(request, trip, 1), "form": form, "offered": offered, "began": began})


def wishes(request: HttpRequest, desk: Desk, trip: Trip) -> HttpResponse:
    """Page 2: what suits you."""
    if (no := closed(request, trip)) is not None:
        return no
    offered = trip.offered()
    before = of_trip(trip, offered)
    if before.about is None:
        return redirect(trip.url("about"))
    person, typed = before.about.applicant, trip.drawer.page("wishes")
    if request.method == "POST":
        form = WishesForm(offered, person, request.POST)
        if (answer := _kept(request, trip.drawer, "wishes", form, trip.url("check"))) is not None:
            return answer
    elif trip.drawer.was_right("wishes"):
        form = WishesForm(offered, person, typed)
    else:
        form = WishesForm(offered, person, initial=_wished(typed))
    return page(request, "public/signup/wishes.html", {**shared(request, trip, 2), "form": form})


def _kept(request: HttpRequest, drawer: Drawer, name: str, form: AboutForm | WishesForm, onward: str) -> HttpResponse | None:
    """Keeps what was typed and goes on if it is right; a change of the language comes back to the same page, right or not."""
    asked = request.POST.get("kieli")
    if asked not in LANGUAGES and not form.is_valid():
        return None
    drawer.keep(name, request.POST, (*form.fields, *HIDDEN), is_right=asked not in LANGUAGES)
    drawer.note_beginning(request.POST.get("began", ""))
    return redirect(f"{request.path}?kieli={asked}" if asked in LANGUAGES else onward)


def _get_ready(request: HttpRequest, trip: Trip, offered: Offered) -> None:
    """Last year's answers are ready for who is known; nothing that was typed since is lost."""
    if trip.drawer.page("about") is None and trip.own is None and (earlier := last_time(request)) is not None:
        first, second = pages_of(earlier, offered)
        trip.drawer.fill(about=first, wishes=second)


def _typed(data: QueryDict | None, desk: Desk) -> dict[str, Any]:
    known = {"name": desk.person.name, "email": desk.person.email} if desk.person else {}
    return {**known, **data.dict()} if data is not None else known


def _wished(data: QueryDict | None) -> dict[str, Any]:
    if data is None:
        return {}
    ticks = {name: name in data for name in ("any_theme", "apart_from_supervisor")}
    return {**data.dict(), **ticks, **({"languages": data.getlist("languages")} if "languages" in data else {})}


def check_context(request: HttpRequest, trip: Trip, offered: Offered, answers: Answers) -> dict[str, Any]:
    """Everything at a glance, and who will hear of it."""
    return {
        **shared(request, trip, 3),
        "answers": answers,
        "asks_place": offered.asks_place,
        "asks_language": offered.asks_language,
        "supervisor": queries.what_the_supervisor_gets(trip.programme, answers.staff_group),
    }
