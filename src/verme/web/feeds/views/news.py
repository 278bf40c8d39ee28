"""The feed of an organisation's calls (Atom, RFC 4287): for the intranet's reader and whoever wants to hear of the next one."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from verme.programmes import queries
from verme.programmes.plain_words import call_words
from verme.web.ui.desk import Desk
from verme.web.ui.doors import program
from verme.web.ui.render import page

A_QUARTER = "public, max-age=900"


@program
def news(request: HttpRequest, desk: Desk, organisation: str) -> HttpResponse:
    """Announced programmes, the latest change first, in the language asked for; answers 304 while nothing has changed."""
    found = queries.news_of(organisation)
    if found is None:
        raise Http404
    house, calls = found
    language = (get_language() or "fi")[:2]
    changed = max((each.changed_at for each in calls), default=house.created_at)
    context = {
        "house": house,
        "title": _("Verme, calls of %(name)s") % {"name": house.name_in(language)},
        "own": f"{settings.BASE_URL}{request.path}",
        "entries": [(each, f"{settings.BASE_URL}/i/{each.slug}/", call_words(each, None, language)) for each in calls],
        "changed": changed,
    }
    answer = page(request, "feeds/news.xml", context)
    answer.headers["Content-Type"] = "application/atom+xml; charset=utf-8"
    answer.headers["Cache-Control"] = A_QUARTER
    answer.headers["Last-Modified"] = http_date(changed.timestamp())
    return get_conditional_response(request, last_modified=int(changed.timestamp()), response=answer) or answer
