"""The processes that `serve` forks from itself: the web server, and the worker that does background jobs.

Both share what the parent has loaded. A pipe from it ends when it does, however that happens, and so do they.
"""

import contextlib
import gc
import multiprocessing
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication
from gunicorn.http.errors import LimitRequestLine
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from inglenook.config.serve import STOPS

THREADS = 4
LONGEST_REQUEST = 120  # seconds
JOBS_AT_ONCE = 4  # a long run of one job keeps no urgent other one waiting
WEB_ROLE = "inglenook_web"  # cannot pass the row-level policies; see settings


class Answering(ThreadWorker):
    """Gunicorn's, that refuses an address too long to be read with a page of ours."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        if isinstance(exc, LimitRequestLine):
            _refuse(client)
        else:
            super().handle_error(req, client, addr, exc)


def _refuse(client: socket.socket) -> None:
    from inglenook.web.views import too_long

    page = too_long()
    head = (
        f"HTTP/1.1 {page.status_code} {page.reason_phrase}\r\nConnection: close\r\n"
        f"Content-Type: {page['Content-Type']}\r\nContent-Length: {len(page.content)}\r\n\r\n"
    )
    with contextlib.suppress(OSError):  # they have gone
        write_nonblock(client, head.encode() + page.content)


class Web(BaseApplication):
    """Gunicorn with Inglenook loaded once and shared by its workers."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        return get_wsgi_application()


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Within it what tells us to stop waits: around a fork Python would swallow the exception that it raises.

    A child, which has this thread alone, finds it waiting; here another thread may take it, so it is noted too.
    """
    came: list[int] = []
    handlers = {number: signal.signal(number, lambda number, _: came.append(number)) for number in STOPS}
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
        for number, handler in handlers.items():
            signal.signal(number, handler)
    if came:
        signal.raise_signal(came[0])


def prepare() -> None:
    """Load every page, for good as all that is loaded (config/cli.py), and leave no connection to be shared by two
    processes."""
    assert get_resolver().url_patterns
    connections.close_all()
    gc.freeze()


def web(host: str, port: int) -> None:
    """Answer requests on ``host``:``port`` until told to stop."""
    _begin()
    take_role(WEB_ROLE)
    options = {
        "bind": f"{host}:{port}",
        "worker_class": Answering,
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
    _begin()
    call_command("procrastinate", "worker", f"--concurrency={JOBS_AT_ONCE}")


def take_role(role: str) -> None:
    """Ask for ``role`` at every connection, as INGLENOOK_DATABASE_ROLE does for a process started with it."""
    settings.DATABASE_ROLE = role
    options = connection.settings_dict.setdefault("OPTIONS", {})
    options["options"] = f"{options.get('options', '')} -c role={role}"


def _begin() -> None:
    """Stand apart from the parent: Ctrl-C reaches it alone, which stops us in order, and its end is ours."""
    os.setsid()
    for number in STOPS:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
