"""The operating model: read by everybody with a role, changed by the coordinator from a day on."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.organisations.terms import Permission
from verme.programmes import actions, queries
from verme.programmes.models import RuleSet
from verme.programmes.plain_words import Part, heading, in_words
from verme.programmes.rules import PRESETS, changed, why_not_rules
from verme.web.coordinator.forms.rules import REFUSED_AT, RulesForm
from verme.web.coordinator.forms.trial import TryForm
from verme.web.coordinator.rule_effects import digest, effects
from verme.web.coordinator.rule_pages import at_a_glance, history
from verme.web.coordinator.rule_trial import mentors_own, mentors_sum, participants_sum
from verme.web.ui.blaming import blame
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page


@staff(Permission.SEE_RULES)
def rules(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The rules of a day (`?pvm=`, today if nothing else is asked for) in plain words, their arithmetic, every version."""
    versions = list(queries.rule_sets(desk.house))
    if not versions:
        return page(
            request,
            "coordinator/rules/adopt.html",
            {"models": _models(desk, request.LANGUAGE_CODE), "may_adopt": desk.may(Permission.RUN_RULES)},
        )
    return page(request, "coordinator/rules/rules.html", _context(request, desk, versions))


def _context(request: HttpRequest, desk: Desk, versions: list[RuleSet]) -> dict[str, object]:
    asked, now = _day(request) or clock.today(), _on(versions, clock.today())
    held, names = _on(versions, asked), _names(desk, request.LANGUAGE_CODE)
    form = TryForm(request.GET, rules=held.rules)
    participant, closing = participants_sum(held.rules, form.participant())
    return {
        "held": held,
        "is_now": held.pk == now.pk,
        "coming": [each for each in versions if each.valid_from > clock.today()][-1:],
        "parts": in_words(held.rules, names),
        "glance": at_a_glance(held.rules),
        "form_to_try": form,
        "participant": participant,
        "closing": closing,
        "mentor": mentors_sum(held.rules, form.mentor()),
        "mentors_own": mentors_own(held.rules, form.mentor()),
        "history": history(versions, held, names),
        "may_change": desk.may(Permission.RUN_RULES),
    }


@staff(Permission.RUN_RULES)
def adopt(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Takes a ready model into use; opening the address does nothing."""
    preset = request.POST.get("preset", "")
    if request.method == "POST" and preset in PRESETS:
        try:
            actions.adopt_preset(desk.house, preset=preset, by=desk.actor)
        except Refused as no:
            messages.error(request, no.sentence)
        else:
            messages.success(request, _("The operating model is in use. Read it through, and change what is different with you."))
    return redirect("staff:rules", organisation=desk.house.slug)


@staff(Permission.RUN_RULES)
def change(request: HttpRequest, desk: Desk, part: str) -> HttpResponse:
    """One part of the model: new values, the day from which on they hold, the decision."""
    latest = queries.rule_sets(desk.house).first()
    if latest is None or part not in Part:
        raise Http404
    initial = {"valid_from": max(clock.today(), latest.valid_from)}
    form = RulesForm(request.POST or None, part=Part(part), rules=latest.rules, organisation=desk.house, initial=initial)
    context = {"form": form, "latest": latest, "heading": heading(Part(part), latest.rules)}
    if request.method == "POST" and form.is_valid() and not _shown_first(request, desk, latest, form, context):
        given = form.cleaned_data
        try:
            actions.change_rules(
                desk.house, values=form.values(), valid_from=given["valid_from"], decision=given["decision"], by=desk.actor
            )
        except Refused as no:
            blame(form, no, REFUSED_AT)
        else:
            messages.success(request, _("The change is kept. Earlier versions stay as they were."))
            return redirect("staff:rules", organisation=desk.house.slug)
    return page(request, "coordinator/rules/change.html", context)


def _shown_first(request: HttpRequest, desk: Desk, latest: RuleSet, form: RulesForm, context: dict[str, object]) -> bool:
    """Whether the change concerns people of this school year and has not been looked at yet: then its effects go into the page."""
    values, day = form.values(), form.cleaned_data["valid_from"]
    seen = digest(values, day)
    if request.POST.get("seen") == seen or why_not_rules(changed(latest.rules, values)) is not None:
        return False
    found = effects(desk.house, latest.rules, values=values, valid_from=day)
    context |= {"effects": found, "seen": seen, "has_changes": any(not each.is_same for each in found)}
    return bool(found)


def _models(desk: Desk, language: str) -> list[tuple[str, str, list[object]]]:
    """(preset, name, parts in words) of the ready models."""
    names = _names(desk, language)
    titles = {"seinajoki": _("Seinäjoki's model"), "gradia": _("Gradia's model")}
    return [(key, titles[key], list(in_words(preset, names))) for key, preset in PRESETS.items()]


def _names(desk: Desk, language: str) -> dict[str, str]:
    return {group.key: group.name_in(language, desk.house.first_language) for group in desk.house.staff_groups.all()}


def _on(versions: list[RuleSet], day: date) -> RuleSet:
    """The version of a day, of those given with the latest first."""
    return next((each for each in versions if each.valid_from <= day), versions[-1])


def _day(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("pvm", ""))
    except ValueError:
        return None
