"""Somebody at the sign-in page, with a mailbox."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from verme.mail.models import Letter

CODE = re.compile(r"\b[A-Z]{4}-[A-Z]{4}\b")


class Visitor:
    """A browser without an account and the letters that came to one address."""

    def __init__(self, address: str, **headers: str) -> None:
        self.address = address
        self.client = Client(headers=headers)

    def ask(self, *, onward: str = "") -> HttpResponse:
        """Types the address; the answer leads to the code page."""
        return self.client.post("/kirjaudu/", {"email": self.address, **({"next": onward} if onward else {})})  # type: ignore[return-value]

    def letters(self) -> list[Letter]:
        return list(Letter.objects.filter(to_address=self.address.lower()).order_by("id"))

    def code(self) -> str:
        """The code of the newest letter."""
        found = CODE.search(self.letters()[-1].text)
        assert found is not None
        return found[0]

    def give(self, code: str, *, onward: str = "") -> HttpResponse:
        """Types a code."""
        return self.client.post("/kirjaudu/koodi/", {"code": code, **({"next": onward} if onward else {})})  # type: ignore[return-value]

    def sign_in(self) -> HttpResponse:
        self.ask()
        return self.give(self.code())

    @property
    def is_in(self) -> bool:
        return "_auth_user_id" in self.client.session


@pytest.fixture
def charlie(db: None) -> Visitor:
    from tests import cast  # app ready

    cast.stranger()
    return Visitor("charlie@muualla.example")
