"""One address (`VERME_SMTP_URL`) → Django's mailer settings."""

from typing import Any
from urllib.parse import unquote, urlsplit

TIMEOUT = 20  # seconds; a server that hangs is a server that is down


def mail_server(url: str) -> dict[str, Any]:
    """`smtps://user:password@host:465` (TLS from the first byte, preferred) or `smtp://…:587` (STARTTLS, or plain on this machine)."""
    if not url:
        return {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    is_implicit = parts.scheme == "smtps"
    is_here = parts.hostname in {"127.0.0.1", "localhost", "::1"}
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or (465 if is_implicit else 587),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": is_implicit,
            "use_tls": not is_implicit and not is_here,
            "timeout": TIMEOUT,
        },
    }
