"""One sign-up and its answers."""

from django.conf import settings
from django.db import models

from verme.kernel import clock
from verme.organisations.models import Organisation, StaffGroup, Unit
from verme.programmes.models import Place, Programme, Slot, Theme
from verme.signups.terms import ACTIVE, Source, State


class Signup(models.Model):
    """A person's wish to take part in one programme. Only this room's actions change it."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="signups")
    reference = models.CharField(max_length=12, unique=True)
    key = models.CharField(max_length=64)  # of the form that was sent: the same form never makes two
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="signups")
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254)
    address = models.CharField(max_length=254)  # the e-mail in the form in which spellings are equal
    language = models.CharField(max_length=2)  # of letters
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="signups")
    other_unit = models.CharField(max_length=160, blank=True)  # "my workplace is not on the list"
    staff_group = models.ForeignKey(StaffGroup, on_delete=models.PROTECT, related_name="signups")
    employer = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="signups_elsewhere")
    is_student = models.BooleanField(default=False)
    is_new = models.BooleanField(null=True)  # new in post; asked only if a theme needs it
    subject = models.CharField(max_length=80, blank=True)
    languages = models.JSONField(default=list)  # in order of preference
    any_theme = models.BooleanField(default=False)
    together = models.CharField(max_length=300, blank=True)
    apart = models.CharField(max_length=300, blank=True)
    apart_from_supervisor = models.BooleanField(default=False)
    wish = models.CharField(max_length=500, blank=True)  # deleted at publishing
    state = models.CharField(max_length=10, choices=State.choices)
    source = models.CharField(max_length=12, choices=Source.choices, default=Source.FORM)
    outsider = models.ForeignKey("Outsider", on_delete=models.PROTECT, null=True, related_name="signups")  # the invitation that brought it
    waits = models.BooleanField(default=False)  # the coordinator's yes comes first
    is_late = models.BooleanField(default=False)
    rank = models.PositiveIntegerField(null=True)  # place in the queue, smaller first; null outside the queue
    drawn_as = models.PositiveIntegerField(null=True)  # place in the order of the draw, 1 first; null: not drawn
    drawn_as_new = models.BooleanField(null=True)  # drawn among those new in post, so that the draw can be computed again
    flags = models.JSONField(default=list)  # what the form noticed (too quick, honeypot); "ok:quick" when the coordinator has looked
    revision = models.PositiveIntegerField(default=0)
    manage_digest = models.CharField(max_length=64, unique=True)  # of the secret in the letter's link
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    signed_up_at = models.DateTimeField(default=clock.now)
    told_at = models.DateTimeField(null=True)  # when a letter with the link last went: at most one an hour
    confirmed_at = models.DateTimeField(null=True)  # when the address was first proven: a POST from the letter's link, or sign-in
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="a_form_makes_one_sign_up"),
            models.UniqueConstraint(
                fields=["programme", "address"], condition=models.Q(state__in=sorted(ACTIVE)), name="one_active_sign_up_per_address"
            ),
            models.UniqueConstraint(fields=["programme", "rank"], condition=models.Q(rank__isnull=False), name="one_sign_up_per_rank"),
            models.CheckConstraint(
                condition=models.Q(state__in=[State.QUEUED, State.OFFERED]) | models.Q(rank__isnull=True), name="only_the_queue_has_ranks"
            ),
            models.CheckConstraint(
                condition=(models.Q(state=State.MERGED) & models.Q(merged_into__isnull=False))
                | (~models.Q(state=State.MERGED) & models.Q(merged_into__isnull=True)),
                name="a_merged_one_says_into_which",
            ),
            models.CheckConstraint(
                condition=models.Q(waits=False) | models.Q(state__in=[State.RECEIVED, State.WITHDRAWN, State.DECLINED, State.MERGED]),
                name="who_waits_for_a_yes_has_no_place",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "state"], name="signups_by_state"),
            models.Index(fields=["address"], name="signups_by_address"),
        ]
        ordering = ["signed_up_at", "id"]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_active(self) -> bool:
        """Whether the wish still stands."""
        return self.state in ACTIVE


class SignupTheme(models.Model):
    """A wished theme and its rank: 1, 2 or 3."""

    signup = models.ForeignKey(Signup, on_delete=models.CASCADE, related_name="theme_wishes")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="wishes")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["signup", "theme"], name="a_theme_is_wished_once"),
            models.UniqueConstraint(fields=["signup", "rank"], name="a_rank_is_given_once"),
            models.CheckConstraint(condition=models.Q(rank__gte=1, rank__lte=3), name="three_wishes_at_most"),
        ]
        ordering = ["rank"]

    def __str__(self) -> str:
        return f"{self.rank}. wish"


class SignupSlot(models.Model):
    """A time that fits: 2 well, 1 if needed. A time that does not fit has no row."""

    signup = models.ForeignKey(Signup, on_delete=models.CASCADE, related_name="slot_answers")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="answers")
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["signup", "slot"], name="a_slot_is_answered_once"),
            models.CheckConstraint(condition=models.Q(value__in=[1, 2]), name="a_slot_fits_well_or_if_needed"),
        ]

    def __str__(self) -> str:
        return f"slot {self.value}"


class SignupPlace(models.Model):
    """A place that is accepted: 2 well, 1 if needed."""

    signup = models.ForeignKey(Signup, on_delete=models.CASCADE, related_name="place_answers")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="answers")
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["signup", "place"], name="a_place_is_answered_once"),
            models.CheckConstraint(condition=models.Q(value__in=[1, 2]), name="a_place_fits_well_or_if_needed"),
        ]

    def __str__(self) -> str:
        return f"place {self.value}"
