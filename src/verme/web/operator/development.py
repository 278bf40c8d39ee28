"""Pages that exist only in development, and only from this machine."""

from django.urls import URLPattern, path

from verme.web.operator.views import posti
from verme.web.ui.gallery import urls as gallery

urlpatterns: list[URLPattern] = [
    path("posti/", posti.letters, name="letters"),
    path("posti/<int:number>/", posti.letter, name="letter"),
    path("posti/<int:number>/html/", posti.letter_html, name="letter_html"),
    *gallery.urlpatterns,
]
