"""Which PostgreSQL Inglenook uses: the server that DATABASE_URL names, or the embedded one."""

import os
from urllib.parse import urlsplit

import psycopg

from inglenook.config.cluster import Cluster
from inglenook.config.embedded import attach
from inglenook.config.errors import StartError
from inglenook.config.home import home


def database_url() -> str:
    """The address of the database; starts the embedded server when DATABASE_URL is not set.

    Raises StartError when DATABASE_URL is malformed or the embedded server does not start.
    """
    named = os.environ.get("DATABASE_URL")
    return checked(named) if named else attach(Cluster(home() / "postgres"))


def checked(url: str) -> str:
    """``url`` if it has the form of a PostgreSQL address; raises StartError, which repeats no password."""
    example = "write it as postgresql://user:password@host:5432/database"
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise StartError(f"DATABASE_URL is not an address: {example}.") from None
    if parts.scheme not in ("postgres", "postgresql"):
        raise StartError(f"DATABASE_URL does not name a PostgreSQL server: {example}.")
    if not parts.path.strip("/"):
        raise StartError(f"DATABASE_URL names no database: {example}.")
    return url


def require_database(url: str) -> None:
    """Raise StartError unless the database at ``url`` takes a connection."""
    try:
        psycopg.connect(url, connect_timeout=10).close()
    except psycopg.OperationalError as error:
        raise StartError(
            f"The database server at {_place(url)} does not let us in ({_reason(error)}): start it or "
            "correct DATABASE_URL."
        ) from error


def _place(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname or 'the local socket'}:{parts.port or 5432}"


def _reason(error: psycopg.OperationalError) -> str:
    """The last thing libpq says, which names user and database but no password."""
    return str(error).strip().splitlines()[-1].strip()
