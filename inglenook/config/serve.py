"""Run all of Inglenook with one command: web server and background worker, started and stopped together."""

import contextlib
import errno
import http.client
import multiprocessing
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from multiprocessing.process import BaseProcess
from types import FrameType

import django
import typer

from inglenook.config.database import database_url, require_database
from inglenook.config.errors import StartError

DEFAULT_PORT = 8000
STOPS = (signal.SIGINT, signal.SIGTERM)
STARTING = 120  # seconds until the first answer
STOPPING = 10  # seconds for a child to end by itself


def serve(port: int | None = None, host: str = "127.0.0.1", announce: Callable[[str], None] = typer.echo) -> None:
    """Serve on ``port`` (else PORT, else 8000) until Ctrl-C or SIGTERM.

    ``announce`` gets each line of progress, and at last the address once it answers. Raises StartError when
    the port is taken, the database does not answer, or a process ends by itself.
    """
    port = port or wanted_port()
    require_port(host, port)
    require_database(database_url())
    _migrate(announce)
    with _interruptible(), contextlib.suppress(KeyboardInterrupt), _children(host, port) as children:
        _wait_for_answer(host, port, children)
        announce(f"Inglenook is open at http://{_reachable(host)}:{port}/ (Ctrl-C closes it)")
        _wait_for_an_end(children)


def wanted_port() -> int:
    """The port that PORT names, else 8000. Raises StartError."""
    named = os.environ.get("PORT") or str(DEFAULT_PORT)
    if not (named.isascii() and named.isdigit() and 0 < int(named) < 65536):
        raise StartError(f"PORT is '{named}': give a number from 1 to 65535, for example PORT=8001.")
    return int(named)


def require_port(host: str, port: int) -> None:
    """Raise StartError unless we may listen on ``port``."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise StartError(_why_not(host, port, error)) from error


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use: stop what uses it, or choose another, for example PORT={port + 1}."
    if error.errno == errno.EACCES:
        return f"Port {port} is for the system alone: choose one above 1023, for example PORT=8000."
    return f"Inglenook cannot listen on {host}, port {port} ({error.strerror}): choose another host or port."


def _migrate(announce: Callable[[str], None]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inglenook.config.settings")
    django.setup()
    from inglenook.config.schema import migrate_if_needed  # needs Django to be set up

    migrate_if_needed(announce)


@contextlib.contextmanager
def _children(host: str, port: int) -> Iterator[list[BaseProcess]]:
    from inglenook.config import processes  # needs Django to be set up

    processes.prepare()
    children: list[BaseProcess] = []
    try:
        with processes.undisturbed():
            children.append(_start("web", processes.web, host, port))
            children.append(_start("worker", processes.worker))
        yield children
    finally:
        for child in children:
            child.terminate()
        for child in children:
            _see_out(child)


def _start(name: str, work: Callable[..., None], *arguments: object) -> BaseProcess:
    """Start a child that shares what this process has loaded, so that loading is paid for once."""
    child = multiprocessing.get_context("fork").Process(name=name, target=work, args=arguments)
    child.start()
    return child


def _see_out(child: BaseProcess) -> None:
    child.join(STOPPING)
    if child.is_alive() and child.pid:
        os.killpg(child.pid, signal.SIGKILL)


def _wait_for_answer(host: str, port: int, children: list[BaseProcess]) -> None:
    until = time.monotonic() + STARTING
    while time.monotonic() < until:
        _require_alive(children)
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection(_reachable(host), port, timeout=STARTING)
            connection.request("GET", "/")
            connection.getresponse().read()
            connection.close()
            return
        time.sleep(0.05)
    raise StartError(f"Inglenook did not answer on port {port} within {STARTING} s: see the messages above.")


def _wait_for_an_end(children: list[BaseProcess]) -> None:
    while True:
        _require_alive(children)
        time.sleep(0.5)


def _require_alive(children: list[BaseProcess]) -> None:
    for child in children:
        if not child.is_alive():
            raise StartError(f"The {child.name} process ended by itself: see the messages above.")


def _reachable(host: str) -> str:
    return "127.0.0.1" if host in ("", "0.0.0.0") else host


@contextlib.contextmanager
def _interruptible() -> Iterator[None]:
    """Within it SIGTERM stops us the way Ctrl-C does, and whatever tells us to stop is heard once."""
    before = {number: signal.signal(number, _interrupt) for number in STOPS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """`make` passes on a SIGTERM that was sent to us all: the second would break off the stopping of our children, for
    which Python would then wait."""
    for stop in STOPS:
        signal.signal(stop, signal.SIG_IGN)
    raise KeyboardInterrupt
