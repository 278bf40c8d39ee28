"""The gallery's pages. Their words are samples, so they are in Finnish only; the parts' own words follow the reader's language."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from verme.web.ui.desk import Desk
from verme.web.ui.doors import public
from verme.web.ui.gallery.pages import PAGES, PARTS, sample
from verme.web.ui.gallery.words import WORDS
from verme.web.ui.requests import is_from_here


@public
def parts(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All parts on one page."""
    if not is_from_here(request):
        raise Http404
    samples = [(title, f"ui/gallery/parts/{template}.html") for title, template in PARTS]
    return render(request, "ui/gallery/parts.html", {**sample(), "w": WORDS, "samples": samples, "pages": PAGES})


@public
def page(request: HttpRequest, desk: Desk, name: str) -> HttpResponse:
    """One whole page as a reader would see it."""
    if not is_from_here(request) or name not in PAGES:
        raise Http404
    shown = PAGES[name]
    return render(request, shown.template, {**shown.context(), "w": WORDS})
