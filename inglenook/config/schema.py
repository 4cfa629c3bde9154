"""Bring the database to the form this version of Inglenook expects: tables, policies, triggers."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from .database import database_url, require_database
from .errors import StartError

PACKAGE = Path(__file__).resolve().parents[1]
MIGRATING = 4_735_617  # any number that nothing else locks; names this lock in pg_locks


def migrate_if_needed(announce: Callable[[str], None] = lambda line: None) -> bool:
    """Apply outstanding migrations and renew policies when the code has changed; returns whether it did.

    Two starts at once take turns.
    """
    code = fingerprint()
    if _is_current(code):
        return False
    with taking_turns(MIGRATING, announce):
        if _is_current(code):
            return False
        announce("Preparing the database")
        call_command("migrate", verbosity=0, interactive=False)
        _record(code)
    return True


@contextmanager
def taking_turns(lock: int, announce: Callable[[str], None]) -> Iterator[None]:
    """Wait for who holds this advisory lock, and say so; PostgreSQL frees it if they die."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [lock])
        if not cursor.fetchone()[0]:
            announce("Waiting for another start to finish")
            cursor.execute("SELECT pg_advisory_lock(%s)", [lock])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [lock])


def require_usable(error: Exception) -> None:
    """Raise StartError if the database as it stands is why something failed with this error."""
    require_database(database_url())
    if "No space left on device" in str(error):
        raise StartError("The disk that holds the database is full: make room, then run the same again.") from error
    connection.close()
    if not _is_current(fingerprint()):
        raise StartError(
            "The database has not been prepared for this version: run `inglenook migrate`, then the same again."
        ) from error


def fingerprint() -> str:
    """A hash of the package's code, from whose models and roles the policies and triggers are written, and of the
    names of all migrations. Equal ones spare a start the loading of every migration."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        digest.update(str(path.relative_to(PACKAGE)).encode() + b"\0" + path.read_bytes())
    for app in apps.get_app_configs():
        names = sorted(path.name for path in Path(app.path, "migrations").glob("*.py"))
        digest.update(f"{app.label}: {names}".encode() if names else b"")
    return digest.hexdigest()


def _is_current(code: str) -> bool:
    """Whether the database was made by this code, as its comment says: that stays behind when a dump is loaded
    elsewhere, where the roles that the policies name have yet to be made."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        )
        return cursor.fetchone()[0] == code


def _record(code: str) -> None:
    name = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(code)))
