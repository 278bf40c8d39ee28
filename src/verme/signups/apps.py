"""The room as Django knows it."""

from django.apps import AppConfig


class SignupsConfig(AppConfig):
    name = "verme.signups"
