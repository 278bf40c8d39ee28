"""Addresses of this audience."""

from django.urls import URLPattern, path

from verme.web.member.views import address, mornings, own

urlpatterns: list[URLPattern] = [
    path("", own.home, name="home"),
    path("ryhma/<int:group>/", own.group, name="group"),
    path("ryhmani/", own.mentor, name="mentor"),
    path("kysymys/<int:consent>/", own.question, name="question"),
    path("tiedot/", own.data, name="data"),
    path("tiedot/osoite/", address.address, name="address"),
    path("tiedot/osoite/koodi/", address.code, name="address_code"),
    path("tiedot/aamuviestit/", mornings.letters, name="mornings"),
]
