"""Addresses of the network."""

from django.urls import URLPattern, path

from verme.web.operator.views import network

urlpatterns: list[URLPattern] = [
    path("", network.network, name="network"),
]
