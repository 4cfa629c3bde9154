"""The keeper: stops the embedded server when the last process that used it has ended.

    python -m inglenook.config.keeper FOLDER DESCRIPTOR

It waits for the lock that every user of the server shares. The order of the last lines matters: who starts
the server next must find this keeper gone, so its own lock goes before the one on `users`.
"""

import fcntl
import os
import sys
from pathlib import Path

from inglenook.config.cluster import Cluster


def keep(folder: Path, descriptor: int) -> None:
    """Wait for the last user of the server in ``folder``, then stop it; ``descriptor`` holds our lock."""
    users = os.open(folder / "users", os.O_RDWR)
    fcntl.flock(users, fcntl.LOCK_EX)
    Cluster(folder).stop()
    os.close(descriptor)
    os.close(users)


if __name__ == "__main__":
    keep(Path(sys.argv[1]), int(sys.argv[2]))
