"""What was closed stays as it was: no row of a batch changes, and none goes before its retention has passed."""

from django.db import migrations

from verme.audit.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("compensation", "0001_initial")]

    operations = [
        append_only("compensation_batch", kept_until="kept_until"),
        append_only("compensation_entry", kept_until="kept_until"),
    ]
