"""Tables of credit and certificates. What was confirmed and certified is only ever added (triggers, migration 0002).

Whatever names a person stands in a row beside it (`Credit`, `Holder`), which erasure may blank (decisions.md §5).
"""

from django.conf import settings
from django.db import models

from verme.kernel import clock
from verme.organisations.models import Organisation, Unit
from verme.programmes.terms import CreditForm
from verme.signups.models import Signup


class Credit(models.Model):
    """One person's school year in one organisation, from the first confirmation on: whose it is. What it is stands in its confirmations."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="credits")
    school_year = models.PositiveSmallIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="credits")
    address = models.CharField(max_length=254, blank=True)  # people.rules.same_address
    name = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="credits")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "school_year", "address"], condition=~models.Q(address=""), name="one_credit_a_person_and_year"
            )
        ]
        ordering = ["school_year", "id"]

    def __str__(self) -> str:
        return f"credit {self.pk}"


class Confirmation(models.Model):
    """That somebody's credit was confirmed as so much. A later one, after a correction of attendance, takes its place; both stay."""

    credit = models.ForeignKey(Credit, on_delete=models.PROTECT, related_name="confirmations")
    number = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=8, choices=CreditForm.choices)
    meetings = models.PositiveSmallIntegerField()  # that counted
    days = models.DecimalField(max_digits=4, decimal_places=2)
    minutes = models.PositiveIntegerField()
    confirmed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["credit", "number"], name="confirmations_are_numbered")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"confirmation {self.number}"


class CreditReport(models.Model):
    """That a confirmed credit was given to the school for its yearly plan."""

    confirmation = models.OneToOneField(Confirmation, on_delete=models.PROTECT, related_name="report")
    reported_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"report {self.pk}"


class Certificate(models.Model):
    """What somebody had attended when it was made, for ever as it was. It names nobody: a code, hours, a year, and a digest of the name."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="certificates")
    year = models.PositiveSmallIntegerField()  # in which it was made
    serial = models.PositiveIntegerField()  # of the organisation and year
    code = models.CharField(max_length=9, unique=True)  # K7QP-3MXD, in the address of its check
    school_year = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2)
    meetings = models.PositiveSmallIntegerField()  # attended
    minutes = models.PositiveIntegerField()
    snapshot = models.JSONField()  # rules.Snapshot
    name_digest = models.CharField(max_length=64)  # HMAC: who knows the name can check it, who does not learns nothing
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "year", "serial"], name="certificates_are_numbered")]
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """SEINAJOKI-2027-0043"""
        return f"{self.organisation.slug.upper()}-{self.year}-{self.serial:04}"


class Holder(models.Model):
    """Whose certificate it is, and who are named on it."""

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="holder")
    signup = models.ForeignKey(Signup, on_delete=models.PROTECT, related_name="certificates")
    name = models.CharField(max_length=200, blank=True)
    mentors = models.JSONField(default=list)
    signer = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"holder {self.pk}"


class Replacement(models.Model):
    """That a correction of attendance has taken a certificate's place in the world, and its holder was told. Whether it still is so follows
    from attendance (`queries.made_for`).
    """

    certificate = models.OneToOneField(Certificate, on_delete=models.CASCADE, related_name="replacement")
    found_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"replacement {self.pk}"


class Permit(models.Model):
    """That the holder lets the group's mentor take the certificate along with the others; it can be taken back."""

    signup = models.OneToOneField(Signup, on_delete=models.CASCADE, related_name="certificate_permit")
    given_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"permit {self.pk}"
