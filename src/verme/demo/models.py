"""The mark of an example database: what moves its clock."""

from django.db import models


class ExampleWorld(models.Model):
    """One row in an example database, none in a real one."""

    offset = models.DurationField()  # product time − real time
    made_at = models.DateTimeField()  # real time

    def __str__(self) -> str:
        return str(self.offset)
