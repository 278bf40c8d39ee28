"""How an organisation's payroll file is written: a preset and everything of it that was changed."""

from django.db import models

from verme.compensation.rules import Format
from verme.compensation.terms import Column, Preset
from verme.organisations.models import Organisation


class PayrollFormat(models.Model):
    """One organisation's payroll file. Columns and codes as `rules.Format` reads them; codes are payroll's own."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="payroll_format")
    preset = models.CharField(max_length=10, choices=Preset.choices)
    columns = models.JSONField(default=list)  # [[column, heading], …]
    separator = models.CharField(max_length=1)
    quoting = models.CharField(max_length=6)
    has_header = models.BooleanField()
    encoding = models.CharField(max_length=12)
    line_end = models.CharField(max_length=4)
    decimal_sign = models.CharField(max_length=1)
    date_form = models.CharField(max_length=10)
    salary_types = models.JSONField(default=dict)  # kind of work → code
    cost_centre = models.CharField(max_length=40, blank=True)  # where nothing else says
    unit_centres = models.JSONField(default=dict)  # number of the unit → code
    programme_centres = models.JSONField(default=dict)  # number of the programme → code
    account = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return self.preset

    @property
    def plain(self) -> Format:
        """The format as plain values."""
        return Format(
            preset=Preset(self.preset),
            columns=tuple((Column(column), heading) for column, heading in self.columns),
            separator=self.separator,
            quoting=self.quoting,
            has_header=self.has_header,
            encoding=self.encoding,
            line_end=self.line_end,
            decimal_sign=self.decimal_sign,
            date_form=self.date_form,
            salary_types=dict(self.salary_types),
            cost_centre=self.cost_centre,
            unit_centres={int(key): code for key, code in self.unit_centres.items()},
            programme_centres={int(key): code for key, code in self.programme_centres.items()},
            account=self.account,
        )
