"""The address of an organisation's logo."""

from django.urls import reverse

from verme.organisations import queries
from verme.organisations.models import Organisation


def logo_url(organisation: Organisation) -> str:
    """Changes with the picture, so that browsers may keep it; empty where there is no logo. One query."""
    mark = queries.logo_mark(organisation)
    return f"{reverse('public:logo', kwargs={'slug': organisation.slug})}?v={mark}" if mark else ""
