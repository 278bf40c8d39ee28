"""Secrets that travel in links, references that people read aloud."""

import hashlib
import secrets

# No vowels (no words by accident) and nothing that looks alike.
ALPHABET = "BCDFGHJKLMNPQRSTVWXZ23456789"


def new() -> str:
    """A secret of 192 bits for a link."""
    return secrets.token_urlsafe(24)


def digest(token: str) -> str:
    """What is stored instead of the secret: SHA-256 in hexadecimal. The secret has 192 bits, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def reference(length: int = 8) -> str:
    """A reference that can be said over the telephone, in two halves: `K7TW-9XQP`."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return f"{letters[: length // 2]}-{letters[length // 2 :]}"
