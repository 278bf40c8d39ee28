"""Addresses of this audience."""

from django.urls import URLPattern, path

from verme.web.organisation.views import audit, letters

urlpatterns: list[URLPattern] = [
    # what was written, and the log
    path("viestit/", letters.letters, name="letters"),
    path("viestit/<int:number>/", letters.mend, name="letter_mend"),
    path("loki/", audit.log, name="audit"),
]
