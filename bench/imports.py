"""How fast records come in, from NDJSON on disk to rows in the tables, beside the limit and beside fhir.resources.

The region is made by `inglenook synthesise` and imported into a database of its own, made and dropped here.
"""

import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from itertools import islice
from pathlib import Path

import duckdb
import psycopg
from django.conf import settings
from django.db import connection
from fhir.resources.R4B import get_fhir_model_class
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from bench.table import Row
from inglenook.demo.synthesis import synthesise
from inglenook.exchange.store import address
from inglenook.exchange.tables import ORDER

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "50000"))
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
print(time.monotonic() - started[0], time.process_time() - started[1], report.counts.total()["kept"])
"""


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "region"
        synthesise(people=PEOPLE, seed=1, out=files, as_of=date(2026, 6, 1), compress=False, replace=False)
        megabytes = sum(path.stat().st_size for path in files.iterdir()) / 1e6
        seconds, processor, kept = _imported(files, Path(folder) / "home")
        scan = _scanned(files)
        checked = _checked(files)
    note = f"{PEOPLE:,} people, {megabytes:,.0f} MB, {processor:.1f} s of one core for reading alone"
    return [
        Row("import_mb_s", megabytes / seconds, "MB/s", megabytes / scan, "plain DuckDB scan", 100, note=note),
        Row("import_resources_s", kept / seconds, "resources/s", checked, "fhir.resources, parsing alone"),
    ]


def _imported(files: Path, home: Path) -> tuple[float, float, int]:
    """Seconds, seconds of the reading process's processor, and resources kept, in an empty database."""
    given = conninfo_to_dict(address())
    with psycopg.connect(make_conninfo(**given), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        server.execute(f"CREATE DATABASE {DATABASE}")
    port = given.get("port") or connection.settings_dict["PORT"] or 5432
    url = f"postgresql://{given['user']}@/{DATABASE}?host={given['host']}&port={port}"
    environment = os.environ | {"DATABASE_URL": url, "PGPASSWORD": given.get("password", "")}
    manage = settings.PACKAGE.parent / "manage.py"
    subprocess.run([sys.executable, manage, "migrate", "-v0", "--skip-checks"], env=environment, check=True)
    try:
        done = subprocess.run(
            [sys.executable, "-c", IMPORT, files, home], env=environment, check=True, capture_output=True, text=True
        )
    finally:
        with psycopg.connect(make_conninfo(**given), autocommit=True) as server:
            server.execute(f"DROP DATABASE {DATABASE}")
    seconds, processor, kept = done.stdout.splitlines()[-1].split()
    return float(seconds), float(processor), int(kept)


def _scanned(files: Path) -> float:
    """Seconds DuckDB takes to read every line as JSON and do nothing with it."""
    started = time.monotonic()
    for path in files.iterdir():
        duckdb.sql(f"SELECT max(json ->> 'id') FROM read_ndjson_objects('{path}')").fetchall()
    return time.monotonic() - started


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
