"""What the coordinator does to one sign-up. Every letter is seen before it goes, and what was typed is kept when the answer is no."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verme.kernel.refusals import Refused
from verme.organisations.terms import Permission
from verme.signups import actions, notices, queries
from verme.signups.models import Signup
from verme.signups.terms import Flag
from verme.web.coordinator.forms.signups import CompareForm, WordsForm
from verme.web.coordinator.signups.acts import HEADINGS, Act, is_over, possible
from verme.web.coordinator.signups.comparing import Pair
from verme.web.coordinator.signups.letters import WRITTEN, previews, proposed, seal
from verme.web.coordinator.signups.listing import Row
from verme.web.coordinator.signups.where import onward, own_page
from verme.web.coordinator.views.signups import found
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page

DEEDS: Mapping[Act, Callable[..., Signup]] = {
    Act.ACCEPT: actions.accept,
    Act.ADMIT: actions.admit,
    Act.DECLINE: actions.decline,
    Act.INQUIRE: actions.inquire,
    Act.QUEUE: actions.to_queue,
    Act.REMIND: actions.remind,
    Act.RESEND: actions.resend,
    Act.WITHDRAW: actions.withdraw,
}
TOLD: Mapping[Act, Promise] = {
    Act.ACCEPT: gettext_lazy("%(name)s has a place now, and the letter is on its way."),
    Act.ADMIT: gettext_lazy("%(name)s is in now, and the letter is on its way."),
    Act.DECLINE: gettext_lazy("The sign-up of %(name)s was not accepted, and the letter is on its way."),
    Act.INQUIRE: gettext_lazy("The question to %(name)s is on its way."),
    Act.QUEUE: gettext_lazy("%(name)s is on the waiting list now, and the letter is on its way."),
    Act.REMIND: gettext_lazy("The reminder to %(name)s is on its way."),
    Act.RESEND: gettext_lazy("The confirmation to %(name)s is on its way again."),
    Act.WITHDRAW: gettext_lazy("The sign-up of %(name)s is cancelled, and the letter is on its way."),
}


@staff(Permission.SEE_SIGNUPS)
def act(request: HttpRequest, desk: Desk, reference: str, act: str) -> HttpResponse:
    """The letter of a deed as it would arrive; the button does the deed and sends it. Opening the address does nothing."""
    deed = next((each for each in DEEDS if each == act), None)
    if deed is None:
        raise Http404
    row, _everybody, held = found(desk, reference)
    if deed not in possible(row.signup):
        return _not_now(request, desk, row.signup)
    begin = proposed(deed, row.signup, _flag(request), held) if deed in WRITTEN else ""
    form = WordsForm(request.POST or None, initial={"words": begin}) if deed in WRITTEN else None
    if request.method == "POST" and (answer := _do(request, desk, row, deed, form)) is not None:
        return answer
    words = str(form["words"].value() or "") if form else ""
    shown = previews(deed, row.signup, words) if words.strip() or form is None else []
    heading, action = HEADINGS[deed]
    context = {"form": form, "row": row, "letters": shown, "seen": seal(words), "heading": heading, "action": action}
    context["back"] = own_page(desk, row.signup)
    return page(request, "coordinator/signups/act.html", context)


def _do(request: HttpRequest, desk: Desk, row: Row, deed: Act, form: WordsForm | None) -> HttpResponse | None:
    """To where it goes on; None where the page is shown again: the words are new, or the answer is no."""
    words: dict[str, Any] = {}
    if form is not None:
        if not form.is_valid():
            return None
        words = {"words": form.cleaned_data["words"]}
        if "show" in request.POST or form.cleaned_data["seen"] != seal(words["words"]):
            return None
    try:
        after = DEEDS[deed](row.signup, **words, by=desk.actor)
    except Refused as no:
        messages.error(request, no.sentence, extra_tags="err")
        return None
    if deed == Act.RESEND and after.told_at == row.signup.told_at:
        messages.error(request, _("A letter went to this address within the last hour. Try again a little later."), extra_tags="err")
        return None
    messages.success(request, str(TOLD[deed]) % {"name": row.signup.name})
    return redirect(onward(request, desk, row.signup, settled=_flag(request)))


def _flag(request: HttpRequest) -> Flag | None:
    return next((flag for flag in Flag if flag == request.GET.get("lippu")), None)


def _not_now(request: HttpRequest, desk: Desk, signup: Signup) -> HttpResponse:
    messages.error(request, _("This cannot be done now: the sign-up has changed meanwhile."), extra_tags="err")
    return redirect(own_page(desk, signup))


@staff(Permission.SEE_SIGNUPS)
def part(request: HttpRequest, desk: Desk, reference: str) -> HttpResponse:
    """Two that became one become two again: both letters as they would arrive, then the button."""
    row, _everybody, _held = found(desk, reference)
    merger = queries.merger_of(row.signup)
    if merger is None or is_over(row.signup):
        return _not_now(request, desk, row.signup)
    if request.method == "POST":
        try:
            kept = actions.part(merger, by=desk.actor)
        except Refused as no:
            messages.error(request, no.sentence, extra_tags="err")
        else:
            messages.success(request, _("They are two sign-ups again, and both letters are on their way."))
            return redirect(own_page(desk, kept))
    was = Signup(pk=row.signup.pk, programme=desk.year, reference=row.signup.reference, language=row.signup.language)
    was.name, was.email = merger.before["name"], merger.before["email"]
    merger.gone.programme = desk.year
    letters = [
        (_("To %(name)s, %(email)s") % {"name": to.name, "email": to.email}, notices.preview("signups.parted", to))
        for to in (was, merger.gone)
    ]
    heading, action = _("Make them two again"), _("Make them two and send the letters")
    context = {"row": row, "letters": letters, "heading": heading, "action": action, "back": own_page(desk, row.signup)}
    return page(request, "coordinator/signups/act.html", context)


@staff(Permission.SEE_SIGNUPS)
def compare(request: HttpRequest, desk: Desk, reference: str, other: str) -> HttpResponse:
    """Two sign-ups side by side: they become one with the chosen answers, or are two people."""
    row, everybody, _held = found(desk, reference)
    twin = next((each for each in everybody if each.signup.reference == other and each is not row), None)
    if twin is None:
        raise Http404
    if not (row.signup.is_active and twin.signup.is_active and Act.COMPARE in possible(row.signup)):
        return _not_now(request, desk, row.signup)
    pair = Pair.of(row.signup, twin.signup)
    form = CompareForm(request.POST or None, pair=pair)
    if request.method == "POST" and (answer := _settle(request, desk, row, pair, form)) is not None:
        return answer
    return page(request, "coordinator/signups/compare.html", {"form": form, "pair": pair})


def _settle(request: HttpRequest, desk: Desk, row: Row, pair: Pair, form: CompareForm) -> HttpResponse | None:
    if "different" in request.POST:
        actions.tell_apart(pair.left, other=pair.right, by=desk.actor)
        messages.success(request, _("Noted: they are two people."))
        return redirect(onward(request, desk, row.signup))
    if not form.is_valid():
        return None
    try:
        kept = actions.merge(pair.left, other=pair.right, answers=pair.chosen(form.cleaned_data), by=desk.actor)
    except Refused as no:
        form.add_error(None, no.sentence)
        return None
    messages.success(request, _("The two sign-ups of %(name)s are one now. They get a letter about it.") % {"name": kept.name})
    return redirect("staff:signup", desk.house.slug, desk.year.slug, kept.reference)
