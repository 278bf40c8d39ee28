"""Which job runs when. Every job may run twice without harm.

Lines that come less often than every minute share their turns: one worker of several runs them. The others claim their work row by row,
so every worker does them by itself, and nothing is written while there is nothing to do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from verme.agreements import jobs as agreements
from verme.audit import jobs as audit
from verme.certificates import jobs as certificates
from verme.clockwork import jobs as clockwork
from verme.compensation import jobs as compensation
from verme.groups import jobs as groups
from verme.mail import jobs as mail
from verme.meetings import jobs as meetings
from verme.mornings import jobs as mornings
from verme.organisations import jobs as organisations
from verme.signups import jobs as signups

SHARED_FROM = timedelta(minutes=1)


@dataclass(frozen=True)
class Line:
    """A job, how often it is due, and in which worker process."""

    job: Callable[[], object]
    every: timedelta
    worker: str = "mail"

    @property
    def name(self) -> str:
        """mail.send_waiting"""
        return f"{self.job.__module__.removeprefix('verme.').removesuffix('.jobs')}.{self.job.__name__}"


TIMETABLE: tuple[Line, ...] = (
    Line(mail.send_waiting, timedelta(seconds=1)),
    Line(clockwork.take_over_the_silent, timedelta(seconds=15)),
    Line(signups.expire_offers, timedelta(minutes=5)),
    Line(groups.pass_offers_on, timedelta(minutes=5)),
    Line(signups.remind_unconfirmed, timedelta(hours=1)),
    Line(signups.forget_counters, timedelta(hours=6)),
    Line(signups.forget_lists, timedelta(hours=1)),
    Line(signups.forget_mergers, timedelta(hours=6)),
    Line(agreements.welcome_newcomers, timedelta(minutes=5)),
    Line(meetings.tell_of_changes, timedelta(minutes=2)),
    Line(meetings.remind, timedelta(minutes=10)),
    Line(mornings.tell_coordinators, timedelta(minutes=10)),
    Line(certificates.tell_of_replaced, timedelta(minutes=10)),
    Line(compensation.settle_lines, timedelta(hours=1)),
    Line(compensation.remind_of_unsent, timedelta(hours=6)),
    Line(organisations.forget_staff_files, timedelta(hours=1)),
    Line(audit.seal_finished_days, timedelta(hours=1)),
    Line(clockwork.forget_the_finished, timedelta(days=1)),
)
