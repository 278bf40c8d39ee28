"""Credit and certificates: what attendance gives, confirmed, reported, corrected; papers that a correction replaces."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as some
from hypothesis.stateful import invariant, rule

from tests.rooms.certificates.test_rules import naive_days
from tests.year.living import PEOPLE
from tests.year.machine import YEAR, Machine, only_news
from verme.certificates import actions, queries
from verme.certificates.models import Certificate, Confirmation
from verme.certificates.rules import Attended
from verme.certificates.terms import CreditState
from verme.groups.models import Seat
from verme.kernel import clock
from verme.meetings.models import Attendance, Correction
from verme.meetings.queries import attended
from verme.meetings.terms import MeetingState
from verme.programmes.models import RuleSet


class Credit(Machine):
    """Deeds of credit."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[int, tuple[Decimal, int, int]] = {}
        self.earned: dict[str, Decimal] = {}
        self.grounds = (0, 0, 0)
        self.papers: dict[int, tuple[int, int]] = {}

    @rule(stale=some.integers(0, 9))
    def confirm(self, stale: int) -> None:
        with clock.frozen(self.now):
            found = [each for each in queries.of_year(self.world.house.organisation, YEAR) if each.state == CreditState.EARNED]
        seen = {each.key: each.earned.minutes + (stale == 0) for each in found}
        if self.act(actions.confirm, self.world.house.organisation, school_year=YEAR, seen=seen, by=self.coordinator):
            self.done["confirm, after a correction"] += sum(each.is_corrected for each in found)

    @rule()
    def report(self) -> None:
        self.act(actions.report, self.world.house.organisation, school_year=YEAR, by=self.coordinator)

    @rule(person=PEOPLE)
    def certificate(self, person: int) -> None:
        signup = self.world.people[person]
        made = self.act(actions.make, signup, language="fi", by=self.as_member(signup))
        assert made is None or (made.meetings, made.minutes) == _attended(signup.pk)  # I-27, at the moment of making

    # --- what always holds -------------------------------------------------------------------------------------------------------

    @invariant()
    @only_news
    def i27_certificates_say_what_was_attended(self) -> None:
        """I-27: hours and meetings of each were those of the held meetings attended when it was made, for ever; it is called replaced from
        the moment when that is not so any more.
        """
        for made in Certificate.objects.select_related("holder"):
            assert self.papers.setdefault(made.pk, (made.meetings, made.minutes)) == (made.meetings, made.minutes)
            looked = queries.checked(made.code)
            assert looked is not None
            assert looked.is_replaced or _attended(made.holder.signup_id)[0] >= made.meetings

    @invariant()
    @only_news
    def i28_days_follow_from_attendance_and_the_rules_of_each_day(self) -> None:
        """I-28: the second, naive count gives the same days; they fall only after a correction, an undone record or a change of rules."""
        house = self.world.house.organisation
        versions = [(held.valid_from, held.rules) for held in RuleSet.objects.filter(organisation=house).order_by("pk")]
        came: dict[int, list[Attended]] = {}
        for each in attended(Seat.objects.filter(group__in=self.world.groups)):
            came.setdefault(each.signup, []).append(Attended(each.day, each.minutes))
        by_address = {each.address: came.get(each.pk, []) for each in self.world.people}
        grounds = (Correction.objects.count(), RuleSet.objects.count(), self.done["undo"])
        for earner in queries.of_year(house, YEAR):
            assert Fraction(earner.earned.days) == naive_days(versions, by_address[earner.address], None)
            assert earner.earned.days >= self.earned.get(earner.address, Decimal(0)) or grounds != self.grounds
            self.earned[earner.address] = earner.earned.days
        self.grounds = grounds

    @invariant()
    @only_news
    def i28_what_was_confirmed_stays_and_says_whether_it_fits(self) -> None:
        """I-28: confirmations are only added, numbered; a state above "earned" means that the last one is what attendance gives now."""
        for row in Confirmation.objects.order_by("credit", "number"):
            assert self.rows.setdefault(row.pk, (row.days, row.minutes, row.number)) == (row.days, row.minutes, row.number)
        for earner in queries.of_year(self.world.house.organisation, YEAR):
            credit = queries.credit_of(earner) if earner.given is not None else None
            if credit is None:
                continue
            numbers = list(credit.confirmations.order_by("number").values_list("number", flat=True))
            assert numbers == list(range(1, len(numbers) + 1))
            fits = earner.given is not None and earner.given.fits(earner.earned)
            assert fits == (earner.state in {CreditState.CONFIRMED, CreditState.REPORTED})


def _attended(signup: int) -> tuple[int, int]:
    """How many held meetings this person was at, and their minutes together."""
    rows = Attendance.objects.filter(seat__signup=signup, is_present=True, meeting__state=MeetingState.HELD).select_related("meeting")
    return len(rows), sum(row.meeting.minutes for row in rows)
