"""How allauth speaks for Verme: no open registration, letters through the outbox."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Settles what allauth leaves to the project."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers: people come from sign-ups, roles and the mentor register."""
        return False
