"""What the pictures of the running year need beside the example world: a group, a meeting that has just ended, rows that wait."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from verme.certificates.models import Certificate
from verme.compensation import actions as pay
from verme.groups.models import Group
from verme.groups.queries import leaders_now
from verme.kernel import clock
from verme.meetings import queries
from verme.meetings.models import Meeting
from verme.programmes.models import Programme


@dataclass(frozen=True)
class Living:
    """The year's groups as the mentor and the participant one can sign in as see them."""

    programme: Programme

    @property
    def led(self) -> Group:
        """The mentor's group."""
        return self._group(leaders__mentor__person__email="mentori@seinajoki.example")

    @property
    def sat_in(self) -> Group:
        """The participant's group."""
        return self._group(seats__signup__person__email="osallistuja@seinajoki.example")

    def _group(self, **of: str) -> Group:
        return Group.objects.filter(programme=self.programme, **of).distinct().get()

    @property
    def next_meeting(self) -> Meeting:
        """The mentor's next one."""
        return queries.planned_of(self.led)[0]

    @property
    def certificate(self) -> Certificate:
        """The first that somebody has made of the year before."""
        return Certificate.objects.earliest("pk")

    def send_some(self) -> None:
        """Two mentors tell of arrangement work and send what they have, so that the coordinator has something to check."""
        works = (("0.75", "Tilavaraus ja kutsut"), ("0.5", "Tarjoilun tilaaminen"))
        leaders = leaders_now().filter(group__programme=self.programme).select_related("mentor__person").order_by("group__letter")
        for leader, (units, ground) in zip(leaders[:2], works, strict=True):
            by = leader.mentor.person.acting("member")  # type: ignore[union-attr]
            told = {"day": clock.today() - dt.timedelta(days=4), "units": Decimal(units), "ground": ground}
            pay.enter_arrangement(self.programme, mentor=leader.mentor, **told, by=by)
            pay.send(leader.mentor, school_year=self.programme.school_year, by=by)
