"""Share one embedded server among all Inglenook processes, with file locks that the kernel frees.

    folder/users     held shared by every process that uses the server
    folder/starting  held by the one process that starts it
    folder/keeper    held by the keeper, the process that stops the server after its last user

A lock goes with its process however that ends, so nothing here can be stale.
"""

import contextlib
import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import errors, sql

from inglenook.config.cluster import Cluster
from inglenook.config.errors import StartError

DATABASE = "inglenook"
PATIENCE = 30  # seconds for a server that is just recovering

_held: dict[Path, int] = {}  # folder -> the descriptor of this process's lock on `users`


def attach(cluster: Cluster) -> str:
    """Start ``cluster`` or join it, for the life of this process; returns the URL of its database.

    Raises StartError.
    """
    cluster.folder.mkdir(parents=True, exist_ok=True)
    if cluster.folder not in _held:
        _held[cluster.folder] = _lock(cluster.folder / "users", fcntl.LOCK_SH)
    _ensure_keeper(cluster)
    if not _answers(cluster, DATABASE):
        with _starting(cluster):
            if not _answers(cluster, "postgres"):
                cluster.start()
            _ensure_database(cluster)
    return cluster.url(DATABASE)


def _lock(path: Path, kind: int) -> int:
    """Wait for a lock on ``path``; returns the descriptor that holds it, closed in programs run from here."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, kind)
    except BlockingIOError:
        os.close(descriptor)
        raise
    return descriptor


@contextlib.contextmanager
def _starting(cluster: Cluster) -> Iterator[None]:
    descriptor = _lock(cluster.folder / "starting", fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(descriptor)


def _ensure_keeper(cluster: Cluster) -> None:
    """Start the keeper unless it lives; it inherits its lock, so there is no moment without."""
    try:
        descriptor = _lock(cluster.folder / "keeper", fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    keeper = subprocess.Popen(
        [sys.executable, "-m", "inglenook.config.keeper", str(cluster.folder), str(descriptor)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=[descriptor],
        start_new_session=True,
        cwd="/",
    )
    keeper.returncode = 0  # it outlives us, so nobody here waits for its end
    os.close(descriptor)


def _answers(cluster: Cluster, database: str) -> bool:
    """Whether the server lets us into ``database``, waiting while it is recovering."""
    for _ in range(PATIENCE * 10):
        try:
            psycopg.connect(cluster.url(database), connect_timeout=PATIENCE).close()
            return True
        except errors.CannotConnectNow:
            time.sleep(0.1)
        except psycopg.OperationalError:
            return False
    raise StartError(f"The database in {cluster.folder} has been recovering for {PATIENCE} s: try again later.")


def _ensure_database(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
