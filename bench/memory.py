"""How much memory the server's processes of one database take, watched while something runs."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

EVERY = 0.1  # seconds
OWN = re.compile(r"RssAnon:\s+(\d+) kB")  # memory of its own, without the buffers that all share


class Peak:
    """The most that all the processes held at one moment; nothing where the server is not on this machine."""

    mb = 0.0


@contextmanager
def watching(database: str) -> Iterator[Peak]:
    peak, done = Peak(), Event()
    watcher = Thread(target=_watch, args=(database, peak, done), daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        done.set()
        watcher.join()


def _watch(database: str, peak: Peak, done: Event) -> None:
    while not done.wait(EVERY):
        peak.mb = max(peak.mb, sum(_own_mb(process, database) for process in Path("/proc").glob("[0-9]*")))


def _own_mb(process: Path, database: str) -> float:
    try:
        title = (process / "cmdline").read_text()
        if not title.startswith("postgres:") or f" {database} " not in title:
            return 0
        own = OWN.search((process / "status").read_text())
    except OSError:  # it has just ended
        return 0
    return int(own[1]) / 1024 if own else 0
