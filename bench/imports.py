"""How fast records come in, from NDJSON on disk to rows in the tables, beside the limit and beside fhir.resources.

The region is made by `inglenook synthesise` and imported into a database of its own, made and dropped here.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

import duckdb
import psutil
import psycopg
from django.conf import settings
from django.db import connection
from fhir.resources.R4B import get_fhir_model_class
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from bench.table import Row
from inglenook.demo.synthesis import synthesise
from inglenook.exchange.store import address
from inglenook.exchange.tables import ORDER

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "15000"))
SAMPLE = 2_000  # resources given to fhir.resources
DATABASE = "inglenook_bench_import"
IMPORT = """
import sys, time, django
django.setup()
from pathlib import Path
from django.conf import settings
from inglenook.exchange.run import import_fhir
settings.HOME = Path(sys.argv[2])
started = time.monotonic(), time.process_time()
report = import_fhir(Path(sys.argv[1]), source="bench")
total = report.counts.total()
print(time.monotonic() - started[0], time.process_time() - started[1], total["kept"] + total["unchanged"])
"""


@dataclass(frozen=True)
class Imported:
    """What one import took: seconds by the clock, seconds of processor in both processes, resources taken."""

    seconds: float
    reading: float
    storing: float
    resources: int

    @property
    def processor(self) -> float:
        return self.reading + self.storing


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "region"
        synthesise(people=PEOPLE, seed=1, out=files, as_of=date(2026, 6, 1), compress=False, replace=False)
        megabytes = sum(path.stat().st_size for path in files.iterdir()) / 1e6
        first, again = _imported(files, Path(folder) / "home")
        scan, scan_alone = (megabytes / seconds for seconds in _scanned(files))
        checked = _checked(files)
    limit = "plain DuckDB scan"
    work = f"{PEOPLE:,} people, {megabytes:,.0f} MB; {first.reading:.1f} s reading, {first.storing:.1f} s storing"
    return [
        Row("import_mb_s", megabytes / first.seconds, "MB/s", scan, limit, 100, note=work),
        Row("import_mb_processor_s", megabytes / first.processor, "MB/s a core", scan_alone, limit, 50, note=work),
        Row("import_again_mb_s", megabytes / again.seconds, "MB/s", scan, limit, note="second run, nothing changed"),
        Row("import_resources_per_s", first.resources / first.seconds, "1/s", checked, "fhir.resources, parsing"),
    ]


def _imported(files: Path, home: Path) -> list[Imported]:
    """A first and a second import into a database of its own."""
    given = conninfo_to_dict(address())
    port = given.get("port") or connection.settings_dict["PORT"] or 5432
    url = f"postgresql://{given['user']}@/{DATABASE}?host={given['host']}&port={port}"
    environment = os.environ | {"DATABASE_URL": url, "PGPASSWORD": given.get("password", "")}
    with psycopg.connect(make_conninfo(**given), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        server.execute(f"CREATE DATABASE {DATABASE}")
        try:
            manage = settings.PACKAGE.parent / "manage.py"
            subprocess.run([sys.executable, manage, "migrate", "-v0", "--skip-checks"], env=environment, check=True)
            return [_import(server, files, home, environment) for _ in range(2)]
        finally:
            server.execute(f"DROP DATABASE {DATABASE}")


def _import(server: psycopg.Connection, files: Path, home: Path, environment: dict) -> Imported:
    before = _seconds_of(server)
    command = [sys.executable, "-c", IMPORT, files, home]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    seconds, reading, resources = done.stdout.splitlines()[-1].split()
    return Imported(float(seconds), float(reading), _seconds_of(server) - before, int(resources))


def _seconds_of(server: psycopg.Connection) -> float:
    """Seconds of processor that the server has used, in all its processes, those that have ended among them."""
    folder = server.execute("SHOW data_directory").fetchone()[0]
    main = psutil.Process(int((Path(folder) / "postmaster.pid").read_text().split()[0]))
    times = [main.cpu_times(), *(child.cpu_times() for child in main.children())]
    return sum(t.user + t.system for t in times) + times[0].children_user + times[0].children_system


def _scanned(files: Path) -> tuple[float, float]:
    """Seconds, by the clock and of the processor, that DuckDB takes to read every line as JSON and do no more."""
    started = time.monotonic(), time.process_time()
    for path in files.iterdir():
        duckdb.sql(f"SELECT max(json ->> 'id') FROM read_ndjson_objects('{path}')").fetchall()
    return time.monotonic() - started[0], time.process_time() - started[1]


def _checked(files: Path) -> float:
    """Resources a second that fhir.resources parses, over the same share of each type that is kept."""
    taken = 0
    started = time.monotonic()
    for path in sorted(files.iterdir()):
        if (type_ := path.name.split(".")[0]) in ORDER:
            model = get_fhir_model_class(type_)
            with path.open("rb") as file:
                for line in islice(file, SAMPLE // 10):
                    model.model_validate_json(line)
                    taken += 1
    return taken / (time.monotonic() - started)
