"""Addresses of this audience."""

from django.urls import URLPattern, path

from verme.web.organisation.views import audit, home, letters

urlpatterns: list[URLPattern] = [
    # what a role can open here
    path("", home.home, name="home"),
    # what was written, and the log
    path("viestit/", letters.letters, name="letters"),
    path("viestit/<int:number>/", letters.mend, name="letter_mend"),
    path("loki/", audit.log, name="audit"),
]
