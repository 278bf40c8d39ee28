"""Triggers that let rows be added but never changed, on both databases. Used by the migrations of every room that needs it."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython


def _create(editor: BaseDatabaseSchemaEditor, table: str, deeds: tuple[str, ...], kept_until: str) -> None:
    for deed in deeds:
        name = f"{table}_refuses_{deed.lower()}"
        is_kept = deed == "DELETE" and kept_until
        if editor.connection.vendor == "postgresql":
            when = f"WHEN (OLD.{kept_until} >= CURRENT_DATE) " if is_kept else ""
            editor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$",
                params=None,
            )
            editor.execute(f"CREATE TRIGGER {name} BEFORE {deed} ON {table} FOR EACH ROW {when}EXECUTE FUNCTION {name}()", params=None)
        else:
            when = f"WHEN OLD.{kept_until} >= date('now') " if is_kept else ""
            refuse = f"SELECT RAISE(ABORT, '{table} is append-only')"
            editor.execute(f"CREATE TRIGGER {name} BEFORE {deed} ON {table} {when}BEGIN {refuse}; END", params=None)


def _drop(editor: BaseDatabaseSchemaEditor, table: str, deeds: tuple[str, ...]) -> None:
    for deed in deeds:
        name = f"{table}_refuses_{deed.lower()}"
        on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}", params=None)


def append_only(table: str, *, deeds: tuple[str, ...] = ("UPDATE", "DELETE"), kept_until: str = "") -> RunPython:
    """A migration step: this table refuses the deeds from now on.

    `kept_until`: a column with the last day of a row's retention; after it the row may be deleted, though never changed.
    """
    return RunPython(lambda apps, editor: _create(editor, table, deeds, kept_until), lambda apps, editor: _drop(editor, table, deeds))
