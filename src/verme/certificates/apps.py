"""The room as Django knows it."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "verme.certificates"
