"""Versions, acceptances and templates refuse changes, on both databases (decisions.md §5)."""

from django.db import migrations

from verme.audit.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial"), ("audit", "0002_append_only")]

    operations = [
        append_only(f"agreements_{table}") for table in ("agreementtemplate", "groupagreement", "signatory", "acceptance", "inforce")
    ]
