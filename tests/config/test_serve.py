"""One command runs web server and worker; however it ends, nothing stays behind."""

import errno
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from inglenook.config import serve as module
from inglenook.config.errors import StartError
from inglenook.config.serve import require_port, wanted_port
from tests.config.server import children, processes, run, using, wait_until_stopped

PROGRAM = """
import sys
from inglenook.config.errors import StartError
from inglenook.config.serve import serve
try:
    serve(int(sys.argv[1]), announce=lambda line: print(line, flush=True))
except StartError as error:
    sys.exit(str(error))
"""

TOLD_AT_A_FORK = (
    """
import os, signal
os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGTERM))
"""
    + PROGRAM
)

TOLD_TWICE = (
    """
import os, signal
from multiprocessing.process import BaseProcess

terminate = BaseProcess.terminate

def terminate_and_be_told_again(child):
    os.kill(os.getpid(), signal.SIGTERM)
    terminate(child)

BaseProcess.terminate = terminate_and_be_told_again
"""
    + PROGRAM
)

ROLE = """
import os
from unittest import mock
os.environ["DJANGO_SETTINGS_MODULE"] = "inglenook.config.settings"
import django
django.setup()
from django.db import connection
from inglenook.config import processes, schema
schema.migrate_if_needed()

def say(web):
    connection.close()
    with connection.cursor() as cursor:
        print(cursor.execute("SELECT current_user").fetchone()[0], django.conf.settings.DATABASE_ROLE)

with mock.patch.object(processes, "_begin"), mock.patch.object(processes.Web, "run", say):
    processes.web("127.0.0.1", 0)
"""


def environment(home: Path) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {"INGLENOOK_HOME": str(home)}


def start(home: Path, port: int, program: str = PROGRAM) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", program, str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(home),
        text=True,
    )


def until_open(server: subprocess.Popen) -> list[str]:
    lines = []
    for line in server.stdout:
        lines.append(line)
        if "is open at" in line:
            return lines
    raise AssertionError(server.stderr.read())


def require_nothing_left(home: Path) -> None:
    wait_until_stopped(home)
    until = time.monotonic() + 5  # the keeper has let go of its lock and is ending
    while left := processes(f"INGLENOOK_HOME={home}"):
        assert time.monotonic() < until, left


@pytest.fixture(scope="module")
def home():
    with tempfile.TemporaryDirectory(prefix="inglenook-") as folder:
        yield Path(folder)
        wait_until_stopped(Path(folder))


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.slow
def test_it_says_where_it_is_open_and_stops_whole(home, port):
    with start(home, port) as server:
        lines = until_open(server)
        assert lines[-1].startswith(f"Inglenook is open at http://127.0.0.1:{port}/")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
            assert answer.status == 200
        with start(home, port) as second:
            assert second.wait() == 1
            assert f"Port {port} is in use" in second.stderr.read()
        server.send_signal(signal.SIGTERM)
        assert server.wait() == 0
    require_nothing_left(home)


@pytest.mark.slow
def test_an_address_too_long_to_be_read_is_answered_with_a_page_of_ours(home, port):
    with start(home, port) as server:
        try:
            until_open(server)
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/help/?q={'a' * 5_000}")
            page = refused.value.read().decode()
        finally:
            server.terminate()
    assert refused.value.code == 414
    assert "This address is too long" in page and "Go to your first page" in page


def test_told_to_stop_while_it_stops_it_stops_whole(home, port):
    """`make` passes on a SIGTERM that was sent to its whole group."""
    with start(home, port, TOLD_TWICE) as server:
        try:
            until_open(server)
            server.send_signal(signal.SIGTERM)
            assert server.wait(timeout=30) == 0
        finally:
            server.kill()
    require_nothing_left(home)


@pytest.mark.slow
def test_told_to_stop_in_the_midst_of_a_fork_it_stops(home, port):
    """Python lets no exception out of what it calls around a fork."""
    with start(home, port, TOLD_AT_A_FORK) as server:
        try:
            assert server.wait(timeout=30) == 0
        finally:
            server.kill()
    require_nothing_left(home)


@pytest.mark.slow
def test_web_processes_take_a_role_that_policies_bind(home):
    with using(home) as url:
        said = subprocess.run([sys.executable, "-c", ROLE], env=environment(home), capture_output=True, text=True)
        assert said.stdout == "inglenook_web inglenook_web\n", said.stderr
        assert run(url, "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = 'inglenook_web'") == [(False,)]


@pytest.mark.slow
def test_a_second_start_has_nothing_to_prepare(home, port):
    for _ in range(2):
        with start(home, port) as server:
            lines = until_open(server)
            server.terminate()
    assert "Preparing the database\n" not in lines


@pytest.mark.slow
def test_a_killed_parent_takes_its_children_along(home, port):
    with start(home, port) as server:
        until_open(server)
        server.kill()
    require_nothing_left(home)


@pytest.mark.slow
def test_a_child_that_dies_ends_the_others(home, port):
    with start(home, port) as server:
        until_open(server)
        os.kill(children(server.pid)[-1], signal.SIGKILL)  # the last to be started
        assert server.wait() == 1
        assert "The worker process ended by itself" in server.stderr.read()
    wait_until_stopped(home)


def test_a_port_in_use_is_named_with_a_way_out():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(StartError, match=f"Port {taken} is in use: .* for example PORT={taken + 1}"):
            require_port("127.0.0.1", taken)


def test_a_free_port_passes(port):
    require_port("127.0.0.1", port)


def test_a_port_of_the_system_is_named():
    refused = OSError(errno.EACCES, "Permission denied")
    assert "choose one above 1023" in module._why_not("127.0.0.1", 80, refused)


def test_a_foreign_address_is_named():
    with pytest.raises(StartError, match=r"cannot listen on 192\.0\.2\.1"):  # reserved for examples, RFC 5737
        require_port("192.0.2.1", 8000)


@pytest.mark.parametrize("named", ["0", "65536", "http", "-1", "80.5", "٨٠"])
def test_a_port_that_is_no_port_is_explained(monkeypatch, named):
    monkeypatch.setenv("PORT", named)
    with pytest.raises(StartError, match="give a number from 1 to 65535"):
        wanted_port()


def test_the_port_comes_from_the_environment_or_is_8000(monkeypatch):
    monkeypatch.setenv("PORT", "8765")
    assert wanted_port() == 8765
    monkeypatch.delenv("PORT")
    assert wanted_port() == 8000
