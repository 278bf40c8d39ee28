"""Tenants and who belongs to them."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce

from verme.kernel import clock
from verme.kernel.tables import Table
from verme.kernel.texts import Picked, pick
from verme.organisations import staff_rows
from verme.organisations.terms import Level, RoleKind, SupervisorNotice, WorkingTime


class Organisation(models.Model):
    """An education provider: the tenant. Texts are per language: {"fi": "…", "sv": "…"}."""

    slug = models.SlugField(max_length=60, unique=True)
    names = models.JSONField(default=dict)
    languages = models.JSONField(default=list)  # in order; the first is what missing texts fall back to
    about = models.JSONField(default=dict)
    privacy = models.JSONField(default=dict)
    sender_names = models.JSONField(default=dict)
    contact_name = models.CharField(max_length=200, blank=True)
    contact_email = models.EmailField(max_length=254, blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    supervisor_notice = models.CharField(max_length=10, choices=SupervisorNotice.choices, default=SupervisorNotice.NOTHING)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.slug

    @property
    def first_language(self) -> str:
        """What missing texts fall back to."""
        return self.languages[0] if self.languages else "fi"

    def name_in(self, language: str) -> str:
        """The organisation's name for a reader of this language."""
        return pick(self.names, language, self.first_language).text or self.slug

    def text(self, texts: dict[str, str], language: str) -> Picked:
        """One of the organisation's own texts, with the language it really is in."""
        return pick(texts, language, self.first_language)

    def sender_in(self, language: str) -> str:
        """The name in a letter's From line: "Verme, Seinäjoki"."""
        return pick(self.sender_names, language, self.first_language).text or f"Verme, {self.name_in(language)}"


class Logo(models.Model):
    """A PNG that was re-encoded here; apart so that no list ever loads it."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="logo")
    png = models.BinaryField()
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.digest[:8]


class Unit(models.Model):
    """A school or another place of work."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="units")
    name = models.CharField(max_length=160)
    level = models.CharField(max_length=12, choices=Level.choices)
    town = models.CharField(max_length=80, blank=True)
    is_closed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_unit_of_a_name")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class StaffGroup(models.Model):
    """A group of staff as this organisation names it (class teachers, school assistants …)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="staff_groups")
    key = models.SlugField(max_length=40)  # stable word for files and formation: "class_teacher"
    names = models.JSONField(default=dict)
    working_time = models.CharField(max_length=10, choices=WorkingTime.choices)
    order = models.PositiveSmallIntegerField(default=0)
    is_closed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_staff_group_of_a_key")]
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.key

    def name_in(self, language: str, first: str = "fi") -> str:
        """The group's name for a reader of this language."""
        return pick(self.names, language, first).text or self.key


class Role(models.Model):
    """A person's role in an organisation, from one moment to another. The network's administrators have no organisation."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roles")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="roles", null=True)
    kind = models.CharField(max_length=12, choices=RoleKind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="principals")
    granted_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.F("person"),
                Coalesce("organisation", 0),  # null would make every row differ
                models.F("kind"),
                Coalesce("unit", 0),
                condition=models.Q(ended_at__isnull=True),
                name="one_role_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=RoleKind.NETWORK, organisation__isnull=True)
                | (~models.Q(kind=RoleKind.NETWORK) & models.Q(organisation__isnull=False)),
                name="only_the_network_has_no_organisation",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=RoleKind.PRINCIPAL, unit__isnull=False)
                | (~models.Q(kind=RoleKind.PRINCIPAL) & models.Q(unit__isnull=True)),
                name="principals_have_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class StaffMember(models.Model):
    """A row of the staff list, as the personnel system has it. Not a Person: nobody signs in by it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="staff")
    personnel_number = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="staff")
    staff_group = models.ForeignKey(StaffGroup, on_delete=models.PROTECT, null=True, related_name="staff")
    title = models.CharField(max_length=120, blank=True)
    agreement = models.CharField(max_length=60, blank=True)
    working_time = models.CharField(max_length=10, choices=WorkingTime.choices, blank=True)
    percentage = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    supervisor = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="subordinates")
    language = models.CharField(max_length=2, blank=True)
    is_listed = models.BooleanField(default=True)  # False: was in an earlier list, not in the latest
    imported_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "personnel_number"], condition=~models.Q(personnel_number=""), name="one_row_per_personnel_number"
            ),
            models.CheckConstraint(
                condition=models.Q(percentage__isnull=True) | models.Q(percentage__gt=0, percentage__lte=100), name="percentage_is_a_share"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "email"], name="staff_by_address")]

    def __str__(self) -> str:
        return f"staff {self.pk}"


class StaffImport(models.Model):
    """A file on its way into the staff list, until a coordinator has seen what it would change; forgotten after a day of real time.

    Until the columns are chosen it holds them all, then only the chosen ones. No identity code ever gets this far.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="staff_imports")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")  # who brought it
    file_name = models.CharField(max_length=200)
    rows = models.JSONField()  # staff_rows.to_lists
    columns = models.JSONField(default=dict)  # field → place of its column; empty until chosen
    made_at = models.DateTimeField(default=clock.real_now)

    class Meta:
        indexes = [models.Index(fields=["made_at"], name="staff_imports_by_age")]

    def __str__(self) -> str:
        return f"import {self.pk}"

    @property
    def table(self) -> Table:
        """The file as far as it is kept."""
        return staff_rows.from_lists(self.rows)

    @property
    def chosen(self) -> dict[staff_rows.Field, int | None]:
        """The column of every field; None for those that the file does not give."""
        return {field: self.columns.get(field.value) for field in staff_rows.Field}
