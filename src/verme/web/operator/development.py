"""Pages that exist only in development, and only from this machine."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
