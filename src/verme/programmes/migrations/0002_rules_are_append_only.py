"""A version of the operating model is never changed: what it said is what was earned and paid by."""

from django.db import migrations

from verme.audit.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial")]

    operations = [append_only("programmes_ruleset")]
