"""Writing to many at once: the message is seen as a letter before it goes, and what went to whom stays readable."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext

from verme.bulletins import actions, notices, queries
from verme.bulletins.models import Bulletin
from verme.bulletins.queries import Directory
from verme.kernel.refusals import Refused
from verme.kernel.texts import OWN_NAMES
from verme.mail import queries as mail
from verme.organisations.terms import Permission
from verme.web.coordinator.forms.bulletins import BulletinForm
from verme.web.ui.blaming import blame
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page

A_PAGE = 100


@staff(Permission.RUN_PROGRAMME)
def write(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The form; the message as a letter once it is written; the button that sends it. Below, what has been written."""
    held = queries.directory(desk.year)
    form = BulletinForm(request.POST or None, choices=held.choices(), languages=desk.house.languages, asked=request.GET.get("kenelle", ""))
    is_whole = request.method == "POST" and form.is_valid()
    if is_whole and "go" in request.POST and form.cleaned_data["seen"] == form.seal and (sent := _send(desk, form)) is not None:
        told = ngettext("The message is on its way to %(n)s person.", "The message is on its way to %(n)s people.", sent.count)
        messages.success(request, told % {"n": sent.count})
        return redirect("staff:bulletin", desk.house.slug, desk.year.slug, sent.pk)
    shown = _shown(desk, form, held) if is_whole and not form.errors else {"record": _record(desk)}
    return page(request, "coordinator/bulletins/write.html", {"form": form, **shown})


def _send(desk: Desk, form: BulletinForm) -> Bulletin | None:
    """The bulletin; None when the answer is no, which the form then says."""
    chosen, given = form.chosen, form.cleaned_data
    try:
        return actions.send(
            desk.year,
            audience=chosen.audience,
            group=chosen.group,
            subjects=form.subjects,
            texts=form.texts,
            key=given["key"],
            expected=-1 if given["expected"] is None else given["expected"],
            by=desk.actor,
        )
    except Refused as no:
        blame(form, no, "to")
        return None


def _shown(desk: Desk, form: BulletinForm, held: Directory) -> Mapping[str, Any]:
    """The letter in each language in which somebody reads it, and how many they are."""
    chosen = form.chosen
    readers = held.readers(chosen.audience, chosen.group)
    counted = sorted(Counter(reader.language for reader in readers).items(), key=lambda pair: (-pair[1], pair[0]))
    letters = notices.previews(desk.year, subjects=form.subjects, texts=form.texts, languages=[language for language, _count in counted])
    names = {language: (OWN_NAMES.get(language, language), count) for language, count in counted}
    return {"letters": [(letter, *names[letter.language]) for letter in letters], "people": readers, "seen": form.seal}


def _record(desk: Desk) -> list[tuple[Bulletin, dict[str, int]]]:
    held = list(queries.bulletins(desk.year))
    counted = mail.tally([each.event for each in held])
    return [(each, counted[each.event]) for each in held]


@staff(Permission.RUN_PROGRAMME)
def bulletin(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """One message: its words, and each letter of it with where it stands."""
    held = queries.bulletins(desk.year).filter(pk=number).first()
    if held is None:
        raise Http404
    letters = Paginator(mail.of_event(held.event), A_PAGE).get_page(request.GET.get("sivu"))
    words = [(OWN_NAMES.get(language, language), language, held.subjects.get(language, ""), text) for language, text in held.texts.items()]
    return page(request, "coordinator/bulletins/bulletin.html", {"bulletin": held, "letters": letters, "words": words})
