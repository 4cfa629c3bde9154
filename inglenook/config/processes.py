"""The processes that `serve` starts: the web server, and the worker that does background jobs.

    python -m inglenook.config.processes web HOST PORT
    python -m inglenook.config.processes worker

Standard input is a pipe from the parent. It ends when the parent does, however that happens, and so do we.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any

import django
from django.core.management import call_command
from gunicorn.app.base import BaseApplication

THREADS = 4
LONGEST_REQUEST = 120  # seconds


class Web(BaseApplication):
    """Gunicorn with Inglenook loaded once and shared by its workers."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        from inglenook.config.wsgi import application  # sets Django up, which only this process's children need

        return application


def web(host: str, port: str) -> None:
    """Answer requests on ``host``:``port`` until told to stop."""
    options = {
        "bind": f"{host}:{port}",
        "worker_class": "gthread",
        "workers": max(2, min(8, os.cpu_count() or 1)),
        "threads": THREADS,
        "timeout": LONGEST_REQUEST,
        "graceful_timeout": 5,
        "preload_app": True,
        "control_socket_disable": True,
        "loglevel": "warning",  # no access log: addresses of pages may name people
    }
    Web(options).run()


def worker() -> None:
    """Do background jobs until told to stop."""
    django.setup()
    call_command("procrastinate", "worker")


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inglenook.config.settings")
    threading.Thread(target=_end_with_parent, daemon=True).start()
    {"web": web, "worker": worker}[sys.argv[1]](*sys.argv[2:])
