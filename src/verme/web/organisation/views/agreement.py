"""The words that the agreements of the organisation's groups begin with. What groups have made of them is never seen here."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.agreements import actions, queries
from verme.agreements.ready import ready
from verme.kernel.refusals import Refused
from verme.kernel.texts import LANGUAGES, OWN_NAMES
from verme.organisations.terms import Permission
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page
from verme.web.ui.section_fields import SectionsForm, shown


@staff(Permission.RUN_ORGANISATION)
def templates(request: HttpRequest, desk: Desk) -> HttpResponse:
    """As groups meet it in one language (`?teksti=`), and whether the words are ours or the organisation's own."""
    asked = request.GET.get("teksti", "")
    language = asked if asked in LANGUAGES else desk.house.first_language
    own = {code for code, each in queries.templates(desk.house).items() if each.sections}
    context = {
        "text_language": language,
        "is_own": language in own,
        "chips": [{"label": OWN_NAMES[code], "url": f"?teksti={code}", "is_current": code == language, "lang": code} for code in LANGUAGES],
        "sections": shown(queries.template(desk.house, language)),
    }
    return page(request, "organisation/agreement/templates.html", context)


@staff(Permission.RUN_ORGANISATION)
def template(request: HttpRequest, desk: Desk, language: str) -> HttpResponse:
    """The words in one language, section by section; or ours again."""
    if language not in LANGUAGES:
        raise Http404
    number = queries.templates(desk.house)[language].number if language in queries.templates(desk.house) else 0
    sections = queries.template(desk.house, language)
    form = SectionsForm(_sent(request), sections=sections, revision=number, language=language)
    if request.method == "POST" and "add" not in request.POST and form.is_valid() and _written(request, desk, language, form):
        return redirect(f"{request.path.removesuffix(f'{language}/')}?teksti={language}")
    context = {"form": form, "text_language": language, "language_name": OWN_NAMES[language], "is_own": sections != ready(language)}
    return page(request, "organisation/agreement/template.html", context)


def _sent(request: HttpRequest) -> dict[str, str] | None:
    """What was sent, with one more section where that was asked for."""
    if request.method != "POST":
        return None
    sent = {name: str(value) for name, value in request.POST.items()}
    if "add" in sent:
        sent[f"heading_{sum(name.startswith('heading_') for name in sent)}"] = ""
    return sent


def _written(request: HttpRequest, desk: Desk, language: str, form: SectionsForm) -> bool:
    """Whether the words were kept; if not, the form says why."""
    sections = [] if "ready" in request.POST else form.sections()
    try:
        actions.write_template(desk.house, language=language, sections=sections, number=form.cleaned_data["revision"], by=desk.actor)
    except Refused as no:
        form.add_error(None, no.sentence)
        return False
    messages.success(request, _("Saved. Groups that begin an agreement now begin with these words."))
    return True
