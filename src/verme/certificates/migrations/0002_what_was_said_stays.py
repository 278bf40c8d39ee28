"""What was confirmed, reported and certified refuses changes, on both databases (decisions.md §5)."""

from django.db import migrations

from verme.audit.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("certificates", "0001_initial"), ("audit", "0002_append_only")]

    operations = [append_only(f"certificates_{table}") for table in ("confirmation", "creditreport", "certificate")]
