"""Addresses that programs fetch."""

from django.urls import URLPattern, path

from verme.web.feeds.views import calendars, health, news

urlpatterns: list[URLPattern] = [
    path("healthz", health.health, name="health"),
    path("kalenteri/<str:secret>.ics", calendars.calendar, name="calendar"),
    path("syote/<slug:organisation>.atom", news.news, name="news"),
]
