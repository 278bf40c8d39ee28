"""The room as Django knows it."""

from django.apps import AppConfig


class MentorsConfig(AppConfig):
    name = "verme.mentors"
