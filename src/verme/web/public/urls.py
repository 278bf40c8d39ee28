"""Addresses for anybody."""

from django.urls import URLPattern, path

from verme.web.public.views import home

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
]
