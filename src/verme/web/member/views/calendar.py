"""One's own calendar: the secret address to subscribe to."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from verme.meetings import actions, queries
from verme.web.member.agenda import coming_lines
from verme.web.ui.desk import Desk
from verme.web.ui.doors import own
from verme.web.ui.render import page


@own
def calendar(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All meetings to come, each as a file, and the address for a calendar. The address is shown once: we keep only its digest."""
    address = ""
    if "end" in request.POST:
        actions.close_feed(desk.reader, by=desk.actor)
        messages.success(request, _("The address shows nothing any more."))
        return redirect("member:calendar")
    if request.method == "POST":
        secret = actions.open_feed(desk.reader, by=desk.actor)
        address = f"{settings.BASE_URL}{reverse('feeds:calendar', args=[secret])}"
    context = {
        "address": address,
        "webcal": "webcal://" + address.partition("://")[2] if address else "",
        "has_feed": queries.has_feed(desk.reader),
        "lines": coming_lines(desk.reader, request.LANGUAGE_CODE),
    }
    return page(request, "member/meetings/calendar.html", context)
