"""The room as Django knows it."""

from django.apps import AppConfig


class ClockworkConfig(AppConfig):
    name = "verme.clockwork"
