"""Addresses of participants and mentors."""

from django.urls import URLPattern, path

from verme.web.member.views import home

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
]
