"""The room as Django knows it."""

from django.apps import AppConfig


class CompensationConfig(AppConfig):
    name = "verme.compensation"
