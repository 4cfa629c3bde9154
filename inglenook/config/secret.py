"""The key that signs sessions: from the environment, else made once and kept in the home."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path


def secret_key(home: Path) -> str:
    if key := os.environ.get("INGLENOOK_SECRET_KEY"):
        return key
    path = home / "secret-key"
    if not path.exists():
        _make(path)
    return path.read_text()


def _make(path: Path) -> None:
    """Write the key whole and then give it its name; of two starts at once the first wins."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix="secret-key.") as file:
        file.write(secrets.token_urlsafe(50))
        file.flush()
        with contextlib.suppress(FileExistsError):
            os.link(file.name, path)
