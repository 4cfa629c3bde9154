"""Our key for all push services (VAPID, RFC 8292), made when first needed."""

import base64
import os
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid


def key(file: Path) -> Vapid:
    """The key in this file. Two who make it at once end with one."""
    if not file.exists():
        _make(file)
    return Vapid.from_file(str(file))


def public_key(file: Path) -> str:
    """What a browser must know of us before it takes our notices."""
    point = key(file).public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    vapid = Vapid()
    vapid.generate_keys()
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:  # nobody else may look into it
        made = Path(folder) / "key"
        vapid.save_key(str(made))
        made.chmod(0o600)
        try:
            os.link(made, file)
        except FileExistsError:
            return
