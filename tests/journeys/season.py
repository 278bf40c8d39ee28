"""A year of one organisation, walked through: who walks, in whose window, and when."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.cast import House
from tests.chromium import OpenPage
from tests.journeys.forming import Newcomer, newcomers
from tests.journeys.steps import sign_in
from verme.kernel import clock
from verme.organisations.terms import RoleKind

PERSONNEL_NUMBER = "108789"


@dataclass
class Season:
    """Everybody has a window that stays open, signed in once by a code from the post; the clock moves between deeds."""

    house: House
    open_page: OpenPage
    stop: Callable[[dt.datetime], None]
    windows: dict[str, Page] = field(default_factory=dict)

    def __post_init__(self) -> None:
        host = f"{self.house.organisation.slug}.example"
        self.leader = Newcomer("Pirjo Salonen", f"pirjo@{host}", "fi")
        self.members: Sequence[Newcomer] = [*newcomers(host), Newcomer("Veikko Vaara", f"veikko@{host}", "fi")]

    def now(self, month: int, day: int, hour: int = 9, minute: int = 0) -> None:
        """It is this day of the school year 2026–27."""
        self.stop(clock.at(dt.date(2026 + (month < 8), month, day), dt.time(hour, minute)))

    def phone(self) -> Page:
        """A new window in somebody's hand."""
        return self.open_page(width=390, height=844, has_touch=True)

    @property
    def mentor(self) -> Page:
        """The mentor's phone."""
        return self.member(self.leader)

    def member(self, who: Newcomer) -> Page:
        """The phone of somebody who leads a group or sits in one."""
        if who.email not in self.windows:
            self.windows[who.email] = self.phone()
            sign_in(self.windows[who.email], who.email, who.language)
        return self.windows[who.email]

    def address(self, role: RoleKind) -> str:
        """Of the one who has this role."""
        return self.house.people[role].email

    def staff(self, role: RoleKind) -> Page:
        """The window of whoever has this role, at a desk."""
        address = self.address(role)
        if address not in self.windows:
            self.windows[address] = self.open_page()
            sign_in(self.windows[address], address)
        return self.windows[address]

    @property
    def desk(self) -> Page:
        """The coordinator's window."""
        return self.staff(RoleKind.COORDINATOR)
