"""Where the shared data are: INGLENOOK_SHARED_DATA, else `shared/data` beside the checkout. Tests skip without them."""

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared(name: str) -> Path:
    """The file or folder of that name in the shared data; skips the test when it is not there."""
    path = Path(os.environ.get("INGLENOOK_SHARED_DATA", BESIDE)) / name
    if not path.exists():
        pytest.skip(f"shared data {name} not here")
    return path
