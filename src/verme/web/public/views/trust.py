"""Pages on which trust stands: who sees what, privacy, accessibility, help, and where to report a weakness."""

import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from verme.kernel import clock
from verme.kernel.tables import Sheet, to_xlsx
from verme.kernel.texts import Picked
from verme.organisations import queries as organisations
from verme.organisations.models import Organisation
from verme.organisations.policy import Thing, Viewer
from verme.web.public import accessibility, insight
from verme.web.ui.desk import Desk
from verme.web.ui.doors import public
from verme.web.ui.render import page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SECURITY_LIFE = dt.timedelta(days=180)


@public
def who_sees(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Made from the policy table: eight things as rings and in words, and the whole table."""
    context = {
        "numbered": [("full", str(number)) for number in range(1, len(insight.SEATS) + 1)],
        "things": [label for label, _things in insight.SEATS],
        "parts": [(title, [insight.insight(viewer) for viewer in viewers]) for title, viewers in insight.PARTS],
        "viewers": list(Viewer),
        "rows": [(insight.full_name(thing), [insight.words(thing, viewer) for viewer in Viewer]) for thing in Thing],
    }
    return page(request, "public/trust/who_sees.html", context)


@public
def who_sees_table(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The whole policy table to take along."""
    rows = [[insight.full_name(thing), *(insight.words(thing, viewer) for viewer in Viewer)] for thing in Thing]
    sheet = Sheet(_("Who sees what"), ["", *(str(viewer.label) for viewer in Viewer)], rows)
    content = to_xlsx([sheet], title=_("Who sees what?"))
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": 'attachment; filename="verme-kuka-nakee-mita.xlsx"'})


def _contacts(request: HttpRequest) -> list[tuple[Organisation, Picked]]:
    """Each organisation with its own words about privacy, in the reader's language or the one they are in."""
    return [(one, one.text(one.privacy, request.LANGUAGE_CODE)) for one in organisations.every()]


@public
def privacy(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What is stored, why, how long, and whom to ask; each organisation's own words below."""
    return page(request, "public/trust/privacy.html", {"contacts": _contacts(request)})


@public
def accessible(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The accessibility statement of Act 306/2019."""
    context = {
        "known": accessibility.KNOWN,
        "checked": accessibility.CHECKED,
        "not_checked": accessibility.NOT_CHECKED,
        "written": accessibility.WRITTEN,
        "authority": accessibility.AUTHORITY,
        "authority_url": accessibility.AUTHORITY_URL,
        "address": settings.BASE_URL,
        "contacts": _contacts(request),
    }
    return page(request, "public/trust/accessibility.html", context)


@public
def help_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What people ask most, and each organisation's contact."""
    return page(request, "public/trust/help.html", {"contacts": _contacts(request)})


@public
def security(request: HttpRequest, desk: Desk) -> HttpResponse:
    """RFC 9116: where to tell about a weakness."""
    expires = (clock.real_now() + SECURITY_LIFE).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.BASE_URL}/apua/",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: fi, sv, en",
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
