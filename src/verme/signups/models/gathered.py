"""A list gathered elsewhere on its way into a programme."""

from django.conf import settings
from django.db import models

from verme.kernel import clock
from verme.kernel.tables import Table
from verme.organisations import staff_rows
from verme.programmes.models import Programme
from verme.signups.gathered import Assumed


class SignupList(models.Model):
    """A file of sign-ups gathered elsewhere, until a coordinator has seen what it brings; forgotten after a day of real time.

    Until the columns are chosen it holds them all, then only the chosen ones. No identity code ever gets this far.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="signup_lists")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")  # who brought it
    file_name = models.CharField(max_length=200)
    rows = models.JSONField()  # staff_rows.to_lists
    columns = models.JSONField(default=dict)  # field, time or place → place of its column; empty until chosen
    assumed = models.JSONField(default=dict)  # what is said of those who were not asked: gathered.Assumed
    made_at = models.DateTimeField(default=clock.real_now)

    class Meta:
        indexes = [models.Index(fields=["made_at"], name="signup_lists_by_age")]

    def __str__(self) -> str:
        return f"list {self.pk}"

    @property
    def table(self) -> Table:
        """The file as far as it is kept."""
        return staff_rows.from_lists(self.rows)

    @property
    def said(self) -> Assumed:
        """What the coordinator says of those who were not asked."""
        return Assumed(**self.assumed)
