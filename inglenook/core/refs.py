"""Refs: the UUIDs by which rows are named outside the database."""

import uuid

from django.db import connection


def refs_in_order() -> str:
    """The SQL that makes refs in order of time, where the server can: their index then grows at one end alone."""
    return "uuidv7()" if connection.pg_version >= 180_000 else "gen_random_uuid()"


def ref_in(text: str | None) -> str | None:
    """The ref that somebody sent; None, which no row has, for anything else."""
    return text if text and is_ref(text) else None


def is_ref(text: str) -> bool:
    """Whether a text is the ref of something."""
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
