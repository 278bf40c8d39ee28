"""An organisation's calendars of days off."""

from django.db.models import QuerySet

from verme.meetings.models import SchoolCalendar
from verme.organisations.models import Organisation


def calendars(organisation: Organisation) -> QuerySet[SchoolCalendar]:
    """All of them by name, with their days in order."""
    return SchoolCalendar.objects.filter(organisation=organisation).prefetch_related("days_off")
