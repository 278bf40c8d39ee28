"""Addresses of this audience."""

from django.urls import URLPattern, path

from verme.web.member.views import mornings, own

urlpatterns: list[URLPattern] = [
    path("", own.home, name="home"),
    path("ryhma/<int:group>/", own.group, name="group"),
    path("ryhmani/", own.mentor, name="mentor"),
    path("kysymys/<int:consent>/", own.question, name="question"),
    path("tiedot/", own.data, name="data"),
    path("tiedot/aamuviestit/", mornings.letters, name="mornings"),
]
