"""A programme and what can be wished in it: themes, weekly times, places."""

from datetime import datetime, time

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, override

from verme.kernel import clock
from verme.kernel.dates import span, weekday
from verme.kernel.texts import pick
from verme.organisations.models import Organisation, StaffGroup
from verme.programmes.terms import DISCREET_KINDS, Admission, Kind, Late, Stage

SLOT_DAYS = ("ma", "ti", "ke", "to", "pe", "la", "su")  # part of a slot's key in files, whatever the language


class Programme(models.Model):
    """One organisation's one round of groups: usually a school year."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="programmes")
    slug = models.SlugField(max_length=60, unique=True)  # /i/<slug>/
    titles = models.JSONField(default=dict)
    intros = models.JSONField(default=dict)
    school_year = models.PositiveSmallIntegerField()  # the year it begins: 2026 for 2026–2027
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()  # first moment after the last day
    groups_by = models.DateField()  # groups are told by this day
    starts_on = models.DateField()
    ends_on = models.DateField()
    capacity = models.PositiveIntegerField()
    admission = models.CharField(max_length=10, choices=Admission.choices, default=Admission.BY_TIME)
    late = models.CharField(max_length=10, choices=Late.choices, default=Late.QUEUED)
    announced_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    draw_seed = models.CharField(max_length=64, blank=True)  # secret until the draw
    draw_digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the seed, published at opening
    drawn_at = models.DateTimeField(null=True)
    is_practice = models.BooleanField(default=False)
    practised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")  # gets its letters
    copied_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="copies")
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)  # what the public sees of it, for feeds

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(opens_at__lt=models.F("closes_at")), name="sign_up_opens_before_it_closes"),
            models.CheckConstraint(condition=models.Q(starts_on__lte=models.F("ends_on")), name="year_starts_before_it_ends"),
            models.CheckConstraint(condition=models.Q(capacity__gte=1), name="a_programme_has_places"),
            models.CheckConstraint(
                condition=models.Q(is_practice=True, practised_by__isnull=False) | models.Q(is_practice=False, practised_by__isnull=True),
                name="a_practice_is_somebodys",
            ),
        ]
        ordering = ["-school_year", "opens_at", "id"]

    def __str__(self) -> str:
        return self.slug

    def title_in(self, language: str) -> str:
        """The programme's name for a reader of this language."""
        return pick(self.titles, language, self.organisation.first_language).text or self.slug

    def stage_at(self, now: datetime) -> Stage:
        """Where the programme is at this moment."""
        marks = (
            (self.ended_at is not None, Stage.ENDED),
            (self.published_at is not None, Stage.PUBLISHED),
            (self.announced_at is None, Stage.DRAFT),
            (now >= self.closes_at, Stage.CLOSED),
            (now < self.opens_at, Stage.ANNOUNCED),
            (self.paused_at is not None, Stage.PAUSED),
        )
        return next((stage for holds, stage in marks if holds), Stage.OPEN)

    @property
    def is_drawn_by_lot(self) -> bool:
        """Whether places are given only after the deadline, by one draw."""
        return self.admission != Admission.BY_TIME


class Theme(models.Model):
    """What a group is about; it belongs to one kind and may admit only some people. Empty lists admit everybody."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="themes")
    key = models.SlugField(max_length=40)
    kind = models.CharField(max_length=14, choices=Kind.choices, default=Kind.THEME)
    titles = models.JSONField(default=dict)
    descriptions = models.JSONField(default=dict)
    order = models.PositiveSmallIntegerField(default=0)
    capacity = models.PositiveIntegerField(null=True)
    size_min = models.PositiveSmallIntegerField(null=True)
    size_target_min = models.PositiveSmallIntegerField(null=True)
    size_target_max = models.PositiveSmallIntegerField(null=True)
    size_max = models.PositiveSmallIntegerField(null=True)
    admit_groups = models.ManyToManyField(StaffGroup, related_name="+")
    admit_levels = models.JSONField(default=list)
    admit_subject = models.CharField(max_length=80, blank=True)
    only_new = models.BooleanField(default=False)
    only_wished = models.BooleanField(default=False)
    mix = models.PositiveSmallIntegerField(default=0)  # wished number of different staff groups

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "key"], name="one_theme_of_a_key")]
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.key

    def title_in(self, language: str, first: str = "fi") -> str:
        """The theme's name for its own people; what outsiders read is `public_title`."""
        return pick(self.titles, language, first).text or self.key

    @property
    def is_discreet(self) -> bool:
        """Whether the name is kept from outsiders once groups exist (K55)."""
        return self.kind in DISCREET_KINDS

    def public_title(self, language: str, first: str = "fi", *, after_publication: bool) -> str:
        """The name that anybody may read: a discreet kind is offered openly, but once groups exist it is *Teemaryhmä* (decisions.md §2).

        Letters, certificates, calendars, pay, principals' and managers' pages, files and file names use this name, never `title_in`.
        """
        if self.is_discreet and after_publication:
            with override(language):
                return gettext("Theme group")
        return self.title_in(language, first)


class Slot(models.Model):
    """A weekly time at which groups may meet."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="slots")
    weekday = models.PositiveSmallIntegerField()  # 0 is Monday
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "weekday", "starts"], name="one_slot_at_a_time"),
            models.CheckConstraint(condition=models.Q(starts__lt=models.F("ends")), name="slots_start_before_they_end"),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="slots_are_on_a_weekday"),
        ]
        ordering = ["weekday", "starts"]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """The slot in files: ma-1430."""
        return f"{SLOT_DAYS[self.weekday]}-{self.starts:%H%M}"

    def words_in(self, language: str) -> str:
        """ti 14.30–16.00"""
        return f"{weekday(self.weekday, language)} {span(self.starts, self.ends, language)}"

    def overlaps(self, other: "Slot") -> bool:
        """Whether one person cannot be at both."""
        mine: tuple[time, time] = (self.starts, self.ends)
        return self.weekday == other.weekday and mine[0] < other.ends and other.starts < mine[1]


class Place(models.Model):
    """Where groups may meet; online is a place too."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="places")
    key = models.SlugField(max_length=40)
    names = models.JSONField(default=dict)
    is_online = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "key"], name="one_place_of_a_key")]
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.key

    def name_in(self, language: str, first: str = "fi") -> str:
        """The place's name for a reader of this language."""
        return pick(self.names, language, first).text or self.key
