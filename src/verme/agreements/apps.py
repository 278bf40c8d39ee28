"""The room as Django knows it."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "verme.agreements"
