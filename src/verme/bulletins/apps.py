"""The room as Django knows it."""

from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    name = "verme.bulletins"
