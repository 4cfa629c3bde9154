"""Processes that use an embedded server in a folder of their own, for the tests of this room."""

import contextlib
import fcntl
import os
import subprocess
import sys
from pathlib import Path

import psycopg

USER = "import sys; from inglenook.config.database import database_url as u; print(u(), flush=True); sys.stdin.read()"


def start_user(home: Path, **options) -> subprocess.Popen:
    """A process that starts or joins the server of ``home`` and stays until its input ends."""
    environment = {**os.environ, "INGLENOOK_HOME": str(home)}
    environment.pop("DATABASE_URL", None)
    return subprocess.Popen(
        [sys.executable, "-c", USER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        text=True,
        **options,
    )


@contextlib.contextmanager
def using(home: Path):
    """The URL of the server of ``home``, which has a user within the block."""
    user = start_user(home)
    url = user.stdout.readline().strip()
    try:
        assert url, user.stderr.read()
        yield url
    finally:
        user.communicate()


def postmaster(home: Path) -> int | None:
    """The process id of the server of ``home``, None when it has stopped cleanly."""
    with contextlib.suppress(FileNotFoundError, IndexError):
        return int((home / "postgres/data/postmaster.pid").read_text().splitlines()[0])
    return None


def wait_until_stopped(home: Path) -> None:
    """Wait for the keeper, who stops the server after the last user's end."""
    with (home / "postgres/keeper").open() as keeper:
        fcntl.flock(keeper, fcntl.LOCK_EX)


def alive(process: int) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return "(zombie)" not in Path(f"/proc/{process}/status").read_text()
    return False


def processes(word: str) -> list[int]:
    """The running processes that have ``word`` as an argument or in their environment."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
            if word.encode() in words.split(b"\0"):
                found.append(int(entry.name))
    return found


def children(process: int) -> list[int]:
    """The running children of a process, in the order in which they were started."""
    return sorted(map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split()))


def command(process: int) -> str:
    """The command line of a running process."""
    return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ")


def run(url: str, statement: str):
    """The rows of one statement, if it has any."""
    with psycopg.connect(url) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else None
