"""Up to when an organisation has been told its news, and who wants no letters in the morning."""

from django.conf import settings
from django.db import models

from verme.organisations.models import Organisation


class Morning(models.Model):
    """Up to when the coordinators of an organisation have been told what is new."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="+")
    told_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"morning {self.organisation_id}"


class LetterChoice(models.Model):
    """Which letters of the morning a coordinator wants; without a row all of them."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.BooleanField(default=True)  # what is new
    nudge = models.BooleanField(default=True)  # after seven days in which nothing was done

    def __str__(self) -> str:
        return f"choice {self.person_id}"
