"""Refs: the UUIDs by which rows are named outside the database."""

import uuid


def is_ref(text: str) -> bool:
    """Whether a text is the ref of something."""
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
