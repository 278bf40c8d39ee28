"""The log refuses changes; deleting what has passed its retention is lifted there, in one place, by the room that keeps retention."""

from django.db import migrations

from verme.audit.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [append_only("audit_entry"), append_only("audit_seal")]
