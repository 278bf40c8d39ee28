"""Days that a person may mean: no form lets in a year in which clocks cannot count."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

NEAR_DAYS = [MinValueValidator(date(2000, 1, 1), _("Choose the day")), MaxValueValidator(date(2100, 1, 1), _("Choose the day"))]
