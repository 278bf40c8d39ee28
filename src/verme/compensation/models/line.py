"""A line on its way to pay: one fact, its units and price, and who has handled it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from verme.compensation.models.facts import Arrangement, Expense
from verme.compensation.models.ledger import Batch
from verme.compensation.rules import Fact, Handled, Price
from verme.compensation.rules import Line as Plain
from verme.compensation.terms import LineState, WorkKind
from verme.kernel import clock
from verme.meetings.models import Meeting
from verme.mentors.models import Mentor
from verme.organisations.models import Organisation
from verme.programmes.models import Programme

STANDING = ~Q(state=LineState.VOID)
MINUS = Q(takes_back=True, units__lt=0) | Q(takes_back=False, units__gt=0)


def _about(kind: WorkKind, **subject: bool) -> Q:
    """A line of this kind has exactly this subject."""
    none = {f"{name}__isnull": True for name in ("meeting", "arrangement", "expense")}
    return Q(kind=kind, **{**none, **{f"{name}__isnull": False for name in subject}})


class WorkLine(models.Model):
    """Units of one fact for one mentor. A minus line (`takes_back`) has the turn of the closed line that it takes back."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="work_lines")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="work_lines")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="work_lines")
    school_year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=11, choices=WorkKind.choices)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="work_lines")
    arrangement = models.ForeignKey(Arrangement, on_delete=models.PROTECT, null=True, related_name="lines")
    expense = models.ForeignKey(Expense, on_delete=models.PROTECT, null=True, related_name="lines")
    turn = models.PositiveSmallIntegerField(default=0)  # 0 for the first line of a fact, 1 for what is said anew after it was taken back …
    takes_back = models.BooleanField(default=False)
    day = models.DateField()  # of the work
    units = models.DecimalField(max_digits=6, decimal_places=2)  # of a refund: 1
    unit_cents = models.PositiveIntegerField(null=True)
    is_estimate = models.BooleanField(default=False)  # the price is the average price
    cents = models.IntegerField(null=True)
    state = models.CharField(max_length=8, choices=LineState.choices)
    word = models.CharField(max_length=300, blank=True)  # what must be corrected
    has_changed = models.BooleanField(default=False)  # its facts have changed since it was sent
    sent_at = models.DateTimeField(default=clock.now)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, related_name="lines")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=_about(WorkKind.PLANNING)
                | _about(WorkKind.MEETING, meeting=True)
                | _about(WorkKind.ARRANGEMENT, arrangement=True)
                | _about(WorkKind.COST, expense=True),
                name="a_line_is_about_one_thing",
            ),
            models.CheckConstraint(condition=MINUS, name="only_what_takes_back_is_minus"),
            models.CheckConstraint(
                condition=Q(state=LineState.CLOSED, batch__isnull=False) | (~Q(state=LineState.CLOSED) & Q(batch__isnull=True)),
                name="a_closed_line_is_in_a_batch",
            ),
            models.UniqueConstraint(
                fields=["mentor", "meeting", "turn", "takes_back"],
                condition=STANDING & Q(kind=WorkKind.MEETING),
                name="a_meeting_pays_once",
            ),
            models.UniqueConstraint(
                fields=["mentor", "school_year", "turn", "takes_back"],
                condition=STANDING & Q(kind=WorkKind.PLANNING),
                name="planning_pays_once_a_year",
            ),
            models.UniqueConstraint(
                fields=["arrangement", "turn", "takes_back"],
                condition=STANDING & Q(kind=WorkKind.ARRANGEMENT),
                name="an_arrangement_pays_once",
            ),
            models.UniqueConstraint(
                fields=["expense", "turn", "takes_back"], condition=STANDING & Q(kind=WorkKind.COST), name="an_expense_pays_once"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state"], name="lines_by_state")]
        ordering = ["mentor__name", "mentor_id", "day", "id"]

    def __str__(self) -> str:
        return f"line {self.pk}"

    @property
    def fact(self) -> Fact:
        """What the line is about."""
        return Fact(self.mentor_id, WorkKind(self.kind), self.meeting_id or self.arrangement_id or self.expense_id or 0)

    @property
    def price(self) -> Price:
        """What a unit of it costs."""
        return Price(self.unit_cents, is_estimate=self.is_estimate)

    @property
    def plain(self) -> Plain:
        """The line as settling looks at it."""
        return Plain(self.pk, self.fact, self.turn, self.units, self.price, LineState(self.state), self.takes_back)

    @property
    def handled(self) -> Handled:
        """Who has had it in their hands; `mentor` is loaded. Who sends is the mentor, also where the register knows no account."""
        return Handled(self.mentor.person_id or self.sent_by_id, self.sent_by_id, self.checked_by_id, self.approved_by_id)
