"""The room as Django knows it."""

from django.apps import AppConfig


class MorningsConfig(AppConfig):
    name = "verme.mornings"
