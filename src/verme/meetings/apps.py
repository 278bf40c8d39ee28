"""The room as Django knows it."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "verme.meetings"
