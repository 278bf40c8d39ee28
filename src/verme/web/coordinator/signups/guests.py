"""Invitations of outsiders as the coordinator sees them: to whom, until when, what became of each."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.kernel import clock, dates
from verme.programmes.models import Programme
from verme.programmes.rules import last_day
from verme.signups import queries
from verme.signups.models import Outsider
from verme.web.coordinator.signups.telling import day_of
from verme.web.ui.signup_forms.offered import reader_language


@dataclass(frozen=True)
class Guest:
    """One invitation or students' link."""

    outsider: Outsider
    brought: int

    @property
    def kind(self) -> str:
        return _("Personal invitation") if self.outsider.is_personal else _("Link for students")

    @property
    def about(self) -> str:
        """The address, and the employer if it is an organisation here."""
        employer = self.outsider.employer
        named = employer.name_in(reader_language()) if employer else ""
        return ", ".join(filter(None, [self.outsider.address, named]))

    @property
    def is_open(self) -> bool:
        """Whether somebody may still come by it."""
        return self.outsider.is_good_at(clock.now()) and self.brought < self.outsider.limit

    @property
    def state(self) -> str:
        """What became of it, in words."""
        held = self.outsider
        last = dates.short_day(last_day(held.expires_at), reader_language())
        if held.revoked_at is not None:
            return _("Taken back %(day)s") % {"day": day_of(held.revoked_at)}
        if held.is_personal and self.brought:
            return _("Has signed up")
        if held.expires_at <= clock.now():
            return _("Ended %(day)s") % {"day": last}
        return _("Good until %(day)s") % {"day": last}

    @property
    def uses(self) -> str:
        """How many have come by a students' link."""
        if self.outsider.is_personal:
            return ""
        told = ngettext("%(n)s of %(limit)s has signed up", "%(n)s of %(limit)s have signed up", self.brought)
        return told % {"n": self.brought, "limit": self.outsider.limit}


def guests(programme: Programme) -> list[Guest]:
    """All of them, the newest first; in one query."""
    return [Guest(outsider, brought) for outsider, brought in queries.outsiders(programme)]
