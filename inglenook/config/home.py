"""Where Inglenook keeps its local files: the embedded database, letters, locks and logs."""

import os
import tempfile
from pathlib import Path

from inglenook.config.errors import StartError

CHECKOUT = Path(__file__).resolve().parents[2]


def home() -> Path:
    """The private folder of local files, made when absent.

    ``INGLENOOK_HOME`` names it; otherwise ``.inglenook`` in the checkout when that is writable, else
    ``~/.inglenook``. Raises StartError when the folder cannot be made or used.
    """
    folder = _chosen()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(_private_mode())
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise StartError(
            f"Inglenook cannot keep its files in {folder} ({error.strerror}): make that folder yours and "
            "writable, or name another with INGLENOOK_HOME."
        ) from error
    return folder


def _chosen() -> Path:
    if named := os.environ.get("INGLENOOK_HOME"):
        return Path(named).expanduser().absolute()
    if (CHECKOUT / "pyproject.toml").exists() and os.access(CHECKOUT, os.W_OK):
        return CHECKOUT / ".inglenook"
    return Path.home() / ".inglenook"


def _private_mode() -> int:
    """0700; for root 0711, since the database then runs under its own account and passes through."""
    return 0o711 if os.geteuid() == 0 else 0o700
