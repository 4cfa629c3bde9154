"""PostgreSQL settings for the embedded server, scaled to the machine. Plain Python."""

import os
import stat
from pathlib import Path

MB = 1024 * 1024
SMALL_SHARED_MEMORY_MB = 256


def memory_mb() -> int:
    """Memory of this machine in MB."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MB


def shared_memory_mb(place: Path = Path("/dev/shm")) -> int:
    """Room for POSIX shared memory in MB that any account may use; containers often give 64."""
    try:
        open_to_all = place.stat().st_mode & stat.S_IWOTH
        room = os.statvfs(place)
    except OSError:
        return 0
    return room.f_frsize * room.f_blocks // MB if open_to_all else 0


def settings(*, socket_folder: str, memory: int, shared_memory: int, durable: bool) -> dict[str, str]:
    """Settings of postgresql.conf by name; ``memory`` and ``shared_memory`` in MB.

    Sizes follow the PostgreSQL documentation's advice (chapter "Resource Consumption"), held to what a
    demo or a small service needs. Without ``durable`` a power cut may lose the data: for tests alone.
    """
    return {
        "listen_addresses": "''",  # a socket in a private folder is the only way in
        "port": "5432",
        "unix_socket_directories": _quoted(f'"{socket_folder}"'),  # one entry, though it has spaces
        "unix_socket_permissions": "0700",
        "max_connections": "100",
        "shared_buffers": f"{_between(32, memory // 8, 512)}MB",
        "effective_cache_size": f"{max(128, memory // 2)}MB",
        "work_mem": f"{_between(4, memory // 128, 32)}MB",
        "maintenance_work_mem": f"{_between(32, memory // 16, 256)}MB",
        "dynamic_shared_memory_type": "posix" if shared_memory >= SMALL_SHARED_MEMORY_MB else "mmap",
        "max_wal_size": "4GB",
        "random_page_cost": "1.1",
        "jit": "off",
        "timezone": "'UTC'",
        "log_timezone": "'UTC'",
        "lc_messages": "'C'",
        # Rows and statements hold personal data; the log keeps the server's own news alone.
        "log_min_messages": "log",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_checkpoints": "off",
        **_durability(durable),
    }


def as_file(values: dict[str, str]) -> str:
    """The text of postgresql.conf."""
    lines = [f"{name} = {value}" for name, value in values.items()]
    return "\n".join(["# Written by Inglenook at each start; changes here are lost.", *lines, ""])


def _durability(durable: bool) -> dict[str, str]:
    switch = "on" if durable else "off"
    return {"fsync": switch, "synchronous_commit": switch, "full_page_writes": switch}


def _quoted(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"


def _between(low: int, value: int, high: int) -> int:
    return max(low, min(value, high))
