"""Bring the database to the form this version of Inglenook expects."""

from collections.abc import Callable

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

MIGRATING = 4_735_617  # any number that nothing else locks; names this lock in pg_locks


def migrate_if_needed(announce: Callable[[str], None] = lambda line: None) -> bool:
    """Apply outstanding migrations; returns whether there were any.

    Two starts at once take turns by an advisory lock, which PostgreSQL frees if one of them dies.
    """
    if not _outstanding():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        try:
            if not _outstanding():
                return False
            announce("Preparing the database")
            call_command("migrate", verbosity=0, interactive=False)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])
    return True


def _outstanding() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
