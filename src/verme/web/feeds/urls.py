"""Addresses that programs fetch."""

from django.urls import URLPattern, path

from verme.web.feeds.views import health

urlpatterns: list[URLPattern] = [
    path("healthz", health.health, name="health"),
]
