"""Publishing (K7): a summary, one real letter of each kind, and the one page before it cannot be taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.groups import actions, queries
from verme.groups.terms import PublishRefusal
from verme.kernel.refusals import Refused
from verme.organisations.terms import Permission
from verme.web.coordinator.board.page import address
from verme.web.coordinator.board.publishing import preview, summary
from verme.web.coordinator.forms.publish import PublishForm
from verme.web.coordinator.views.board import drafted
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page


@staff(Permission.PUBLISH_GROUPS)
def publish(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """What would happen, and to whom; nothing happens here. `kirje` and `kenelle` choose the letter that is shown."""
    draft, _drafts = drafted(desk, number)
    seen = queries.board(draft)
    told = summary(seen, request.LANGUAGE_CODE)
    chosen = request.GET.get("kenelle", "")
    shown = preview(told, request.GET.get("kirje", ""), int(chosen) if chosen.isdecimal() else 0)
    urls = {
        "back": address(draft),
        "here": address(draft, "publish"),
        "confirm": f"{address(draft, 'publish_confirm')}?versio={draft.revision}",
    }
    return page(request, "coordinator/groups/publish.html", {"draft": draft, "told": told, "letter": shown, **urls})


@staff(Permission.PUBLISH_GROUPS, fresh=True)
def confirm(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The interruption: what goes out, and the button. It publishes exactly the draft that was looked at."""
    if desk.year.published_at is not None:
        messages.info(request, _("The groups have been published already. Nothing was sent twice."))
        return redirect("staff:groups", desk.house.slug, desk.year.slug)
    draft, _drafts = drafted(desk, number)
    form = PublishForm(request.POST or None, initial={"revision": request.GET.get("versio", draft.revision)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.publish(draft, revision=form.cleaned_data["revision"], by=desk.actor)
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            messages.success(request, _("The groups are published. The letters are on their way."))
            return redirect("staff:groups", desk.house.slug, desk.year.slug)
    told = queries.outline(draft)
    stale = form.errors and PublishRefusal.STALE.label in form.non_field_errors()
    return page(request, "coordinator/groups/confirm.html", {"form": form, "told": told, "stale": stale, "back": address(draft, "publish")})
