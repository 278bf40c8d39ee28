"""What the operator sets: environment variables that begin with VERME_. A bad or missing value is refused at start in one sentence."""

import ipaddress
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

EMBEDDED = "sqlite:///verme.sqlite3"
DEVELOPMENT_KEY = "only-for-development-and-never-for-real-people"
MARK_SUFFIX = ".example"  # the file beside an example database that marks it


class ConfigurationError(Exception):
    """One sentence that names the setting."""


class Configuration(BaseSettings):
    """Every setting of an installation; the table in docs/operator.md is made from this class."""

    model_config = SettingsConfigDict(env_prefix="VERME_", extra="ignore")

    environment: Literal["production", "development"] = Field(
        default="production", description="`production`, or `development` for the example world and for writing code"
    )
    database_url: str = Field(default=EMBEDDED, description="`sqlite:///file` or `postgresql://user:password@host/name`")
    secret_key: str = Field(default="", description="signs sessions and links; at least 50 characters; required in production")
    secret_key_fallbacks: Annotated[list[str], NoDecode] = Field(
        default=[], description="earlier keys, comma separated, while they are being replaced"
    )
    base_url: str = Field(default="", description="where people reach the service, `https://verme.example`; required in production")
    smtp_url: str = Field(default="", description="`smtps://user:password@host:465`; `smtp://…` uses STARTTLS; required in production")
    mail_from: str = Field(default="", description="the address letters come from; default `verme@` + the host of VERME_BASE_URL")
    trusted_proxies: Annotated[list[str], NoDecode] = Field(
        default=[], description="addresses or networks, comma separated, that may say who the client is"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(default="INFO", description="how much is written to the log")

    @field_validator("secret_key_fallbacks", "trusted_proxies", mode="before")
    @classmethod
    def split(cls, value: object) -> object:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("trusted_proxies")
    @classmethod
    def networks(cls, value: list[str]) -> list[str]:
        for network in value:
            try:
                ipaddress.ip_network(network, strict=False)
            except ValueError:
                raise ValueError(f"{network!r} is not an address or a network") from None
        return value

    @field_validator("database_url")
    @classmethod
    def database(cls, value: str) -> str:
        if urlsplit(value).scheme not in {"sqlite", "postgresql", "postgres"}:
            raise ValueError("must begin with sqlite:/// or postgresql://")
        return value

    @field_validator("base_url")
    @classmethod
    def address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"}):
            raise ValueError("must be like https://verme.example, without a path")
        return value.rstrip("/")

    @field_validator("smtp_url")
    @classmethod
    def smtp(cls, value: str) -> str:
        if value and (urlsplit(value).scheme not in {"smtp", "smtps"} or not urlsplit(value).hostname):
            raise ValueError("must be like smtps://user:password@host:465")
        return value

    @property
    def is_production(self) -> bool:
        return self.environment == "production"

    @property
    def sender(self) -> str:
        """The address letters come from."""
        return self.mail_from or f"verme@{urlsplit(self.base_url).hostname or 'localhost'}"

    @property
    def database_file(self) -> Path | None:
        """The SQLite file, absolute; None for PostgreSQL."""
        if urlsplit(self.database_url).scheme != "sqlite":
            return None
        return Path(self.database_url.removeprefix("sqlite:///")).absolute()

    @property
    def is_marked(self) -> bool:
        """Whether the database is an example one, made by `verme demo`."""
        return self.database_file is not None and self.database_file.with_name(self.database_file.name + MARK_SUFFIX).exists()

    @property
    def served_at(self) -> str:
        """Where `verme demo` serves the example database: the mark's second line."""
        if self.database_file is None:
            return ""
        lines = self.database_file.with_name(self.database_file.name + MARK_SUFFIX).read_text().splitlines()
        return lines[1] if len(lines) > 1 else ""


def required(held: Configuration) -> None:
    """Production does not start half-configured."""
    if not held.is_production:
        return
    for name in ("secret_key", "base_url", "smtp_url"):
        if not getattr(held, name):
            raise ConfigurationError(
                f"VERME_{name.upper()} is missing: production needs it (VERME_ENVIRONMENT=development is for trying out)"
            )
    if len(held.secret_key) < 50:
        raise ConfigurationError("VERME_SECRET_KEY is too short: at least 50 characters")
    if not held.base_url.startswith("https://"):
        raise ConfigurationError("VERME_BASE_URL must begin with https:// in production")


def load(*, ready: bool = True) -> Configuration:
    """Reads the environment.

    With no VERME_ variable at all the example database in this folder is used, if `verme demo` has made one.
    Raises ConfigurationError with one sentence that names the setting; `ready=False` leaves out what only production needs.
    """
    try:
        held = Configuration()
    except ValidationError as fault:
        first = fault.errors()[0]
        name = "VERME_" + "_".join(str(part) for part in first["loc"][:1]).upper()
        raise ConfigurationError(f"{name}: {first['msg'].removeprefix('Value error, ')}") from None
    if not held.model_fields_set and held.is_marked:
        held = held.model_copy(update={"environment": "development", "base_url": held.served_at})
    if ready:
        required(held)
    return held
