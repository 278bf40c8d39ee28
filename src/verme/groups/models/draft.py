"""A draft: who would sit where. Everything in it can be undone until it is published."""

from django.conf import settings
from django.db import models

from verme.groups.terms import DraftState, LockKind, MoveKind
from verme.kernel import clock
from verme.mentors.models import MentorEntry
from verme.programmes.models import Place, Programme, Slot, Theme
from verme.signups.models import Signup


class Draft(models.Model):
    """One proposal of a programme. `revision` rises with every change; a stale change is refused by it."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="drafts")
    number = models.PositiveSmallIntegerField()
    revision = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.OPEN)
    criteria = models.JSONField(default=dict)  # what the coordinator chose on K4
    quality = models.JSONField(default=dict)  # score, bound and status of the last proposal, and the revision they speak of
    copied_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="copies")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="drafts_are_numbered"),
            models.UniqueConstraint(fields=["programme"], condition=models.Q(state=DraftState.PUBLISHED), name="one_published_draft"),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"draft {self.number}"


class DraftGroup(models.Model):
    """An open group of a draft: one mentor entry and the option it takes."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="groups")
    entry = models.ForeignKey(MentorEntry, on_delete=models.PROTECT, related_name="draft_groups")
    letter = models.CharField(max_length=3)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "entry"], name="an_entry_opens_one_group"),
            models.UniqueConstraint(fields=["draft", "letter"], name="letters_differ_in_a_draft"),
        ]
        ordering = ["letter"]

    def __str__(self) -> str:
        return self.letter


class Placement(models.Model):
    """One person's seat in a group of a draft. Whoever has a place in the programme and no row here is unplaced."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="placements")
    signup = models.ForeignKey(Signup, on_delete=models.CASCADE, related_name="placements")
    group = models.ForeignKey(DraftGroup, on_delete=models.CASCADE, related_name="placements")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "signup"], name="nobody_twice_in_a_draft")]

    def __str__(self) -> str:
        return f"placement {self.pk}"


class Lock(models.Model):
    """The coordinator's will that survives a new proposal."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="locks")
    signup = models.ForeignKey(Signup, on_delete=models.CASCADE, related_name="locks")
    entry = models.ForeignKey(MentorEntry, on_delete=models.CASCADE, related_name="locks")
    kind = models.CharField(max_length=5, choices=LockKind.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "signup", "entry"], name="one_lock_per_person_and_group"),
            models.UniqueConstraint(fields=["draft", "signup"], condition=models.Q(kind=LockKind.STAY), name="a_person_stays_in_one_group"),
        ]

    def __str__(self) -> str:
        return self.kind


class Move(models.Model):
    """One change of a draft: the changed part as it was before, and as it is after (`rules.changes`). Undo is its inverse.

    Undone moves are the last ones; they can be redone until a new move comes and takes their place.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="moves")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=MoveKind.choices)
    before = models.JSONField()
    after = models.JSONField()
    is_undone = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="moves_are_numbered")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"move {self.number}"
