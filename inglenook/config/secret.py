"""The key that signs sessions: from the environment, else made once and kept in the home."""

import os
import secrets
from pathlib import Path


def secret_key(home: Path) -> str:
    if key := os.environ.get("INGLENOOK_SECRET_KEY"):
        return key
    path = home / "secret-key"
    try:
        with open(path, "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text()
