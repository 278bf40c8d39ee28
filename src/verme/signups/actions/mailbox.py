"""The link in letters: when one may go to an address, and its fresh secret."""

from datetime import datetime

from django.db.models import Max

from verme.kernel import clock, tokens
from verme.people.rules import same_address
from verme.signups import rules
from verme.signups.models import Signup


class Mailbox:
    """An address that anybody may type: it gets at most one letter with a link an hour, whatever the programme."""

    def __init__(self, email: str) -> None:
        self.address = same_address(email)

    @property
    def next_free(self) -> datetime | None:
        """When the next letter may go; None: now."""
        since = clock.now() - rules.LETTERS_EVERY
        told: datetime | None = Signup.objects.filter(address=self.address, told_at__gt=since).aggregate(last=Max("told_at"))["last"]
        return told + rules.LETTERS_EVERY if told else None

    @property
    def is_free(self) -> bool:
        """Whether a letter may go now."""
        return self.next_free is None

    @staticmethod
    def fresh_secret(signup: Signup) -> str:
        """A new secret for the link of a letter that goes now; the old link stops working."""
        secret = tokens.new()
        Mailbox.hand_out(signup, secret)
        return secret

    @staticmethod
    def hand_out(signup: Signup, secret: str) -> None:
        """From now on this secret opens the sign-up: a letter with it goes now."""
        signup.manage_digest, signup.told_at = tokens.digest(secret), clock.now()
        signup.save(update_fields=["manage_digest", "told_at"])
