"""How long `make demo` takes from a fresh clone, and how long to start again.

The clone has an environment and a home of its own; packages come from the caches of pip, uv and npm where these hold
them. A start is over when the page of personas answers.
"""

import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from .table import Row

CHECKOUT = Path(__file__).parents[1]
FIRST_GOAL, AGAIN_GOAL = 180, 5  # seconds
PATIENCE = 1_200  # seconds


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "inglenook"
        subprocess.run(["git", "clone", "--quiet", CHECKOUT, clone], check=True)
        first, again = _start(clone), _start(clone)
    note = "fresh clone, warm package caches"
    return [
        Row("demo_first_s", first, "s", goal=FIRST_GOAL, lower_is_better=True, note=note),
        Row("demo_again_s", again, "s", goal=AGAIN_GOAL, lower_is_better=True),
    ]


def _start(clone: Path) -> float:
    """Seconds from `make demo` until its page of personas answers."""
    port = _free_port()
    began = time.monotonic()
    with _running(clone, port) as server:
        while time.monotonic() - began < PATIENCE and server.poll() is None:
            if _answers(port):
                return time.monotonic() - began
            time.sleep(0.05)
        raise RuntimeError(f"make demo did not open; it ended with {server.poll()}")


@contextmanager
def _running(clone: Path, port: int):
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "VIRTUAL_ENV")}
    server = subprocess.Popen(
        ["make", "demo"],
        cwd=clone,
        env=environment | {"INGLENOOK_HOME": str(clone / ".inglenook"), "PORT": str(port)},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield server
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()
        time.sleep(2)  # the keeper stops the database after its last user


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(port: int) -> bool:
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/demo/", timeout=10).status == 200
    except (urllib.error.URLError, OSError):
        return False
